"""Every form and every address of the site, except those about comments, against strings that break software.

What is promised stands in tests/filling.py. Forms that a page shows are found and filled by tests/test_bad_forms.py;
here is what takes steps to reach, pieces of addresses, and `next`. Comments have their own in tests/comments.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import actions
from moderation.actions import decide, report_thing
from news.models import Alert
from tests.accounts.test_second_step import prove, set_up_app
from tests.accounts.test_sign_in import sign_in
from tests.bad_inputs import BAD_STRINGS, as_sent, some
from tests.cast import PASSWORD, signed_in
from tests.factories.news import NewsCategoryFactory, NewsPageFactory, TopicFactory
from tests.filling import enter, fill, fill_together, leave, quiet, read

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("patient")]


# --- before sign-in -------------------------------------------------------------------------------------------------


def test_signing_in(report, bo):
    data = {"login": bo.email, "password": "wrong"}
    fill(report, Client(), "/login/", data, "login", "password", "remember", "next", typed=("login",))
    read(report, Client(), "/login/", "next")


@pytest.mark.parametrize("text", [*BAD_STRINGS["next"], "/\n/x.example", "https://x.example/"])
def test_nobody_is_led_away_after_signing_in(report, bo, text):
    answer = Client().post("/login/", {"login": bo.email, "password": PASSWORD, "next": as_sent(text)})
    assert answer.status_code == 302
    report.check(answer, text)


def test_a_forgotten_password(report, bo):
    fill(report, Client(), "/account/password/reset/", {}, "email", typed=("email",))
    enter(report, Client(), "/account/password/reset/key/1-{}/")
    enter(report, Client(), "/account/password/reset/key/{}-set-password/")


def test_an_invitation(report, sam):
    invitation = actions.invite("kees@duinrand.example", first_name="Kees", last_name="B", language="en", by=sam)
    url = f"/account/invitation/{invitation.token()}/"
    data = {"first_name": "Kees", "last_name": "B", "password": "short"}
    fill(report, Client(), url, data, "first_name", "last_name", "password", typed=("first_name", "last_name"))
    enter(report, Client(), "/account/invitation/{}/")


# --- one's own account ----------------------------------------------------------------------------------------------


def test_preferences(report, bo):
    client, data = signed_in(bo), {"language": "en", "time_zone": "Europe/Amsterdam", "theme": ""}
    fill_together(report, client, "/account/settings/", data, *data)
    fill(report, client, "/account/language/", {"language": "en"}, "language")
    fill(report, client, "/account/theme/", {"theme": "dark"}, "theme")
    fill(report, client, "/timeline/order/", {"order": "newest"}, "order")
    leave(report, client, "/account/language/", {"language": "en"})
    leave(report, client, "/account/theme/", {"theme": "dark"})
    leave(report, client, "/timeline/hint/", {})


def test_what_is_mailed_and_when(report, bo):
    client = signed_in(bo)
    data = {
        "has_mail": "on", "digest": "day", "digest_hour": "8", "working_days": "0", "quiet_from": "19:00",
        "quiet_until": "07:00", "away_until": "2027-01-01",
    }  # fmt: skip
    fill_together(report, client, "/notifications/settings/rhythm/", data, *data)
    fill(report, client, "/notifications/settings/preset/", {"preset": "calm"}, "preset")
    fill(report, client, "/notifications/settings/", {"shown": "reply"}, "shown", "on", "mail", "digest")
    enter(report, Client(), "/notifications/mail/{}/")


def test_a_new_password(report, bo):
    client = Client()
    sign_in(client, bo.email)
    data = {"oldpassword": "wrong", "password1": "x", "password2": "x"}
    fill(report, client, "/account/password/change/", data, *data)
    fill(report, client, "/account/reauthenticate/", {"password": "wrong"}, "password", "next")
    leave(report, client, "/account/reauthenticate/", {"password": PASSWORD})


def test_codes(report, bo):
    client = Client()
    sign_in(client, bo.email)
    prove(client, "/account/2fa/totp/activate/")
    client.get("/account/2fa/totp/activate/")
    fill(report, client, "/account/2fa/totp/activate/", {}, "code")


def test_codes_of_the_second_step(report, bo):
    client = Client()
    sign_in(client, bo.email)
    set_up_app(client)
    fill(report, client, "/account/2fa/reauthenticate/", {"code": "1"}, "code", "next")
    other = Client()
    sign_in(other, bo.email)
    fill(report, other, "/account/2fa/authenticate/", {"code": "1"}, "code")
    fill(report, Client(), "/account/2fa/webauthn/login/", {}, "credential")


# --- notifications --------------------------------------------------------------------------------------------------


def test_notifications(report, bo):
    client = signed_in(bo)
    read(report, client, "/notifications/", "lane", "before", "undo", "part")
    enter(report, client, "/notifications/{}/read/", "put")
    enter(report, client, "/notifications/{}/read/", "post")
    fill(report, client, "/notifications/seen/", {"upto": "1"}, "upto")
    fill(report, client, "/notifications/read/", {"upto": "1"}, "upto", "part")
    fill(report, client, "/notifications/read/undo/", {}, "token")
    fill(report, client, "/notifications/settings/", {"shown": "reply", "on": "reply"}, "shown", "on")
    fill(report, client, f"/on/person/{bo.pk}/level/", {"level": "normal"}, "level")
    enter(report, client, "/on/{}/1/level/", "post")
    enter(report, client, "/on/{}/1/opened/", "post")


# --- moderation -----------------------------------------------------------------------------------------------------


def test_reports(report, bo, dina, sam, settings):
    settings.KRING_PACES = {"report": "100000"}
    client, about = signed_in(bo), f"/on/person/{dina.pk}/report/"
    fill(report, client, about, {"category": "rude", "text": "Hello"}, "category", "text", "next", typed=("text",))
    case = report_thing(dina, "rude", by=bo)
    decider = signed_in(sam)
    read(report, decider, "/moderation/", "tab", "whose", "place", "page")
    data = {"verdict": "restore", "reason": "Because", "seen": "0"}
    fill(report, decider, case.report.get_absolute_url(), data, "verdict", "reason", "seen", typed=("reason",))
    step = decide(case.report, "warn", "Because", by=sam)
    fill(report, signed_in(dina), step.get_absolute_url(), {"reason": ""}, "reason")
    read(report, client, "/moderation/complaints/", "page")
    enter(report, client, "/on/{}/1/report/")


# --- people ---------------------------------------------------------------------------------------------------------


def test_the_directory(report, bo):
    read(report, signed_in(bo), "/people/", "q", "department", "location", "letter", "page")


def test_a_profile(report, bo):
    data = {"about": "Hello", "pronouns": "", "pronunciation": "", "phone": ""}
    fill(report, signed_in(bo), "/people/me/edit/", data, *data, "remove_photo", "new_photo", typed=tuple(data))
    enter(report, signed_in(bo), f"/people/{bo.pk}-{{}}/")
    enter(report, signed_in(bo), "/people/{}-bo-jansen/")


# --- reading --------------------------------------------------------------------------------------------------------


@pytest.fixture
def news(bo):
    return NewsPageFactory(title="Canteen", topics=[TopicFactory(slug="food")], category=NewsCategoryFactory())


def test_news(report, bo, news):
    client = signed_in(bo)
    read(report, client, "/news/", "category", "topic", "before")
    read(report, client, "/topics/food/", "before")
    read(report, client, "/more-news/", "not")
    for pattern in ("/topics/{}/", "/news/{}/", "/{}/", "/news/{}/read-mark/", "/pages/{}/"):
        enter(report, client, pattern)


def test_the_home_page_and_the_timeline(report, bo, news):
    client = signed_in(bo)
    read(report, client, "/", "lane", "before", "order", "pages")
    read(report, client, "/", "before", "lane", **{"HX-Request": "true"})
    read(report, client, "/timeline/newer/", "after")
    for category, number, text in some("lane", 1):
        answer = quiet(client).get("/timeline/newer/", {"after": "0", "lane": as_sent(text)})
        report.check(answer, f"lane {category} {number}")


def test_catching_up(report, bo, news):
    client = signed_in(bo)
    read(report, client, "/catch-up/", "undo")
    fill(report, client, "/catch-up/done/", {"entry": "1"}, "entry", "done")
    fill(report, client, "/catch-up/finish/", {"to": "1"}, "to")
    fill(report, client, "/catch-up/reopening/", {"number": "1", "at": "1"}, "number", "at")
    fill(report, client, "/timeline/visit/", {"to": "1"}, "to")
    fill(report, client, "/timeline/types/comment/", {"mute": "1"}, "mute")
    enter(report, client, "/timeline/types/{}/", "post")
    read(report, client, f"/people/{bo.pk}-bo-jansen/", "before")
    leave(report, client, "/catch-up/done/", {"entry": "1"})


def test_what_people_do_with_a_thing(report, bo, news):
    client = signed_in(bo)
    enter(report, client, f"/on/page/{news.pk}/reactions/{{}}/", "put")
    enter(report, client, f"/on/page/{news.pk}/reactions/{{}}/", "post")
    enter(report, client, f"/on/{{}}/{news.pk}/follow/", "put")
    enter(report, client, "/on/page/{}/mute/", "put")
    enter(report, client, f"/on/{{}}/{news.pk}/reactions/")
    enter(report, client, f"/on/{{}}/{news.pk}/comments/")
    fill(report, client, f"/on/page/{news.pk}/reactions/like/", {}, "on", "_method")
    leave(report, client, f"/on/page/{news.pk}/follow/", {"on": "1"})


def test_keeping_pages_right(report, bo, news):
    client = signed_in(bo)
    alert = Alert.objects.create(text_nl="Let op", ends_at=timezone.now() + timedelta(hours=1))
    for pattern in ("/pages/{}/confirmation/", "/alerts/{}/dismissal/", "/on/page/{}/seen/", "/pages/{}/useful/"):
        enter(report, client, pattern, "post")
    enter(report, client, f"/on/{{}}/{news.pk}/seen/", "post")
    enter(report, client, "/pages/{}/useful/")
    read(report, client, "/tools/", "q")
    read(report, client, "/alerts/", "known")
    read(report, client, "/pages/mine/", "page")
    fill(report, client, f"/alerts/{alert.pk}/dismissal/", {}, "_method")
    leave(report, client, f"/alerts/{alert.pk}/dismissal/", {})


def test_files(report, bo):
    client = signed_in(bo)
    for pattern in (
        "/files/images/{}/a.jpg", "/files/images/1/{}", "/files/renditions/1/{}", "/files/documents/1/{}",
        "/files/documents/{}/a.pdf", "/files/signed/{}/1/width-40/", "/files/signed/x/1/{}/",
    ):  # fmt: skip
        enter(report, client, pattern)
