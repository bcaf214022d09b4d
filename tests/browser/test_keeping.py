"""Keeping pages right in a browser: how-to pages, tools, alerts and one's own pages, by the rules of WCAG 2.2 AA."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from analytics.models import Seen
from news.alerts import forget_kept
from news.models import Alert, PageCare, Tool, UsefulAnswer
from tests.browser.test_screens import look, narrow  # noqa: F401
from tests.factories.news import HowToPageFactory, publish, step


@pytest.fixture
def howto(bo):
    """A how-to page that should have been confirmed last week, with tools and alerts around it."""
    tool = Tool.objects.create(name_nl="Planbord", purpose_nl="Je rooster", address="https://plan.example/")
    body = [
        ("needs", {"items": ["A pen", "Ten minutes"]}),
        step("Open the lid", "<p>Turn it <b>left</b>.</p>", "Not too far."),
        step("Fill it"),
        step("Close the lid"),
    ]
    page = HowToPageFactory(
        title="Fill the machine", slug="fill", owner=bo, review_every=6, body=body, related=[("tool", tool)], live=False
    )
    page = publish(page)
    PageCare.objects.update(confirmed_on=timezone.localdate() - timedelta(days=200))
    PageCare.objects.update(review_by=timezone.localdate() - timedelta(days=7))
    ends = timezone.now() + timedelta(hours=1)
    for severity in Alert.Severity:
        Alert(severity=severity, text_nl=f"Let op {severity}", text_en=f"Mind {severity.name}", ends_at=ends).save()
    forget_kept()
    return page


@pytest.mark.slow
def test_the_screens(page: Page, inside, look, narrow, howto, bo, live_server):  # noqa: F811
    inside(bo)
    for address in [
        "/fill/",
        f"/pages/{howto.pk}/useful/",
        "/tools/",
        "/tools/?q=zzz",
        "/pages/mine/",
        "/about-figures/",
    ]:
        look(live_server.url + address)
        narrow()


def test_a_reader_answers_and_puts_an_alert_away(page: Page, inside, console, howto, emil):
    inside(emil, "/fill/")
    box = page.get_by_test_id("useful")
    box.get_by_role("button", name="No", exact=True).press("Enter")
    box.get_by_label("What was missing").fill("Which lid?")
    box.get_by_role("button", name="Send").press("Enter")
    expect(box).to_contain_text("The owner of this page reads it")
    expect(box.get_by_role("button", name="No", exact=True)).to_have_attribute("aria-pressed", "true")
    assert UsefulAnswer.objects.get().reason == "Which lid?"
    alert = page.locator(".alert", has_text="Mind INFO")
    alert.get_by_role("button", name="Put this message away").press("Enter")
    expect(alert).to_have_count(0)
    expect(page.locator("#main")).to_be_focused()
    expect(page.locator(".alert", has_text="Mind CRITICAL").get_by_role("button")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".alert", has_text="Mind INFO")).to_have_count(1)
    for _second in range(20):  # the page has to be on the screen for some seconds
        if not Seen.objects.exists():
            page.wait_for_timeout(1000)
    assert Seen.objects.count() == 1
    assert console == []


def test_the_owner_confirms_on_the_page(page: Page, inside, howto, bo):
    inside(bo, "/fill/")
    keeping = page.get_by_test_id("keeping")
    expect(keeping).to_contain_text("Not confirmed since")
    keeping.get_by_role("button", name="Confirmed today").press("Enter")
    expect(page.get_by_text("is confirmed as of today")).to_be_visible()
    expect(page.get_by_test_id("keeping")).not_to_contain_text("Not confirmed since")


def test_steps_have_addresses(page: Page, inside, howto, bo):
    inside(bo, "/fill/#step-3")
    expect(page.locator("#step-3")).to_be_in_viewport()
    expect(page.locator("#step-3")).to_contain_text("Close the lid")
