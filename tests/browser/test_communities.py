"""A closed community on a phone: one asks, the other answers."""

import re

from playwright.sync_api import Page, expect

from communities import actions
from tests.browser.conftest import WIDTHS
from tests.communities.conftest import start


def test_asking_to_join_a_closed_community_and_being_let_in(page: Page, sign_in, cleo, bo, axe, console):
    table = start(cleo, "Reorganisation", "closed", rules="- Ask first.", welcome="Good that you are here.")
    page.set_viewport_size(WIDTHS["phone"])
    sign_in(bo, "/communities/")
    axe(page)
    page.get_by_role("link", name="Reorganisation", exact=True).click()
    expect(page.locator("#ask textarea")).to_be_visible()
    axe(page)
    page.locator("#ask textarea").fill("I plan Line 3.")
    page.get_by_role("button", name="Send my request").click()
    expect(page.get_by_text("Your request is with the managers.")).to_be_visible()
    expect(page.locator(".chero")).to_contain_text("You asked to join")

    page.context.clear_cookies()
    page.set_viewport_size(WIDTHS["desk"])
    sign_in(cleo, f"{table.get_absolute_url()}manage/")
    expect(page.locator("main")).to_contain_text("I plan Line 3.")
    axe(page)
    page.get_by_role("button", name="Let Bo Jansen in").click()
    expect(page.get_by_text("Bo Jansen is in.")).to_be_visible()

    page.context.clear_cookies()
    sign_in(bo, table.get_absolute_url())
    expect(page.locator(".chero")).to_contain_text("You are a member")
    expect(page.locator("main")).to_contain_text("Good that you are here.")
    axe(page)
    page.goto(f"{page.url}members/")
    expect(page.locator("#members")).to_contain_text("Cleo Okafor")
    axe(page)
    assert [line for line in console if not re.search("favicon", line)] == []


def test_narrowing_the_directory_keeps_the_address(page: Page, inside, cleo, bo, axe):
    start(cleo, "Safe work")
    table = start(cleo, "Cycling", kind="interest")
    actions.join(table, by=bo)
    inside(bo, "/communities/")
    page.get_by_label("Interest").check()
    expect(page.locator("#found")).not_to_contain_text("Safe work")
    expect(page).to_have_url(re.compile("kind=interest"))
    axe(page)
