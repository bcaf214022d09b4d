"""The worker loses nothing: retries, parking, replay, and the return of a dead worker's task."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from core import clock, events, worker
from core.clock import enqueue_once, last_run
from core.tasks import prune
from tests.cast import signed_in

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
FAILS: list[int] = []
TOLD: list[str] = []


@events.on(events.Joined)
def stumble(event: events.Event) -> None:
    """Fails as often as FAILS has entries, then remembers the event."""
    if FAILS:
        FAILS.pop()
        raise RuntimeError("stumbled")
    TOLD.append(event.id)


@pytest.fixture(autouse=True)
def queue(settings, db, monkeypatch):
    settings.TASKS = QUEUE
    # Between tasks the worker drops old connections; here the only one is inside the test's transaction.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr("core.clock.close_old_connections", lambda: None)
    FAILS.clear()
    TOLD.clear()


def emit_joined() -> DBTaskResult:
    from django.db import transaction

    with transaction.atomic():
        events.emit(events.Joined(model="accounts.user", pk=1))
    # The newest: making people tells of them too.
    return DBTaskResult.objects.filter(task_path="core.events.deliver").latest("enqueued_at")


def run_waiting() -> None:
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=get_date_max())
    worker.KringWorker(interval=0, batch=True).run()


def test_an_event_outside_a_transaction_is_refused(transactional_db):
    from django.db.transaction import TransactionManagementError

    with pytest.raises(TransactionManagementError):
        events.emit(events.Joined(model="accounts.user", pk=1))


def test_a_rolled_back_change_tells_nobody():
    from django.db import transaction

    with transaction.atomic():
        events.emit(events.Joined(model="accounts.user", pk=1))
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


@pytest.mark.logs_errors
def test_a_failed_delivery_is_tried_again_later():
    FAILS.append(1)
    task = emit_joined()
    worker.KringWorker(interval=0, batch=True).run()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY
    assert timezone.now() < task.run_after < timezone.now() + timedelta(seconds=15)
    run_waiting()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.SUCCESSFUL
    assert len(TOLD) == 1


@pytest.mark.logs_errors
def test_after_five_failures_a_task_is_parked_and_can_be_replayed(sam, bo):
    FAILS.extend(range(5))
    task = emit_joined()
    for _ in range(6):
        run_waiting()
    task.refresh_from_db()
    assert (task.status, len(task.worker_ids)) == (TaskResultStatus.FAILED, 5)

    address = reverse("core_parked")
    assert signed_in(bo).get(address).status_code in (302, 403)
    page = signed_in(sam).get(address)
    assert b"stumbled" in page.content
    signed_in(sam).post(address, {"task": [str(task.pk)], "replay": "1"})
    run_waiting()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.SUCCESSFUL
    assert len(TOLD) == 1


def test_parked_page_survives_bad_ids(sam):
    answer = signed_in(sam).post(reverse("core_parked"), {"task": ["x" * 36, "", "\x00"], "discard": "1"})
    assert answer.status_code == 302


def claimed(worker_id: str, started_at) -> DBTaskResult:
    task = emit_joined()
    DBTaskResult.objects.filter(pk=task.pk).update(
        status=TaskResultStatus.RUNNING, worker_ids=[worker_id], started_at=started_at
    )
    return task


def test_the_task_of_a_dead_process_returns_at_once():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    task = claimed(worker.worker_id().rpartition(":")[0] + f":{process.pid}", timezone.now())
    assert worker.KringWorker().reclaim() == 1
    run_waiting()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.SUCCESSFUL
    assert len(TOLD) == 1


def test_the_task_of_a_living_process_is_left_alone():
    claimed(worker.worker_id(), timezone.now())
    assert worker.KringWorker().reclaim() == 0


def test_the_task_of_another_machine_returns_when_its_lease_ends():
    task = claimed("elsewhere:1", timezone.now())
    assert worker.KringWorker().reclaim() == 0
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=timezone.now() - worker.LEASE - timedelta(seconds=1))
    assert worker.KringWorker().reclaim() == 1


@pytest.mark.logs_errors
def test_a_task_that_kills_its_worker_five_times_is_parked():
    task = claimed("elsewhere:1", timezone.now() - timedelta(days=1))
    DBTaskResult.objects.filter(pk=task.pk).update(worker_ids=["elsewhere:1"] * 5)
    worker.KringWorker().reclaim()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED


def test_the_clock_does_not_pile_up():
    assert enqueue_once(prune)
    assert not enqueue_once(prune)
    assert last_run(prune) is None
    run_waiting()
    assert last_run(prune) is not None
    assert enqueue_once(prune)


def test_pruning_keeps_what_is_parked():
    task = emit_joined()
    long_ago = timezone.now() - timedelta(days=30)
    DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.FAILED, finished_at=long_ago)
    prune.call()
    assert DBTaskResult.objects.filter(pk=task.pk).exists()
    DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.SUCCESSFUL)
    prune.call()
    assert not DBTaskResult.objects.filter(pk=task.pk).exists()


def test_every_tick_is_a_task_that_exists():
    assert {tick.task.module_path for tick in clock.ticks()} >= {"core.tasks.prune"}
