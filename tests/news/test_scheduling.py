"""Going live and ending by the clock: on time, in order, once; also after the worker was down."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from wagtail.models import Page, PageLogEntry, Revision

from core.events import Published, Withdrawn
from news.actions import publish_due, scheduling
from news.models import NewsPage
from tests.factories.news import NewsPageFactory, publish
from tests.many_clients import play
from tests.news.conftest import MORNING
from tests.news.two_publishers import two_workers_publish_each_item_once

pytestmark = pytest.mark.django_db


def schedule(at: datetime, **fields) -> NewsPage:
    """A page that an editor scheduled."""
    page = NewsPageFactory(live=False, first_published_at=None, last_published_at=None, go_live_at=at, **fields)
    return publish(page)


def titles(told) -> list[str]:
    return [Page.objects.get(pk=event.pk).title for event in told]


def test_goes_live_at_its_time_and_not_before(told):
    with time_machine.travel(MORNING, tick=False) as clock:
        page = schedule(MORNING + timedelta(minutes=5))
        assert publish_due() == 0
        clock.shift(timedelta(minutes=5))
        assert publish_due() == 1
        page.refresh_from_db()
        assert page.live
        assert page.first_published_at == MORNING + timedelta(minutes=5)
        assert publish_due() == 0
    assert [type(event) for event in told] == [Published]
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count() == 1


def test_ends_at_its_time(told):
    with time_machine.travel(MORNING, tick=False) as clock:
        page = publish(NewsPageFactory(live=False, expire_at=MORNING + timedelta(hours=1)))
        assert publish_due() == 0
        clock.shift(timedelta(hours=1))
        assert publish_due() == 1
        page.refresh_from_db()
        assert (page.live, page.expired) == (False, True)
        assert publish_due() == 0
    assert [type(event) for event in told] == [Published, Withdrawn]


def test_after_downtime_everything_follows_in_order_each_once(told):
    with time_machine.travel(MORNING, tick=False) as clock:
        schedule(MORNING + timedelta(hours=3), title="third")
        schedule(MORNING + timedelta(hours=1), title="first", expire_at=MORNING + timedelta(hours=4))
        schedule(MORNING + timedelta(hours=2), title="second")
        clock.shift(timedelta(hours=6))
        assert publish_due() == 4
        assert publish_due() == 0
    assert titles(told) == ["first", "second", "third", "first"]
    assert [type(event) for event in told] == [Published, Published, Published, Withdrawn]


def test_a_new_version_of_a_live_page_waits_too(told):
    with time_machine.travel(MORNING, tick=False) as clock:
        page = publish(NewsPageFactory(live=False, title="old words"))
        page.title = "new words"
        page.go_live_at = MORNING + timedelta(hours=1)
        page = publish(page)
        assert (page.live, page.title) == (True, "old words")
        clock.shift(timedelta(hours=1))
        publish_due()
        page.refresh_from_db()
        assert page.title == "new words"
    assert len(told) == 2


@pytest.mark.logs_errors
def test_one_that_fails_does_not_hold_up_the_others(told, monkeypatch):
    with time_machine.travel(MORNING, tick=False) as clock:
        bad = schedule(MORNING + timedelta(hours=1), title="bad")
        good = schedule(MORNING + timedelta(hours=2), title="good")
        clock.shift(timedelta(hours=3))
        real = Revision.publish

        def sometimes(self, **kwargs):
            if self.object_id == str(bad.pk):
                raise ValueError("broken")
            return real(self, **kwargs)

        monkeypatch.setattr(Revision, "publish", sometimes)
        assert publish_due() == 1
        good.refresh_from_db()
        assert good.live
        monkeypatch.setattr(Revision, "publish", real)
        assert publish_due() == 1, "the failed one is tried again"


def test_another_worker_was_first(told):
    with time_machine.travel(MORNING, tick=False) as clock:
        schedule(MORNING + timedelta(minutes=1))
        clock.shift(timedelta(minutes=1))
        due = scheduling.next_due(datetime.now(UTC), set())
        assert scheduling.carry_out(due, datetime.now(UTC)) is True
        assert scheduling.carry_out(due, datetime.now(UTC)) is False
    assert len(told) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_publish_each_item_once(tmp_path):
    play(tmp_path, two_workers_publish_each_item_once)
