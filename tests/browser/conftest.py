"""A real browser against a live server. Skipped with a reason where there is no Chromium; in CI that is a failure."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD, signed_in
from tests.factories.news import NewsCategoryFactory, NewsPageFactory, TopicFactory, publish

# The synchronous Playwright API runs an event loop in this thread; Django would refuse its ORM here.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
WIDTHS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


def pytest_collection_modifyitems(items):
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no Chromium here (install the package chromium)"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings):
    """SQLite in a file: in memory a page that reads while another request writes fails at once instead of waiting."""
    from django.db import connections

    if connections["default"].vendor == "sqlite":
        connections["default"].settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    return django_db_modify_db_settings


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        pytest.fail("CI needs Chromium: browser tests may not be skipped there.")
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/Amsterdam",
        "reduced_motion": "reduce",
        "viewport": WIDTHS["desk"],
    }


@pytest.fixture
def console(page: Page) -> list[str]:
    """Script errors and policy violations; a test that uses it ends with `assert console == []`."""
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    return seen


@pytest.fixture
def sign_in(page: Page, live_server):
    """Sign in through the page, as people do. Returns the page at the address asked for."""

    def go(user, address: str = "/") -> Page:
        page.goto(f"{live_server.url}/login/?next={address}")
        page.get_by_label("E-mail").fill(user.email)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").first.click()
        expect(page).to_have_url(f"{live_server.url}{address}")
        return page

    return go


@pytest.fixture
def inside(page: Page, live_server):
    """Be signed in already, for tests of what comes after it."""

    def go(user, address: str = "/") -> Page:
        cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(live_server.url + address)
        return page

    return go


@pytest.fixture
def axe():
    """Run the accessibility rules of WCAG 2.2 AA on a page; an assertion names each violation and its place."""
    engine = Axe()

    def check(page: Page, *, rules: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
        """All the rules, or only some of them; `without` what is known of a library's own screens."""
        wanted = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": WCAG}
        off = {rule: {"enabled": False} for rule in without}
        options = {"runOnly": wanted, "rules": off, "preload": False}
        beside = {"exclude": [["#HandsontableCopyPaste"]]}  # a helper of the table editor that Wagtail brings
        found = engine.run(page, context=beside, options=options).response["violations"]
        summary = [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found]
        assert summary == [], (page.url, page.viewport_size, summary)

    return check


@pytest.fixture
def news(ada):
    """One published item by Ada, about a topic."""
    page = NewsPageFactory(
        title="The ripening hall opens",
        slug="ripening-hall",
        author=ada,
        category=NewsCategoryFactory(name_en="Production"),
        topics=[TopicFactory(name_en="Cheese", name_nl="Kaas", slug="cheese")],
        body=[
            ("text", "<h2>What changes?</h2><p>You walk along the <b>blue line</b>.</p>"),
            ("quote", {"text": "At last.", "attribution": "Kees", "role": "cheese maker"}),
            ("callout", {"kind": "tip", "title": "Break", "text": "<p>The canteen is open.</p>"}),
            ("table", {"caption": "Hours", "table": {"data": [["Day", "Open"], ["Monday", "06:00"]],
             "first_row_is_table_header": True, "first_col_is_header": False, "table_caption": "Hours"}}),
            ("links", {"title": "More", "links": [{"page": None, "url": "https://example.org/", "text": "Map", "description": ""}]}),
        ],
        live=False,
        first_published_at=None,
    )  # fmt: skip
    return publish(page, ada)
