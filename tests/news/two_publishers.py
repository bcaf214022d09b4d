"""Two workers publish what is due at the same moment. Run by test_scheduling."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageLogEntry, Revision

from news.actions import publish_due
from news.models import Announcement, NewsPage
from tests.factories.news import NewsPageFactory
from tests.many_clients import at_once

ITEMS = 8


def two_workers_publish_each_item_once() -> None:
    now = timezone.now()
    for number in range(ITEMS):
        page = NewsPageFactory(live=False, first_published_at=None, last_published_at=None, title=f"item {number}")
        page.go_live_at = now + timedelta(hours=1)
        page.save_revision().publish()
    due = now - timedelta(minutes=30)
    for revision in Revision.objects.all():
        revision.content["go_live_at"] = due.isoformat()
        revision.approved_go_live_at = due
        revision.save()
    done = at_once([publish_due] * 2)
    assert sum(done) == ITEMS, done
    assert NewsPage.objects.filter(live=True).count() == ITEMS
    assert Announcement.objects.count() == ITEMS
    assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == ITEMS
    told = [task.args_kwargs["args"] for task in DBTaskResult.objects.filter(task_path="core.events.deliver")]
    published = [(args[0], args[2]["pk"]) for args in told if args[1] == "Published"]
    assert len(published) == len(set(published)), "a listener was told twice"
