"""Every screen by the rules of WCAG 2.2 AA, light and dark, at a desk and on a phone; nothing scrolls sideways, also with
text at twice its size; no script fails and the policy refuses nothing."""

import pytest
from playwright.sync_api import Page

from accounts.actions import invite
from comments.actions import edit_comment, post_comment
from communities.actions import invite as invite_to
from moderation.actions import decide, report_thing
from news.actions import setup_editorial_groups
from news.models import NewsPage
from tests.browser.conftest import WIDTHS
from tests.browser.pages import Security
from tests.cast import PASSWORD, person
from tests.communities.conftest import start as start_community
from tests.factories.news import InformationPageFactory, SectionPageFactory, publish

pytestmark = pytest.mark.slow
VISIBLE_ONLY = ("color-contrast", "target-size")  # the rules that another width or scheme can change
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TABLES = 'Language with code "en" was not found'  # said by the table editor that Wagtail brings
STATUS = "Failed to load resource: the server responded with a status of"


@pytest.fixture
def look(page: Page, axe, console):
    """Look at an address in each way in which people see it."""

    def show(address: str, *, status: int = 200, without: tuple[str, ...] = ()) -> None:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status, (address, answer.status)
        said = [line for line in console if not line.startswith((STATUS, TABLES))]
        assert said == [], (address, said)
        for width, scheme, rules in [
            ("desk", "light", ()),
            ("desk", "dark", VISIBLE_ONLY),
            ("phone", "dark", ()),
        ]:
            page.set_viewport_size(WIDTHS[width])
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate("document.getAnimations().forEach((one) => one.finish())")  # colours that are still changing
            axe(page, rules=rules, without=without)
        console.clear()  # what axe itself is refused by the policy

    return show


@pytest.fixture
def narrow(page: Page):
    """The page that is open fits in 320 px, and with letters of twice their size in 640 px."""

    def check() -> None:
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate(TOO_WIDE) <= 0, f"{page.url} does not fit in 320 px"
        page.set_viewport_size({"width": 640, "height": 700})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(TOO_WIDE) <= 0, f"{page.url} does not fit with large text"

    return check


@pytest.fixture
def talk(news: NewsPage, bo, ada):
    """A discussion with an answer and an edited comment."""
    first = post_comment(news, "Who knows **when** dock 4 opens?", by=bo)
    answer = post_comment(news, "I do: at six.", by=ada, parent=first)
    edited = post_comment(news, "Thnaks!", by=bo)
    edited = edit_comment(edited, "Thanks!", by=bo, version=edited.version)
    return first, edited, answer


def test_what_employees_read(page: Page, inside, look, narrow, news, talk, bo, ada, live_server):
    link = {"page": news, "url": "", "text": "", "description": ""}
    publish(InformationPageFactory(title="Leave", slug="leave", owner=bo, body=[("text", "<p>Ask.</p>")], live=False))
    body = [
        ("card", {"title": "Opening", "text": "<p>Soon.</p>", "image": None, "link": link}),
        ("links", {"title": "Often asked", "links": [link]}),
        ("people", {"title": "Your team", "people": [ada]}),
        ("news_list", {"title": "News", "category": None, "topic": None, "only_here": False, "number": 3}),
    ]
    publish(SectionPageFactory(title="HR", slug="hr", body=body, live=False))
    inside(bo)
    for address in ["/", "/news/", "/news/?topic=none", news.url, "/hr/",
                    "/leave/", "/topics/cheese/", f"/on/page/{news.pk}/comments/", f"/on/page/{news.pk}/reactions/"]:  # fmt: skip
        look(live_server.url + address)
        narrow()


def test_what_employees_do(page: Page, inside, look, narrow, talk, bo, ada, live_server):
    first, edited, _answer = talk
    inside(bo)
    for address in ["/people/", "/people/?q=zzz", "/people/me/edit/", "/following/", ada.profile.get_absolute_url(),
                    f"/comments/{first.pk}/edit/", f"/comments/{first.pk}/removal/", f"/comments/{edited.pk}/history/",
                    "/account/settings/", "/account/password/change/", "/account/sessions/"]:  # fmt: skip
        look(live_server.url + address)
        narrow()


