"""An editor's week in a browser: moving what is planned by keyboard and by drag, and the three views under axe."""

from datetime import datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from news.actions import pair_up, setup_editorial_groups
from news.models import NewsPage
from tests.browser.conftest import WCAG, WIDTHS
from tests.factories.news import NewsPageFactory, publish


def at_ten(days: int) -> datetime:
    """Ten in the morning, a Tuesday at least a week from now and so many days more."""
    now = timezone.localtime()
    tuesday = now + timedelta(days=7 + (1 - now.weekday()) % 7)
    return (tuesday + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)


def planned(at: datetime, **fields) -> NewsPage:
    new = {"live": False, "first_published_at": None, "last_published_at": None, "go_live_at": at}
    return publish(NewsPageFactory(**new | fields))


def goes_live(page: NewsPage) -> datetime:
    return NewsPage.objects.get(pk=page.pk).scheduled_revision.approved_go_live_at


@pytest.fixture
def week(ada, sign_in, page: Page, live_server):
    """Two language versions of one item on a Tuesday, and the week they are in on the screen."""
    setup_editorial_groups()
    dutch, english = (
        planned(at_ten(0), title=title, language=language) for title, language in (("Kaas", "nl"), ("Cheese", "en"))
    )
    pair_up(dutch, english, by=ada)
    sign_in(ada, "/news/")
    page.goto(f"{live_server.url}/cms/planning/?view=week&date={at_ten(0):%Y-%m-%d}")
    return dutch, english


def test_an_editor_moves_by_keyboard_and_both_languages_follow(page: Page, week, console):
    dutch, english = week
    item = page.locator(f"#live-{dutch.pk}")
    item.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(item.get_by_role("button", name="A day later")).to_be_focused()
    page.keyboard.press("Enter")
    wednesday = page.locator(f'td[data-day="{at_ten(1):%Y-%m-%d}"]')
    expect(wednesday.get_by_role("link", name="Kaas")).to_be_visible()
    expect(wednesday.get_by_role("link", name="Cheese")).to_be_visible()
    expect(page.locator(".messages")).to_contain_text("at 10:00, Amsterdam")
    expect(page.locator(f"#live-{dutch.pk} summary")).to_be_focused()
    assert goes_live(dutch) == goes_live(english) == at_ten(1)
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'td[data-day="{at_ten(0):%Y-%m-%d}"]').get_by_role("link", name="Kaas")).to_be_visible()
    assert goes_live(dutch) == goes_live(english) == at_ten(0)
    assert console == []


@pytest.mark.slow
def test_an_editor_moves_by_drag_and_what_is_refused_goes_back(page: Page, week, console, wim):
    dutch, english = week
    target = page.locator(f'td[data-day="{at_ten(2):%Y-%m-%d}"]')
    page.locator(f"#live-{dutch.pk}").drag_to(target)
    expect(target.get_by_role("link", name="Kaas")).to_be_visible()
    expect(page.locator(".messages")).to_contain_text("Before: Goes live on")
    assert goes_live(dutch) == goes_live(english) == at_ten(2)
    NewsPage.objects.filter(pk=dutch.pk).update(locked=True, locked_by=wim)
    page.locator(f"#live-{dutch.pk}").drag_to(page.locator(f'td[data-day="{at_ten(3):%Y-%m-%d}"]'))
    expect(page.locator(".messages")).to_contain_text("has locked this page")
    expect(target.get_by_role("link", name="Kaas")).to_be_visible()
    assert goes_live(dutch) == at_ten(2)
    assert [line for line in console if "422" not in line] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.slow
def test_the_planning_is_accessible_in_every_view(page: Page, week, live_server, scheme):
    dutch, _english = week
    engine, found = Axe(), []
    page.emulate_media(color_scheme=scheme)
    for width in WIDTHS.values():
        page.set_viewport_size(width)
        for address in (
            *(f"?view={view}&date={at_ten(0):%Y-%m-%d}" for view in ("month", "week", "list")),
            f"live/{dutch.pk}/",
        ):
            page.goto(f"{live_server.url}/cms/planning/{address}")
            page.locator("summary").first.click() if "view" in address else None
            assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]
            options = {"runOnly": WCAG, "preload": False}
            for rule in engine.run(page, context="#main", options=options).response["violations"]:
                found.append((address, width["width"], rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]))
    assert found == []
