"""An editor's afternoon in a browser: write, schedule, and see it appear at its time without touching anything; and the
way of an item from a writer to who approves it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from news.actions import publish_due, setup_editorial_groups
from news.models import NewsPage
from tests.browser.pages import EditingForm
from tests.factories.news import news_index

MINUTE = 60_000


def test_write_schedule_and_publish(page: Page, browser, inside, ada, bo, console, live_server):
    setup_editorial_groups()
    index = news_index()
    inside(ada, f"/cms/pages/add/news/newspage/{index.pk}/")
    form = EditingForm(page)
    form.write("Doors open on Monday", "What it means for you.")
    moment = timezone.localtime(timezone.now() + timedelta(days=2)).replace(hour=9, minute=0, second=0)
    expect(form.open_schedule()).to_contain_text("This is Amsterdam time.")
    page.keyboard.press("Escape")
    form.schedule(moment)

    item = NewsPage.objects.get(title="Doors open on Monday")
    page.goto(f"{live_server.url}/cms/pages/{item.pk}/edit/")
    expect(page.get_by_text(re.compile("will not go live", re.IGNORECASE)).first).to_be_visible()
    button = form.button("action-publish")
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
    assert [line for line in console if not line.startswith("Failed to load resource")] == []


@pytest.mark.slow
def test_a_writer_submits_and_hears_why_it_must_change(page: Page, browser, inside, ada, wim, live_server, console):
    writers = setup_editorial_groups()[1]
    wim.groups.add(writers)
    index = news_index()
    inside(wim, f"/cms/pages/add/news/newspage/{index.pk}/")
    form = EditingForm(page)
    form.write("The canteen moves", "From Monday in hall F.")
    form.button("action-submit").click()
    page.wait_for_load_state("networkidle")
    item = NewsPage.objects.get(title="The canteen moves")
    assert not item.live

    inside(ada, "/cms/")
    expect(page.get_by_role("link", name="The canteen moves").first).to_be_visible()
    page.goto(f"{live_server.url}/cms/pages/{item.pk}/edit/")
    form.button("reject").click()
    reason = page.locator(".modal textarea")
    reason.fill("Say from which day.")
    with page.expect_navigation():
        page.locator(".modal [type=submit]").first.click()

    inside(wim, f"/cms/pages/{item.pk}/edit/")
    expect(page.get_by_test_id("refusal")).to_contain_text("Ada Vermeer asks for changes. “Say from which day.”")
    assert not NewsPage.objects.get(pk=item.pk).live
    assert console == []
