"""Saying something from a phone: name a colleague, take it back, say it again; and a draft that outlives the page."""

from playwright.sync_api import Page, expect

from communities import actions
from communities.models import Post
from tests.browser.conftest import WIDTHS
from tests.communities.conftest import start


def test_posting_from_a_phone_with_a_mention_and_taking_it_back(page: Page, inside, cleo, bo, axe, console):
    table = start(cleo, "Safe work")
    actions.join(table, by=bo)
    page.set_viewport_size(WIDTHS["phone"])
    inside(bo, table.get_absolute_url())
    page.locator(".share__closed").click()
    expect(page.locator(".share__for")).to_contain_text("For Safe work")
    axe(page)
    area = page.get_by_label("Your text")
    area.press_sequentially("The salt is gone, @cl")
    option = page.get_by_role("option", name="Cleo Okafor")
    expect(option).to_be_visible()
    area.press("ArrowDown")
    area.press("Enter")
    expect(area).to_have_value("The salt is gone, @Cleo Okafor ")
    page.get_by_role("button", name="Post", exact=True).click()
    card = page.locator(".card--people").filter(has_text="The salt is gone")
    expect(card.get_by_role("link", name="@Cleo Okafor")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back: nobody was told.")).to_be_visible()
    expect(page.get_by_label("Your text")).to_have_value("The salt is gone, @Cleo Okafor")
    assert not Post.objects.live().exists()
    page.get_by_label("Question", exact=True).check(force=True)
    page.get_by_label("Your question").fill("Who has the salt?")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.locator(".post__title")).to_have_text("Who has the salt?")
    assert Post.objects.live().get().type == "question"
    assert console == []


def test_what_was_typed_outlives_the_page(page: Page, inside, bo, live_server):
    inside(bo, "/")
    page.locator(".share__closed").click()
    page.get_by_label("Your text").press_sequentially("Half a sentence")
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.goto(f"{live_server.url}/people/")
    page.goto(f"{live_server.url}/")
    page.locator(".share__closed").click()
    expect(page.get_by_label("Your text")).to_have_value("Half a sentence")
    expect(page.locator(".share__for")).to_contain_text("For Everybody")  # who is in no community has no choice
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.locator(".card--people").filter(has_text="Half a sentence")).to_be_visible()
    page.reload()
    page.locator(".share__closed").click()
    expect(page.get_by_label("Your text")).to_have_value("")
