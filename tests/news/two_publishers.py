"""Two workers publish what is due at the same moment. Run by test_scheduling: in its own process on SQLite (whose tests
live in memory, where threads would share one connection), in the process of the test on PostgreSQL."""

import threading
from datetime import timedelta

import django

if __name__ == "__main__":
    django.setup()

from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageLogEntry, Revision

from news.actions import publish_due
from news.models import Announcement, NewsPage
from tests.factories.news import NewsPageFactory

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
    gate = threading.Barrier(2)
    done, problems = [], []

    def worker() -> None:
        try:
            gate.wait(timeout=60)
            done.append(publish_due())
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=worker) for _number in range(2)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    assert not problems, problems
    assert sum(done) == ITEMS, done
    assert NewsPage.objects.filter(live=True).count() == ITEMS
    assert Announcement.objects.count() == ITEMS
    assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == ITEMS
    told = [task.args_kwargs["args"] for task in DBTaskResult.objects.filter(task_path="core.events.deliver")]
    published = [(args[0], args[2]["pk"]) for args in told if args[1] == "Published"]
    assert len(published) == len(set(published)), "a listener was told twice"


if __name__ == "__main__":
    two_workers_publish_each_item_once()
