"""An employee's day in a browser: sign in, read, comment, react, follow, with the keyboard and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from comments.actions import post_comment
from tests.browser.conftest import WIDTHS
from tests.browser.pages import NewsItem
from tests.cast import PASSWORD


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
def test_comment_react_and_follow(page: Page, sign_in, news, bo, console, live_server, width):
    page.set_viewport_size(WIDTHS[width])
    sign_in(bo, "/news/ripening-hall/")
    item = NewsItem(page)
    item.reaction("Nice").click()
    expect(item.reaction("Nice")).to_have_attribute("aria-pressed", "true")
    item.comment("Is **dock 4** open already?")
    expect(item.box).to_have_value("")
    item.follow_author.click()
    expect(item.follow_author).to_have_attribute("aria-pressed", "true")

    page.reload()
    expect(item.comments).to_have_count(1)
    expect(item.reaction("Nice")).to_have_attribute("aria-pressed", "true")

    page.goto(f"{live_server.url}/topics/cheese/")
    follow_topic = page.locator(".followform button").first
    follow_topic.click()
    expect(follow_topic).to_have_attribute("aria-pressed", "true")

    page.goto(f"{live_server.url}/")
    expect(page.get_by_role("link", name="The ripening hall opens").first).to_be_visible()
    page.locator(".entry .why summary").first.click()
    expect(page.locator(".entry .why").first).to_contain_text("Ada Vermeer")
    assert console == []


def test_an_answer_by_keyboard_lands_under_its_comment_with_the_focus_on_it(
    page: Page, inside, news, bo, cleo, console
):
    asked = post_comment(news, "Is dock 4 open already?", by=cleo)
    inside(bo, "/news/ripening-hall/")
    answer = NewsItem(page).answer_by_keyboard("Since six this morning.")
    expect(answer).to_be_focused()
    expect(page.locator(f"#comment-{asked.pk}")).to_contain_text("Since six this morning.")
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

    page.goto(f"{live_server.url}/account/settings/")
    page.get_by_label("Dutch").or_(page.get_by_label("Nederlands")).first.check()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("heading", level=1)).to_have_text("Instellingen")
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