def test_reports_and_decisions(page: Page, inside, look, narrow, talk, bo, ada, sam, live_server):
    """Ada and Bo report what the other said, Sam decides; then how Bo sees what became of it."""
    complaint = report_thing(talk[0], "rude", "Please look at this.", by=ada)
    closed = report_thing(talk[2], "wrong", by=bo)
    decide(closed.report, "remove", "It is at seven.", by=sam)
    hidden = decide(complaint.report, "hide", "Say when.", by=sam)
    inside(sam)
    for address in ["/moderation/", "/moderation/?tab=waiting", "/moderation/?tab=done",
                    complaint.report.get_absolute_url()]:  # fmt: skip
        look(live_server.url + address)
        narrow()
    inside(bo)
    for address in [hidden.get_absolute_url(), closed.get_absolute_url(), "/moderation/complaints/",
                    f"/on/person/{ada.pk}/report/"]:  # fmt: skip
        look(live_server.url + address)
        narrow()


def test_communities(page: Page, inside, look, narrow, cleo, bo, live_server):
    """Cleo's own, a closed one from outside, and an invitation to it."""
    table = start_community(cleo, "Safe work", welcome="Good that you are here.")
    closed = start_community(cleo, "Reorganisation", "closed")
    invitation = invite_to(closed, bo, by=cleo)
    inside(cleo)
    home = table.get_absolute_url()
    for address in ["/communities/", "/communities/new/", home, f"{home}about/", f"{home}members/", f"{home}manage/",
                    f"{home}manage/people/?q=bo", f"{home}manage/announcement/", f"{home}manage/settings/",
                    f"{closed.get_absolute_url()}members/{bo.pk}/"]:  # fmt: skip
        look(live_server.url + address)
        narrow()
    inside(bo)
    for address in ["/communities/", closed.get_absolute_url(), f"/communities/invitations/{invitation.pk}/"]:
        look(live_server.url + address)
        narrow()


def test_the_second_step(page: Page, sign_in, look, narrow, bo, live_server, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    sign_in(bo, "/account/settings/")
    look(live_server.url + "/account/reauthenticate/")
    Security(page, live_server.url, PASSWORD).open("/account/2fa/totp/activate/")
    for address in ["/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/add/",
                    "/account/2fa/webauthn/"]:  # fmt: skip
        look(live_server.url + address)
        narrow()


def test_before_signing_in(page: Page, look, narrow, live_server, db):
    sam = person("Sam", "Visser", is_staff=True, is_superuser=True)
    token = invite("nia@duinrand.example", first_name="Nia", last_name="Peters", by=sam).token()
    for address, status in [("/login/", 200), ("/account/password/reset/", 200), ("/account/password/reset/done/", 200),
                            ("/account/password/reset/key/1-x/", 200), (f"/account/invitation/{token}/", 200),
                            ("/account/invitation/x/", 404)]:  # fmt: skip
        look(live_server.url + address, status=status)
        narrow()


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_refusals(page: Page, inside, look, narrow, bo, live_server, settings, status):
    settings.ROOT_URLCONF = "tests.browser.urls"
    inside(bo)
    look(f"{live_server.url}/refused/{status}/", status=status)
    narrow()


def test_what_editors_do_on_the_site(page: Page, inside, look, narrow, news, talk, ada, live_server):
    setup_editorial_groups()
    inside(ada)
    for address in [f"/comments/{talk[0].pk}/label/", f"/on/page/{news.pk}/comments/closing/"]:
        look(live_server.url + address)
        narrow()


def test_the_screens_of_the_cms(page: Page, inside, look, news, ada, live_server):
    setup_editorial_groups()
    inside(ada)
    index = news.get_parent()
    for address in ["/cms/", f"/cms/pages/{index.pk}/", f"/cms/pages/add/news/newspage/{index.pk}/",
                    f"/cms/pages/{news.pk}/edit/", "/cms/planning/", "/cms/account/"]:  # fmt: skip
        look(live_server.url + address)
    look(live_server.url + "/cms/reports/workflow/", without=("list",))  # a fault of Wagtail's own list
