"""Every form and every address of the site, except those about comments, against strings that break software.

Promises: no server error, nothing that was sent runs, nobody is led to another site, and a form that refuses gives
back what was typed. Comments have the same programme in tests/comments.
"""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts import actions
from news.actions import COMMUNICATIONS, setup_editorial_groups
from people.models import Department, Location
from tests.accounts.test_second_step import prove, set_up_app
from tests.accounts.test_sign_in import sign_in
from tests.bad_inputs import BAD_STRINGS, as_sent, assert_calm, assert_nothing_lost, some
from tests.cast import PASSWORD, signed_in
from tests.factories.news import NewsCategoryFactory, NewsPageFactory, TopicFactory, news_index

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def patient(settings):
    """As if there was time between the attempts: limits have tests of their own."""
    settings.ACCOUNT_RATE_LIMITS = False


class Report:
    """What went wrong, all of it: one look at a failing form shows every string that hurts it."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def check(self, response, what: str, kept: dict[str, str] | None = None) -> None:
        """`kept`: the text fields that a refusing form must show again, with what was typed."""
        try:
            assert_calm(response, what)
            away = response.get("Location", "")
            assert (
                not away or away.startswith("/login/?next=/") or url_has_allowed_host_and_scheme(away, {"testserver"})
            ), f"{away[:80]!r} after {what}"
            if response.status_code in (200, 422):
                for name, text in (kept or {}).items():
                    if "\x00" not in text and len(text) < 10**6:
                        assert_nothing_lost(response, name, text)
        except AssertionError as problem:
            self.wrong.append(str(problem).splitlines()[0][:300])


@pytest.fixture
def report() -> Iterator[Report]:
    report = Report()
    yield report
    assert not report.wrong, "\n".join(report.wrong)


def quiet(client: Client) -> Client:
    """Answers with a server error instead of raising it."""
    client.raise_request_exception = False
    return client


def read(report: Report, client: Client, url: str, *names: str, **headers) -> None:
    """One string of every category in each parameter of an address."""
    for name in names:
        for category, number, text in some(f"{url} {name}", 1):
            response = quiet(client).get(url, {name: as_sent(text)}, headers=headers)
            report.check(response, f"{url}?{name}= {category} {number} {text[:60]!r}")


def fill(report: Report, client: Client, url: str, data: dict, *names: str, typed: tuple = (), **extra) -> None:
    """One string of every category in each field of a form, the others as in `data`; `typed` are shown again."""
    for name in names:
        for category, number, text in some(f"{url} {name}", 1):
            sent = as_sent(text)
            response = quiet(client).post(url, {**data, name: sent}, **extra)
            report.check(
                response, f"{url} {name}: {category} {number} {text[:60]!r}", {name: sent} if name in typed else None
            )


def fill_together(report: Report, client: Client, url: str, data: dict, *names: str, typed: tuple = ()) -> None:
    """The same for a heavy form: one request a category, with another string of it in every field."""
    for category in BAD_STRINGS:
        sent = {
            name: as_sent(text)
            for name in names
            for found, _number, text in some(f"{url} {name}", 1)
            if found == category and len(text) < 10**5
        }
        response = quiet(client).post(url, {**data, **sent})
        kept = {name: text for name, text in sent.items() if name in typed}
        refused = response.status_code in (200, 422)
        report.check(response, f"{url} together: {category}", kept if refused else None)


def enter(report: Report, client: Client, pattern: str, method: str = "get") -> None:
    """One string of every category as a piece of an address."""
    for category, number, text in some(pattern, 1):
        url = pattern.replace("{}", quote(as_sent(text)[:300], safe=""))
        report.check(getattr(quiet(client), method)(url), f"{method} {pattern} {category} {number} {text[:60]!r}")


def leave(report: Report, client: Client, url: str, data: dict) -> None:
    """Every string about `next`: nobody is led away."""
    texts = [text for category, _number, text in some(url, 1) if len(text) < 10**5]
    for text in [*BAD_STRINGS["next"], *texts]:
        report.check(quiet(client).post(url, {**data, "next": as_sent(text)}), f"{url} next {text!r}")


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


def test_files(report, bo):
    client = signed_in(bo)
    for pattern in (
        "/files/images/{}/a.jpg", "/files/images/1/{}", "/files/renditions/1/{}", "/files/documents/1/{}",
        "/files/documents/{}/a.pdf", "/files/signed/{}/1/width-40/", "/files/signed/x/1/{}/",
    ):  # fmt: skip
        enter(report, client, pattern)


# --- the CMS --------------------------------------------------------------------------------------------------------


@pytest.fixture
def newsroom(ada) -> Client:
    setup_editorial_groups()
    ada.groups.add(Group.objects.get(name=COMMUNICATIONS))
    return signed_in(ada)


ITEM = {
    "title": "Canteen", "slug": "canteen", "teaser": "Soup.", "language": "en", "topics": [], "slot": "",
    "body": streamfield([("text", rich_text("<p>Soup at six.</p>"))]), "update_notes": inline_formset([]),
    "comments": inline_formset([]), "go_live_at": "", "expire_at": "", "slot_until": "",
}  # fmt: skip
TYPED = ("title", "slug", "teaser")
CHOSEN = ("go_live_at", "expire_at", "slot_until", "slot", "language", "author", "category", "topics", "lead_image")


def test_writing_news(report, newsroom):
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", news_index().pk])
    fill_together(report, newsroom, url, nested_form_data(ITEM), *TYPED, *CHOSEN, typed=TYPED)


def test_changing_news(report, newsroom, news):
    url = reverse("wagtailadmin_pages:edit", args=[news.pk])
    fill_together(report, newsroom, url, nested_form_data(ITEM), "go_live_at", "expire_at", "slot_until")


def test_words_of_the_news(report, newsroom):
    fields = ("name_nl", "name_en", "slug")
    data = dict.fromkeys(fields, "x")
    for model in ("topic", "newscategory"):
        url = reverse(f"wagtailsnippets_news_{model}:add")
        fill_together(report, newsroom, url, data, *fields, typed=fields)
        read(report, newsroom, reverse(f"wagtailsnippets_news_{model}:list"), "q")


def test_invitations(report, sam):
    client, url = signed_in(sam), "/cms/invitations/new/"
    data = {"email": "kees@duinrand.example", "first_name": "Kees", "last_name": "B", "language": "nl"}
    fill_together(report, client, url, data | {"language": "xx"}, "email", "first_name", "last_name", "groups",
                  typed=("email", "first_name", "last_name"))  # fmt: skip
    fill_together(report, client, url, data, "email", "language", typed=("email",))


def test_the_organisation(report, sam):
    client = signed_in(sam)
    for model, last in ((Department, "location"), (Location, "address")):
        url = reverse(f"{model._meta.model_name}:add")
        fields = ("name_nl", "name_en", last)
        fill_together(report, client, url, {}, *fields, typed=("name_nl", "name_en"))


def test_a_profile_in_the_cms(report, sam, bo):
    url = reverse("profile:edit", args=[bo.profile.pk])
    fields = ("job_title", "department", "location", "phone", "started_on")
    fill_together(report, signed_in(sam), url, {}, *fields, typed=("job_title", "phone", "started_on"))


def test_break_glass(report, sam):
    client, url = signed_in(sam), reverse("access_break_glass")
    page = Page.objects.filter(depth=2).first()
    data = {"page": page.pk, "reason": "Why", "hours": "1"}
    fill_together(report, client, url, data, *data, typed=("reason",))
    read(report, client, url, "page")


def test_lists_of_the_cms(report, sam):
    client = signed_in(sam)
    read(report, client, reverse("access_choose_page_chosen_multiple"), "id")
    read(report, client, reverse("wagtailadmin_pages:search"), "q")
