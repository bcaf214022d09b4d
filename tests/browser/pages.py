"""The screens as their users see them. A page object knows where things are; what should be true stays in the tests."""

import re
from datetime import datetime

from playwright.sync_api import Locator, Page, expect


class NewsItem:
    """A news page with its discussion."""

    def __init__(self, page: Page):
        self.page = page
        self.box = page.locator("#comment-form-text")
        self.comments = page.locator("[data-comment]")
        self.follow_author = page.locator(".byline .followform button")

    def reaction(self, word: str) -> Locator:
        return self.page.locator(".reacts button", has_text=word).first

    def comment(self, text: str) -> None:
        """Write a comment and post it with the keyboard."""
        self.box.fill(text)
        self.box.press("Control+Enter")
        expect(self.comments.filter(has_text=text.replace("*", "")).first).to_be_visible()

    def answer_by_keyboard(self, text: str) -> Locator:
        """Go to the next comment with `j`, answer it with `r`. Returns the answer as it stands in the thread."""
        self.page.locator("main").focus()
        self.page.keyboard.press("j")
        expect(self.page.locator("[data-comment]:focus")).to_have_count(1)
        self.page.keyboard.press("r")
        expect(self.page.locator("textarea:focus")).to_have_attribute("id", re.compile("^reply-form"))
        self.page.keyboard.type(text)
        self.page.keyboard.press("Control+Enter")
        answer = self.page.locator(".replies [data-comment]").filter(has_text=text)
        expect(answer).to_be_visible()
        return answer


class EditingForm:
    """Wagtail's editing form of a page, with Kring's panels and buttons."""

    def __init__(self, page: Page):
        self.page = page
        self.dialog = page.locator("#schedule-publishing-dialog")

    def write(self, title: str, teaser: str) -> None:
        self.page.locator("#id_title").fill(title)
        self.page.locator("#id_teaser").fill(teaser)

    def open_schedule(self) -> Locator:
        if not self.page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]:visible").count():
            self.page.locator("[data-side-panel-toggle=status]").first.click()
        self.page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]:visible").first.click()
        expect(self.dialog).to_be_visible()
        return self.dialog

    def schedule(self, moment: datetime) -> None:
        """Set the date in Wagtail's dialog and save it."""
        self.open_schedule()
        field = self.page.locator("#id_go_live_at")
        field.fill(moment.strftime("%Y-%m-%d %H:%M"))
        field.press("Tab")
        self.dialog.locator("h2").click()  # closes the calendar, which lies over the button
        expect(self.dialog.locator(".kring-moment").first).to_contain_text(moment.strftime("%H:%M"))
        self.dialog.locator("button.action-save").click()
        self.page.wait_for_url("**/edit/**")

    def button(self, name: str) -> Locator:
        """The button with this name under the form; the list of buttons is opened when it is not the first."""
        button = self.page.locator(f"footer button[name={name}], footer button[data-workflow-action-name={name}]").first
        if not button.is_visible():
            self.page.locator("footer [data-w-dropdown-target=toggle]:visible").last.click()
        return button


class Security:
    """The pages about the second step, behind the question who you are."""

    def __init__(self, page: Page, origin: str, password: str):
        self.page, self.origin, self.password = page, origin, password

    def open(self, address: str) -> None:
        self.page.goto(self.origin + address)
        if "/reauthenticate/" in self.page.url:
            self.prove()
        self.page.wait_for_url(f"**{address}")

    def prove(self) -> None:
        self.page.locator("input[type=password]").fill(self.password)
        self.page.locator("main form button[type=submit]").first.click()

    def sign_out(self) -> None:
        self.page.goto(self.origin + "/logout/")
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_url("**/login/**")
