"""An employee's day in a browser: sign in, read, comment, react, follow, with the keyboard and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDTHS
from tests.cast import PASSWORD
from tests.factories.news import InformationPageFactory, NewsCategoryFactory, NewsPageFactory, TopicFactory, publish


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


def test_a_wrong_password_keeps_the_address(page: Page, live_server, bo, console):
    page.goto(f"{live_server.url}/login/")
    page.get_by_label("E-mail").fill(bo.email)
    page.locator("input[type=password]").fill("not the password")
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_text("does not match")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value(bo.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(f"{live_server.url}/")


@pytest.mark.parametrize("width", WIDTHS)
def test_comment_react_and_follow(page: Page, sign_in, news, bo, ada, console, width):
    page.set_viewport_size(WIDTHS[width])
    sign_in(bo, "/news/ripening-hall/")

    page.locator(".reacts button", has_text="Nice").first.click()
    expect(page.locator(".reacts button", has_text="Nice").first).to_have_attribute("aria-pressed", "true")

    box = page.locator("#comment-form-text")
    box.fill("Is **dock 4** open already?")
    box.press("Control+Enter")
    comment = page.locator("[data-comment]").first
    expect(comment).to_contain_text("Is dock 4 open already?")
    expect(box).to_have_value("")

    page.locator(".byline .followform button").click()
    expect(page.locator(".byline .followform button")).to_have_attribute("aria-pressed", "true")

    page.reload()
    expect(page.locator("[data-comment]")).to_have_count(1)
    expect(page.locator(".reacts button", has_text="Nice").first).to_have_attribute("aria-pressed", "true")

    page.goto(page.url.split("/news/")[0] + "/topics/cheese/")
    page.locator(".followform button").first.click()
    expect(page.locator(".followform button").first).to_have_attribute("aria-pressed", "true")

    page.goto(page.url.split("/topics/")[0] + "/")
    expect(page.get_by_role("link", name="The ripening hall opens").first).to_be_visible()
    assert console == []


def test_a_draft_survives_a_reload(page: Page, sign_in, news, bo):
    sign_in(bo, "/news/ripening-hall/")
    page.locator("#comment-form-text").press_sequentially("Half a thought")
    expect(page.locator("[data-draft-note]").first).to_have_text(re.compile("saved"), timeout=5000)
    page.reload()
    expect(page.locator("#comment-form-text")).to_have_value("Half a thought")


def test_a_double_click_reacts_once(page: Page, sign_in, news, bo):
    from activity.models import Reaction

    sign_in(bo, "/news/ripening-hall/")
    page.locator(".reacts button", has_text="Nice").first.dblclick()
    page.wait_for_load_state("networkidle")
    assert Reaction.objects.count() <= 1


def test_everything_works_without_javascript(browser, live_server, news, bo):
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{live_server.url}/login/?next=/news/ripening-hall/")
    page.get_by_label("E-mail").fill(bo.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.locator("#comment-form-text").fill("Without a script")
    page.locator("#comment-form button[type=submit]").click()
    expect(page.locator("[data-comment]").first).to_contain_text("Without a script")
    page.locator(".reacts button", has_text="Nice").first.click()
    expect(page.locator(".reacts button", has_text="Nice").first).to_have_attribute("aria-pressed", "true")
    page.locator(".byline .followform button").click()
    expect(page.locator(".byline .followform button")).to_have_attribute("aria-pressed", "true")
    context.close()


def test_the_keyboard_is_enough(page: Page, sign_in, news, bo):
    sign_in(bo, "/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim() + (document.activeElement.href || '')"))
    assert any("ripening-hall" in name for name in reached), reached


@pytest.mark.parametrize(("language", "word"), [("nl", "Nieuws"), ("en", "News")])
def test_each_person_reads_the_site_in_their_language(page: Page, sign_in, news, bo, language, word):
    bo.language = language
    bo.save()
    sign_in(bo, "/news/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_have_text(word)


ADDRESSES = ["/", "/news/", "/news/ripening-hall/", "/people/", "/people/me/edit/", "/topics/cheese/", "/following/",
             "/account/settings/", "/account/sessions/", "/account/2fa/", "/account/password/change/", "/leave/",
             "/nothing-here/"]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_are_accessible(page: Page, sign_in, news, bo, axe, console, scheme, width):
    """WCAG 2.2 AA rules, no sideways scrolling, no script or policy error, on every kind of page."""
    from comments.actions import post_comment

    InformationPageFactory(title="Leave", slug="leave", owner=bo)
    parent = post_comment(news, "Who knows?", by=bo)
    post_comment(news, "I do.", by=news.author, parent=parent)
    page.set_viewport_size(WIDTHS[width])
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    sign_in(bo, "/")
    origin = page.url.rstrip("/")
    for address in ADDRESSES:
        page.goto(origin + address)
        said = len(console)
        axe(page)
        del console[said:]  # what axe itself is refused by the policy
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{address} is {overflow} px too wide"
    assert [line for line in console if "404" not in line] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_sign_in_page_is_accessible(page: Page, live_server, axe, db, width):
    page.set_viewport_size(WIDTHS[width])
    for address in ("/login/", "/account/password/reset/"):
        page.goto(live_server.url + address)
        axe(page)


@pytest.mark.parametrize("width", [320])
def test_nothing_scrolls_sideways_at_320(page: Page, sign_in, news, bo, width):
    page.set_viewport_size({"width": width, "height": 700})
    sign_in(bo, "/")
    origin = page.url.rstrip("/")
    for address in ADDRESSES:
        page.goto(origin + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
