"""Delivery by the worker: a batch that dies half-way leaves nothing, one that is delivered again adds nothing."""

import pytest
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from core import worker
from notifications import telling
from notifications.actions import notify
from notifications.models import Happening, Notification
from notifications.tasks import prune, tell_batch
from notifications.telling import now_stamp
from tests.notifications.conftest import badge, heard, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)


@pytest.fixture
def crowd(db) -> list[int]:
    User.objects.bulk_create(User(email=f"p{n}@x.example", first_name=f"P{n}") for n in range(2500))
    return list(User.objects.filter(email__endswith="@x.example").values_list("pk", flat=True))


@pytest.mark.logs_errors
def test_a_worker_that_dies_in_a_batch_tells_everybody_once_in_the_end(item, ada, crowd, queue, monkeypatch):
    notify("reaction", item, to=crowd, event_id="many", by=ada.pk)
    batches = DBTaskResult.objects.filter(task_path=tell_batch.module_path)
    assert batches.count() == 2
    assert Notification.objects.filter(family="reaction").count() == 1000

    whole, falls = telling._open, [1]

    def fall(*args):
        rows = whole(*args)
        if falls:
            falls.pop()
            raise RuntimeError("the power went")
        return rows

    monkeypatch.setattr(telling, "_open", fall)
    worker.KringWorker(interval=0, batch=True).run()
    assert Notification.objects.filter(family="reaction").count() == 1500  # one batch fell and left nothing
    batches.filter(status=TaskResultStatus.READY).update(run_after=item.first_published_at)
    worker.KringWorker(interval=0, batch=True).run()
    notify("reaction", item, to=crowd, event_id="many", by=ada.pk)
    worker.KringWorker(interval=0, batch=True).run()
    assert Notification.objects.filter(family="reaction", people=1, total=1, round=1).count() == 2500
    assert Happening.objects.count() == 2500


def test_the_same_event_again_changes_nothing_even_after_reading(item, ada, bo):
    from notifications.actions import mark_opened

    notify("reaction", item, to=[ada.pk], event_id="once", by=bo.pk)
    mark_opened(item, by=ada)
    assert notify("reaction", item, to=[ada.pk], event_id="once", by=bo.pk) == 0
    assert badge(ada) == 0


def test_rights_are_asked_again_when_the_batch_runs(item, council, dina, emil, ada, queue):
    event_people = [dina.pk, emil.pk]
    from activity.keys import key_of

    key = key_of(item)
    event = {
        "kind": "published", "event_id": "0" * 32, "thing": key, "place": key, "newest": key, "holds": [key],
        "reason": 0, "by": ada.pk, "text": "",
    }  # fmt: skip
    tell_batch.enqueue(event, event_people)
    restrict(item, council)
    worker.KringWorker(interval=0, batch=True).run()
    assert (badge(dina), badge(emil)) == (1, 0)


def test_telling_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(RuntimeError):
        telling.tell(None, [])


def test_old_lines_and_lines_out_of_reach_are_pruned(item, council, dina, emil, ada, bo, write):
    day = 24 * 3600 * 1_000_000
    other = write("Wet floors")
    notify("published", item, to=[dina.pk, emil.pk], event_id="a", by=ada.pk)
    notify("published", other, to=[bo.pk], event_id="b", by=ada.pk)
    Notification.objects.filter(recipient=bo).update(stamp=now_stamp() - 100 * day)
    prune.func()
    assert len(heard(bo)) == 1  # unread for 100 days
    from django.utils import timezone

    Notification.objects.filter(recipient=bo).update(read_at=timezone.now())
    restrict(item, council)
    prune.func()
    assert not Notification.objects.filter(recipient__in=[bo, emil]).exists()
    assert heard(dina) == ["published: Ada | New helmets"]


def test_emit_belongs_to_the_change(item, ada, bo):
    """A change that is rolled back is told to nobody."""
    from comments.actions import post_comment

    with transaction.atomic():
        post_comment(item, "Where?", by=bo)
        assert badge(ada) == 1
        transaction.set_rollback(True)
    assert heard(ada) == []
