"""The calm timeline: why something is there and what one can do about it, and a list that ends."""

from playwright.sync_api import Page, expect

from activity.actions import choose_order, follow
from comments.actions import post_comment
from tests.factories.news import NewsPageFactory, TopicFactory, publish


def write(title: str, by, **fields):
    return publish(NewsPageFactory(title=title, author=by, live=False, first_published_at=None, **fields), by)


def test_the_panel_says_why_with_points_and_its_lever_changes_the_page(page: Page, inside, ada, bo, cleo, axe, console):
    for thing in (cleo, TopicFactory(), TopicFactory()):
        follow(thing, by=bo)
    choose_order("ranked", by=bo)
    post_comment(write("The ripening hall opens", ada), "The doors are blue.", by=cleo)
    inside(bo, "/")
    entry = page.locator(".entry", has_text="The doors are blue.")
    entry.locator(".why summary").focus()
    page.keyboard.press("Enter")
    expect(entry.locator(".terms")).to_contain_text("You follow Cleo Okafor.")
    expect(entry.locator(".terms__sum")).to_contain_text("Together")
    axe(page)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    entry.get_by_role("button", name="Mute Cleo Okafor").click()
    expect(page.locator(".messages")).to_contain_text("Cleo Okafor stays out of your timeline.")
    expect(page.get_by_text("The doors are blue.")).to_have_count(0)
    page.locator(".messages").get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Show Cleo Okafor again").click()
    page.goto(page.url.split("/following")[0] + "/")
    expect(page.get_by_text("The doors are blue.")).to_be_visible()
    page.get_by_role("button", name="Newest first").first.click()
    expect(page.locator(".terms")).to_have_count(0)
    assert console == []


def test_catching_up_to_the_end(page: Page, inside, ada, bo, axe, console):
    for title in ("The ripening hall opens", "New rosters"):
        write(title, ada)
    inside(bo, "/")
    expect(page.locator(".catchcard")).to_contain_text("2 things")
    page.locator(".catchcard").get_by_role("link", name="Catch up").click()
    expect(page.get_by_role("heading", name="From the organisation")).to_be_visible()
    axe(page)
    done = page.get_by_role("button", name="Done").first
    done.click()
    expect(page.locator(".tick button").first).to_have_attribute("aria-pressed", "true")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="I am up to date").click()
    expect(page.get_by_role("heading", name="You are up to date")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="From the organisation")).to_be_visible()
    assert console == []
