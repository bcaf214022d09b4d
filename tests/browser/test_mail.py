"""What reaches me, chosen in a browser; and a mail looked at in one."""

from datetime import timedelta

import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from activity.actions import react
from comments.actions import post_comment
from notifications.choices import wishes_of
from notifications.mail.sending import send_to
from notifications.models import Channel
from notifications.registry import get
from tests.factories.news import NewsPageFactory, publish


def test_choosing_what_is_mailed_and_reading_it(page: Page, sign_in, ada, bo, cleo, axe, console):
    item = publish(
        NewsPageFactory(title="New helmets", slug="helmets", author=ada, live=False, first_published_at=None), ada
    )
    sign_in(bo, "/notifications/settings/")
    page.get_by_role("button", name="Calm").click()
    expect(page.get_by_role("button", name="Calm")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("checkbox", name="Mail at once Reactions to my comments").check()
    page.get_by_role("button", name="Save the kinds").click()
    expect(page.get_by_text("Saved. This holds from now on.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Mail at once Reactions to my comments")).to_be_checked()
    expect(page.get_by_role("button", name="Calm")).to_have_attribute("aria-pressed", "false")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        page.get_by_role("checkbox", name=day).uncheck()
    page.get_by_role("button", name="Save the hours").click()
    expect(page.get_by_role("alert").get_by_text("Choose at least one day")).to_be_visible()
    page.get_by_role("checkbox", name="Sunday").check()
    page.get_by_role("radio", name="Every hour").check()
    page.get_by_role("button", name="Save the hours").click()
    expect(page.get_by_role("radio", name="Every hour")).to_be_checked()
    axe(page)

    question = post_comment(item, "Where do I get one?", by=bo)
    post_comment(item, "At the desk.", by=ada, parent=question)
    react(question, "like", by=cleo)
    sunday = timezone.now() + timedelta(days=13 - timezone.now().weekday())
    with time_machine.travel(sunday.replace(hour=12), tick=False):
        assert send_to([bo.pk]) == 1
    sent, site = mail.outbox[-1], page.url.split("/notifications/")[0]
    page.goto("about:blank")  # a mail program knows nothing of our policy
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.set_content(sent.alternatives[0].content)
        expect(page.get_by_role("link", name="New helmets").first).to_be_visible()
        axe(page)

    stop = page.get_by_role("link", name="No mail of this kind").first.get_attribute("href")
    page.goto(site + stop.removeprefix("http://127.0.0.1:8000"))
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_role("heading", name="It is stopped")).to_be_visible()
    axe(page)
    wishes = wishes_of(bo)
    by_mail = {code: wishes.wants(get(code), Channel.DIGEST) for code in ("reply", "reaction_words")}
    assert sorted(by_mail.values()) == [False, True]
    assert [line for line in console if "409" not in line and "422" not in line] == []
