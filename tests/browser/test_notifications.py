"""The bell in a browser: it rings in an open tab, is quiet in the other one after reading, and works by keyboard, on a
phone and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from comments.actions import post_comment
from tests.browser.conftest import WIDTHS
from tests.cast import PASSWORD
from tests.factories.news import NewsPageFactory, publish


@pytest.fixture(autouse=True)
def often(settings):
    settings.KRING_POLL_SECONDS = 1


@pytest.fixture
def item(ada):
    return publish(
        NewsPageFactory(title="New helmets", slug="helmets", author=ada, live=False, first_published_at=None), ada
    )


BADGE = "kring-bell [data-badge]"


def test_it_rings_in_an_open_tab_and_is_quiet_in_both_after_reading(page: Page, sign_in, item, ada, bo, cleo, console):
    from activity.actions import follow

    follow(item, by=bo)
    sign_in(bo, "/people/")
    other = page.context.new_page()
    other.goto(page.url.replace("/people/", "/notifications/"))
    expect(page.locator(BADGE)).to_be_hidden()
    post_comment(item, "Where do I get one?", by=cleo)
    for tab in (page, other):
        expect(tab.locator(BADGE)).to_have_text("1", timeout=5000)
        expect(tab).to_have_title(re.compile(r"^\(1\) "))
    expect(other.get_by_role("link", name="New notifications")).to_be_visible()
    other.get_by_role("link", name="New notifications").click()
    expect(other.locator(".nitem--unread")).to_have_count(1)

    page.goto(page.url.replace("/people/", "/news/helmets/"))
    for tab in (page, other):
        expect(tab.locator(BADGE)).to_be_hidden(timeout=2000)
    expect(other.locator(".nitem--unread")).to_have_count(0, timeout=2000)
    expect(other).to_have_title(re.compile(r"^Notifications"))
    assert console == []


def test_the_bell_opens_a_list_that_works_by_keyboard(page: Page, sign_in, item, ada, cleo, dina, axe, console):
    post_comment(item, "Where do I get one?", by=cleo)
    post_comment(item, "And when?", by=dina)
    sign_in(ada, "/people/")
    bell = page.locator("[data-bell]")
    bell.focus()
    page.keyboard.press("Enter")
    panel = page.locator("kring-bell [data-panel]")
    expect(panel.get_by_role("heading", name="Notifications")).to_be_focused()
    expect(panel).to_contain_text("Dina Postma and 1 other commented on New helmets")
    axe(page)
    panel.locator("summary", has_text="Why?").first.press("Enter")
    expect(panel).to_contain_text("You wrote it, or look after it.")
    panel.get_by_role("button", name="Mark all as read").press("Enter")
    expect(page.locator(BADGE)).to_be_hidden()
    toast = page.locator("#toasts [data-toast]")
    expect(toast).to_contain_text("Everything is marked as read.")
    toast.get_by_role("button", name="Undo").press("Enter")
    expect(page).to_have_url(re.compile(r"/notifications/$"))
    expect(page.locator(".nitem--unread")).to_have_count(1)
    page.goto(page.url.replace("/notifications/", "/people/"))
    page.locator("[data-bell]").focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_role("heading", name="Notifications")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-bell]")).to_be_focused()
    assert console == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.slow
def test_the_page_in_both_languages_and_widths(page: Page, sign_in, item, ada, cleo, axe, console, width, language):
    ada.language = language
    ada.save()
    post_comment(item, "Where do I get one?", by=cleo)
    page.set_viewport_size(WIDTHS[width])
    sign_in(ada, "/notifications/")
    words = {"en": "commented on", "nl": "reageerde op"}[language]
    expect(page.locator(".nitem")).to_contain_text(f"Cleo Okafor {words} New helmets")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    page.locator("[data-mark]").click()
    expect(page.locator(".nitem--unread")).to_have_count(0)
    expect(page.locator(BADGE)).to_have_text("0", timeout=3000)
    page.goto(page.url + "settings/")
    axe(page)
    assert console == []


@pytest.mark.slow
def test_the_level_control_offers_four(page: Page, sign_in, item, bo, axe):
    sign_in(bo, "/news/helmets/")
    control = page.locator(".rail .level, .level").filter(has=page.locator("summary")).last
    control.locator("summary").click()
    control.get_by_role("button", name=re.compile("^Watching")).click()
    expect(page.locator(".level__main", has_text="Watching")).to_be_visible()
    axe(page)


@pytest.mark.slow
def test_without_scripts(browser, live_server, item, ada, cleo):
    post_comment(item, "Where do I get one?", by=cleo)
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{live_server.url}/login/?next=/")
    page.get_by_label("E-mail").fill(ada.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.locator("[data-bell]").click()
    page.locator("[data-mark]").click()
    expect(page.locator(".nitem--unread")).to_have_count(0)
    page.locator("[data-mark]").click()
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_role("status").filter(has_text="Everything is marked as read.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".nitem--unread")).to_have_count(1)
    page.locator(".nitem a", has_text="New helmets").click()
    expect(page).to_have_url(re.compile("/news/helmets/"))
    context.close()
