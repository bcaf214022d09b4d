"""What editors see first: planned, late, waiting, unscheduled, expiring; nothing when there is nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from news import dashboard
from news.dashboard import PANELS, ExpiringPanel, LatePanel, PlannedPanel, UnscheduledPanel
from tests.factories.news import NewsPageFactory, publish
from tests.news.conftest import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def running(monkeypatch):
    """A worker that keeps its minute."""
    monkeypatch.setattr(dashboard, "last_run", lambda task: timezone.now())


def request_of(person):
    request = RequestFactory().get("/cms/")
    request.user = person
    return request


def titles(panel) -> list[str]:
    return [row["title"] for row in panel.rows()]


def planned(at, **fields):
    page = NewsPageFactory(live=False, first_published_at=None, last_published_at=None, go_live_at=at, **fields)
    return publish(page)


def test_planned_this_week_in_order(clock, newsroom, ada):
    planned(MORNING + timedelta(days=3), title="later")
    planned(MORNING + timedelta(days=1), title="sooner")
    planned(MORNING + timedelta(days=8), title="next week")
    assert titles(PlannedPanel(request_of(ada))) == ["sooner", "later"]


def test_expiring_soon(clock, newsroom, ada):
    publish(NewsPageFactory(live=False, title="soon", expire_at=MORNING + timedelta(days=5)))
    publish(NewsPageFactory(live=False, title="one day", expire_at=MORNING + timedelta(days=50)))
    assert titles(ExpiringPanel(request_of(ada))) == ["soon"]


def test_late_when_the_worker_was_down(clock, newsroom, ada, running):
    planned(MORNING + timedelta(minutes=10), title="should be live")
    publish(NewsPageFactory(live=False, title="should be gone", expire_at=MORNING + timedelta(minutes=5)))
    clock.shift(timedelta(hours=1))
    panel = LatePanel(request_of(ada))
    assert titles(panel) == ["should be gone", "should be live"]
    assert not panel.clock_stopped


def test_the_clock_that_stopped_is_reported(clock, ada_client, monkeypatch):
    monkeypatch.setattr(dashboard, "last_run", lambda task: timezone.now() - timedelta(minutes=16))
    assert "The clock has not run for 15 minutes" in ada_client.get("/cms/").content.decode()
    assert "The clock has not run for 15 minutes" in ada_client.get(reverse("news_planning")).content.decode()
    monkeypatch.setattr(dashboard, "last_run", lambda task: timezone.now() - timedelta(minutes=14))
    assert "The clock has not run" not in ada_client.get("/cms/").content.decode()


def test_my_drafts_with_a_date_that_nobody_scheduled(clock, newsroom, ada, wim):
    mine = NewsPageFactory(live=False, title="mine", go_live_at=MORNING + timedelta(days=1))
    mine.save_revision(user=ada)
    theirs = NewsPageFactory(live=False, title="theirs", go_live_at=MORNING + timedelta(days=1))
    theirs.save_revision(user=wim)
    dateless = NewsPageFactory(live=False, title="dateless")
    dateless.save_revision(user=ada)
    scheduled = NewsPageFactory(live=False, title="scheduled", go_live_at=MORNING + timedelta(days=1))
    publish(scheduled, user=ada)
    live = publish(NewsPageFactory(live=False, title="live"), user=ada)
    live.go_live_at = MORNING + timedelta(days=2)
    live.save_revision(user=ada)
    assert sorted(titles(UnscheduledPanel(request_of(ada)))) == ["live", "mine"]


def test_panels_without_anything_are_hidden(newsroom, ada, running):
    for panel in PANELS:
        assert panel(request_of(ada)).render_html({}) == ""


def test_every_panel_is_one_query_whatever_there_is(clock, newsroom, ada, django_assert_num_queries, running):
    for number in range(3):
        planned(MORNING + timedelta(hours=1 + number))
        publish(NewsPageFactory(live=False, expire_at=MORNING + timedelta(hours=1 + number)))
    request = request_of(ada)
    PlannedPanel(request).rows()  # the editor's page rights are loaded once per request
    for panel in (PlannedPanel, ExpiringPanel, UnscheduledPanel, dashboard.ReviewPanel):
        with django_assert_num_queries(1):
            panel(request).rows()


def test_an_editor_of_one_section_sees_that_section_only(clock, newsroom, hana):
    planned(MORNING + timedelta(days=1))
    assert titles(PlannedPanel(request_of(hana))) == []
