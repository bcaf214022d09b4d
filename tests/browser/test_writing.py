"""An editor's afternoon in a browser: write, schedule, and see it appear at its time without touching anything."""

import re
from datetime import timedelta

import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

from news.actions import publish_due, setup_editorial_groups
from news.models import NewsPage
from tests.factories.news import news_index


def test_write_schedule_and_publish(page: Page, sign_in, ada, bo, console, live_server):
    setup_editorial_groups()
    index = news_index()
    sign_in(ada, "/news/")
    page.goto(f"{live_server.url}/cms/pages/add/news/newspage/{index.pk}/")
    page.locator("#id_title").fill("Doors open on Monday")
    page.locator("#id_teaser").fill("What it means for you.")
    page.get_by_role("button", name=re.compile("Toggle status|Status")).first.click()
    page.get_by_role("button", name=re.compile("Set schedule", re.IGNORECASE)).first.click()
    moment = timezone.localtime(timezone.now() + timedelta(days=2)).replace(hour=9, minute=0)
    field = page.locator("#id_go_live_at")
    field.fill(moment.strftime("%Y-%m-%d %H:%M"))
    field.press("Tab")
    page.get_by_text("Set publishing schedule").first.click()  # closes the calendar, which lies over the button
    page.locator("button:visible", has_text="Save schedule").first.click()
    page.wait_for_url("**/edit/**")

    item = WagtailPage.objects.get(title="Doors open on Monday")
    page.goto(f"{live_server.url}/cms/pages/{item.pk}/edit/")
    expect(page.get_by_text(re.compile("will not go live", re.IGNORECASE)).first).to_be_visible()
    button = page.locator("button[name=action-publish]").first
    if not button.is_visible():
        page.locator("footer").get_by_role("button", name=re.compile("More|toggle|Toggle", re.IGNORECASE)).last.click()
    expect(button).to_contain_text(re.compile("Publish on .*09:00"))
    button.click()
    page.wait_for_load_state("networkidle")
    item.refresh_from_db()
    assert not item.live
    assert item.scheduled_revision is not None

    page.goto(f"{live_server.url}/news/doors-open-on-monday/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Doors open")
    with time_machine.travel(moment + timedelta(minutes=1), tick=True):
        publish_due(timezone.now())
    assert NewsPage.objects.get(pk=item.pk).live
    page.goto(f"{live_server.url}/news/doors-open-on-monday/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Doors open on Monday")
