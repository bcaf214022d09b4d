"""A comment is reported on a phone, decided about at a desk, and its author hears of it and objects."""

from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from comments.actions import post_comment
from tests.browser.conftest import WIDTHS


def test_a_comment_is_reported_decided_about_and_told(page: Page, inside, news, bo, cleo, mo, axe, console):
    mo.user_permissions.add(Permission.objects.get(codename="moderate_site"))
    post_comment(news, "You are a bunch of lazy parrots", by=cleo)
    page.set_viewport_size(WIDTHS["phone"])

    inside(bo, "/news/ripening-hall/")
    comment = page.locator("[data-comment]").first
    comment.locator(".more summary").click()
    comment.get_by_role("link", name="Report…").click()
    axe(page)
    page.get_by_role("button", name="Send to the moderators").click()
    expect(page.locator(".errsum")).to_be_focused()
    page.get_by_label("Rude, or bullying somebody").check()
    page.get_by_label("Explanation").fill("Not among colleagues")
    page.get_by_role("button", name="Send to the moderators").click()
    expect(page.get_by_text("you hear what came of it")).to_be_visible()
    expect(page.locator("[data-comment]").first).to_be_visible()

    page.set_viewport_size(WIDTHS["desk"])
    inside(mo, "/notifications/")
    page.get_by_role("link", name="Comment “You are a bunch of lazy parrots”").first.click()
    expect(page.get_by_test_id("report")).to_contain_text("Not among colleagues")
    axe(page)
    page.get_by_label("Remove it").check()
    page.get_by_label("Reason").fill("Tone")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Nothing to decide")).to_be_visible()
    axe(page)

    inside(cleo, "/notifications/")
    page.get_by_role("link", name="your comment").first.click()
    expect(page.get_by_test_id("decision")).to_contain_text("Tone")
    axe(page)
    page.get_by_label("Why do you not agree?").fill("It was a joke")
    page.get_by_role("button", name="Object").click()
    expect(page.get_by_text("Your objection is sent")).to_be_visible()

    inside(bo, "/moderation/complaints/")
    expect(page.get_by_text("A moderator removed it")).to_be_visible()
    axe(page)
    assert [line for line in console if "status of 422" not in line] == []  # the form without a choice, refused
