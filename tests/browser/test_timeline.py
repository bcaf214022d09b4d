"""The home page while others go on: something new announces itself and moves nothing."""

from playwright.sync_api import Page, expect

from activity.actions import follow
from comments.actions import post_comment
from tests.factories.news import NewsPageFactory, publish

MINUTE = 60_000


def test_another_persons_comment_shows_as_a_pill_and_moves_nothing(page: Page, sign_in, ada, bo, cleo, console):
    page.clock.install()
    news = publish(NewsPageFactory(title="The ripening hall opens", author=ada, live=False), ada)
    follow(cleo, by=bo)
    sign_in(bo, "/")
    pill = page.locator("kring-newer a")
    expect(page.get_by_role("link", name="The ripening hall opens").first).to_be_visible()
    expect(pill).to_be_hidden()
    before = page.locator(".entry h2, .entry h3").all_inner_texts()

    post_comment(news, "The doors are blue.", by=cleo)
    page.clock.fast_forward(MINUTE)
    expect(pill).to_have_text("1 new message")
    expect(page.locator("#live")).to_have_text("1 new message")
    assert page.locator(".entry h2, .entry h3").all_inner_texts() == before

    pill.click()
    expect(page.get_by_text("The doors are blue.")).to_be_visible()
    expect(pill).to_be_hidden()
    assert console == []


def test_ones_own_comment_is_nothing_new(page: Page, sign_in, ada, bo):
    page.clock.install()
    news = publish(NewsPageFactory(title="The ripening hall opens", author=ada, live=False), ada)
    sign_in(bo, "/")
    post_comment(news, "Good.", by=bo)
    with page.expect_response("**/timeline/newer/**"):
        page.clock.fast_forward(MINUTE)
    expect(page.locator("kring-newer a")).to_be_hidden()


def test_what_is_open_in_the_picker_stays_on_the_screen_of_a_phone(page: Page, sign_in, ada, bo):
    publish(NewsPageFactory(title="The ripening hall opens", author=ada, live=False), ada)
    sign_in(bo, "/")
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 700})
        page.locator(".picker summary").first.click()
        panel = page.locator(".picker__panel").first.bounding_box()
        assert panel is not None
        assert panel["x"] >= 0
        assert panel["x"] + panel["width"] <= width
        assert panel["width"] > 150
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
        expect(page.locator(".picker__panel").first).to_be_hidden()
