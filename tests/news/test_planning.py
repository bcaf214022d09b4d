"""The planning in the CMS: what it shows, to whom, and what that costs."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission

from news import dashboard
from news.actions.editors import grant_models
from news.models import PageCare
from news.periods import VIEWS, list_of, month_of, week_of
from tests.cast import signed_in
from tests.factories.news import InformationPageFactory, NewsPageFactory, SectionPageFactory, publish
from tests.news.conftest import MORNING

pytestmark = pytest.mark.django_db
PLANNING = "/cms/planning/"
# What stands around every page of the CMS: who it is, the profile, rights (four kinds), languages, the root page.
# Who asks, and what Wagtail asks for any page of the CMS: the profile, the rights on pages, on collections and of the
# person, the languages, and where the tree begins.
FRAME = 7


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def running(monkeypatch):
    """A worker that keeps its minute."""
    monkeypatch.setattr(dashboard, "last_run", lambda task: timezone.now())


def planned(at, **fields):
    return publish(
        NewsPageFactory(live=False, first_published_at=None, last_published_at=None, go_live_at=at, **fields)
    )


def html_of(client, **asked) -> str:
    answer = client.get(PLANNING, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def cell(html: str, day: date) -> str:
    """What stands in the table on one day."""
    return re.search(rf'<td data-day="{day}".*?</td>', html, re.DOTALL)[0]


def let_hana_edit(section, hana) -> None:
    group = Group.objects.create(name="HR editors")
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=section, permission=permission)
    grant_models(group, "wagtailadmin", ["access_admin"])
    hana.groups.add(group)


def test_a_month_has_whole_weeks_from_monday_with_their_numbers():
    june = month_of(date(2026, 6, 9))
    assert (june.start, june.end) == (date(2026, 6, 1), date(2026, 7, 6))
    assert [week[0].isocalendar().week for week in june.weeks()] == [23, 24, 25, 26, 27]
    assert {len(week) for week in june.weeks()} == {7}
    assert (june.before.month, june.after.month) == (5, 7)


def test_the_turn_of_the_year():
    week = week_of(date(2027, 1, 1))
    assert week.start == date(2026, 12, 28)
    assert "53" in week.name
    assert month_of(date(2026, 12, 31)).after == date(2027, 1, 1)
    assert (list_of(date(2026, 6, 10)).start, list_of(date(2026, 6, 10)).end) == (date(2026, 6, 8), date(2026, 7, 6))


@pytest.mark.parametrize("view", VIEWS)
def test_every_kind_of_date_in_every_view(clock, ada_client, view):
    planned(MORNING + timedelta(days=1), title="Goes live tomorrow")
    publish(NewsPageFactory(live=False, title="Ends on Wednesday", expire_at=MORNING + timedelta(days=2)))
    page = publish(InformationPageFactory(live=False, title="Look at me again"))
    PageCare.objects.update_or_create(
        page=page, defaults={"confirmed_on": date(2025, 6, 12), "review_by": date(2026, 6, 12)}
    )
    html = html_of(ada_client, view=view, date="2026-06-08")
    for title in ("Goes live tomorrow", "Ends on Wednesday", "Look at me again"):
        assert title in html
    assert "Confirm before" in html
    assert "Amsterdam" in html
    if view != "list":
        assert "Goes live tomorrow" in cell(html, date(2026, 6, 9))
        assert "Ends on Wednesday" in cell(html, date(2026, 6, 10))
        assert "Look at me again" in cell(html, date(2026, 6, 12))
        assert 'aria-current="date"' in cell(html, date(2026, 6, 8))


def test_days_are_those_of_the_editor(clock, ada_client, ada):
    planned(MORNING.replace(hour=22, minute=30), title="Half past midnight")  # 00:30 on Tuesday in Amsterdam
    html = html_of(ada_client, view="week", date="2026-06-08")
    assert "Half past midnight" in cell(html, date(2026, 6, 9))
    assert "00:30" in cell(html, date(2026, 6, 9))


def test_filters_are_in_the_address_and_remembered(clock, ada_client, ada, wim):
    section = SectionPageFactory(title="Safety")
    planned(MORNING + timedelta(days=1), title="In the section", parent=section, owner=wim)
    planned(MORNING + timedelta(days=1), title="In the news", owner=ada)
    publish(NewsPageFactory(live=False, title="It ends", expire_at=MORNING + timedelta(days=2), owner=ada))
    everything = html_of(ada_client, view="list", date="2026-06-08")
    assert "Safety</option>" in everything
    some = html_of(ada_client, view="list", date="2026-06-08", section=section.path)
    assert ("In the section" in some, "In the news" in some) == (True, False)
    some = html_of(ada_client, view="list", date="2026-06-08", editor=wim.pk)
    assert ("In the section" in some, "In the news" in some) == (True, False)
    some = html_of(ada_client, view="list", date="2026-06-08", kind="ends")
    assert ("It ends" in some, "In the news" in some) == (True, False)
    again = html_of(ada_client)
    assert 'data-testid="planning-list"' in again
    assert ("It ends" in again, "In the news" in again) == (True, False)


def test_looking_changes_no_row(clock, ada_client):
    planned(MORNING + timedelta(days=1))
    with CaptureQueriesContext(connection) as queries:
        html_of(ada_client, view="week", kind="live")
    assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]


@pytest.mark.parametrize(
    "asked",
    [
        {"view": "year", "date": "tomorrow"},
        {"date": "0001-01-01"},
        {"date": "9999-12-31", "view": "week"},
        {"date": "9999-12-31", "view": "list"},
        {"editor": "9" * 40, "section": "'; --", "kind": "\x00"},
        {"editor": "²", "date": "²"},
    ],
)
def test_nonsense_in_the_address_is_no_error(ada_client, asked):
    html_of(ada_client, **asked)
    ada_client.cookies["kring_planning"] = "view=\x00&section=%00&date=2026-99-99"
    html_of(ada_client)


def test_who_may_not_publish_sees_it_without_handles(clock, wim_client, ada_client, ada):
    planned(MORNING + timedelta(days=1), title="Somebody else's")
    for view in VIEWS:
        html = html_of(wim_client, view=view, date="2026-06-08")
        assert "Somebody else" in html
        assert "data-item" not in html
        assert "data-move" not in html
        assert "data-move" in html_of(ada_client, view=view, date="2026-06-08")


def test_an_editor_of_one_section_meets_that_section_only(clock, newsroom, hana):
    section = SectionPageFactory(title="HR")
    let_hana_edit(section, hana)
    planned(MORNING + timedelta(days=1), title="About leave", parent=section)
    planned(MORNING + timedelta(days=1), title="About cheese")
    html = html_of(signed_in(hana), view="week", date="2026-06-08")
    assert "About leave" in html
    assert "About cheese" not in html


def test_too_much_for_the_same_readers_on_one_day(clock, ada_client, settings):
    settings.PLANNING_MOST_PER_DAY = 2
    for number in range(2):
        planned(MORNING + timedelta(days=1, hours=number), title=f"Item {number}")
    assert "for the same readers" not in html_of(ada_client, view="week", date="2026-06-08")
    planned(MORNING + timedelta(days=1, hours=3), title="One more")
    assert "3 items go live for the same readers on Tuesday 9 June" in html_of(ada_client, date="2026-06-08")


def test_what_is_late_and_what_went_live(clock, ada_client):
    planned(MORNING + timedelta(minutes=5), title="Should be live")
    publish(NewsPageFactory(live=False, title="Is live"))
    clock.shift(timedelta(hours=1))
    html = cell(html_of(ada_client, view="week", date="2026-06-08"), date(2026, 6, 8))
    assert "<b>Late</b>" in html
    assert "Went live" in html


def test_nothing_planned_says_what_to_do(clock, ada_client):
    assert "Set a date in the status panel" in html_of(ada_client, date="2027-02-01")
    assert "fits the filter" in html_of(ada_client, date="2027-02-01", kind="ends")


def cost(client, **asked) -> int:
    html_of(client, **asked)
    with CaptureQueriesContext(connection) as queries:
        html_of(client, **asked)
    return len(queries)


def test_the_planning_costs_the_same_with_three_and_with_sixty(clock, ada_client, ada, wim):
    section = SectionPageFactory()
    for number in range(3):
        planned(MORNING + timedelta(hours=number + 1), parent=section, owner=wim)
    few = {view: cost(ada_client, view=view, date="2026-06-08") for view in VIEWS}
    for number in range(57):
        at, parent = MORNING + timedelta(hours=1 + number), SectionPageFactory() if number % 9 == 0 else section
        planned(at, parent=parent, owner=(ada, wim)[number % 2], expire_at=MORNING + timedelta(days=4))
    for view in VIEWS:
        assert cost(ada_client, view=view, date="2026-06-08") == few[view]
        assert few[view] <= FRAME + 3, "the waiting versions, the pages, the alerts"
