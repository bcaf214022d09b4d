"""A page is announced once; afterwards it changes, comes back or goes away."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from core.events import Changed, Published, Restored, Withdrawn
from news.actions import silently
from news.models import Announcement, NewsPage
from tests.factories.news import InformationPageFactory, NewsPageFactory, publish

pytestmark = pytest.mark.django_db


def draft(**fields) -> NewsPage:
    return NewsPageFactory(live=False, first_published_at=None, last_published_at=None, **fields)


def kinds(told) -> list:
    return [type(event) for event in told]


def test_first_publication_is_announced_with_who_did_it(told, ada):
    page = publish(draft(), user=ada)
    assert kinds(told) == [Published]
    assert (told[0].model, told[0].pk, told[0].by, told[0].again) == ("news.newspage", page.pk, ada.pk, False)
    assert Announcement.objects.get(page_id=page.pk).announced_at is not None


def test_later_publication_is_a_change(told):
    page = publish(draft())
    page.title = "Better words"
    publish(page)
    assert kinds(told) == [Published, Changed]


def test_scheduling_is_not_publishing(told):
    page = draft(go_live_at=timezone.now() + timedelta(days=1))
    publish(page)
    assert told == []
    assert not Announcement.objects.exists()


def test_tell_followers_again_counts_once(told):
    page = publish(draft(tell_again=True))
    assert told[-1].again is False, "the first time is never 'again'"
    page.tell_again = True
    page = publish(page)
    assert kinds(told) == [Published, Published]
    assert told[-1].again is True
    assert page.tell_again is False
    publish(page)
    assert kinds(told)[-1] is Changed


def test_withdrawn_and_back(told):
    page = publish(draft())
    page.unpublish()
    page.refresh_from_db()
    publish(page)
    assert kinds(told) == [Published, Withdrawn, Restored, Changed]


def test_deleting_a_live_page_withdraws_it(told):
    page = publish(draft())
    page.delete()
    assert kinds(told) == [Published, Withdrawn]


def test_information_pages_are_announced_too(told):
    publish(InformationPageFactory(live=False, first_published_at=None))
    assert told[0].model == "news.informationpage"


def test_silently_counts_as_announced_at_the_page_s_own_date(told):
    long_ago = datetime(2024, 3, 1, 8, 0, tzinfo=UTC)
    with silently():
        page = publish(NewsPageFactory(live=False, first_published_at=long_ago))
    assert told == []
    assert Announcement.objects.get(page_id=page.pk).announced_at == long_ago
    publish(page)
    assert kinds(told) == [Changed]


def test_a_failing_listener_takes_the_publication_back(monkeypatch):
    def refuse(event):
        raise RuntimeError("no")

    monkeypatch.setattr("news.actions.announcing.emit", refuse)
    page = draft()
    revision = page.save_revision()
    with pytest.raises(RuntimeError), transaction.atomic():
        revision.publish()
    page.refresh_from_db()
    assert not page.live
    assert not Announcement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_publishing_and_telling_are_one_transaction(monkeypatch):
    def refuse(event):
        raise RuntimeError("no")

    page = draft()
    revision = page.save_revision()
    monkeypatch.setattr("news.actions.announcing.emit", refuse)
    with pytest.raises(RuntimeError):
        revision.publish()
    page.refresh_from_db()
    assert not page.live
