"""The worker: the database queue of django-tasks-db plus what it lacks, namely retries and the return of lost work."""

import logging
import os
import random
import socket
import time
from datetime import timedelta

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max

logger = logging.getLogger(__name__)

# Five tries over about two hours: long enough for a restart of a database or a mail server.
BACKOFF = [timedelta(seconds=10), timedelta(seconds=90), timedelta(minutes=15), timedelta(minutes=90)]
ATTEMPTS = len(BACKOFF) + 1
# A task on another machine that has run for so long is taken to be lost. Tasks work in batches far below this.
LEASE = timedelta(minutes=15)
RECLAIM_SECONDS = 20


def worker_id() -> str:
    """Names this process so that a colleague on the same machine can tell whether it still lives."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


class KringWorker(Worker):
    """Runs tasks one by one. A failed task is tried again with backoff, and parked as FAILED after the fifth try.

    A task is claimed in a transaction, so two workers never run the same one. When a worker dies, its task returns to
    the queue; listeners are idempotent by event id, so a task that ran to its end just before is not felt twice.
    """

    def __init__(self, *, interval: float = 0.5, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id(),
            excluded_queue_names=[],
        )
        self._reclaimed_at = 0.0

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        attempt = len(db_task_result.worker_ids)
        if db_task_result.status == TaskResultStatus.FAILED:
            if attempt < ATTEMPTS:
                retry_later(db_task_result, attempt)
            else:
                logger.error("Parked %s after %d tries", db_task_result.task_path, attempt)
        if time.monotonic() - self._reclaimed_at > RECLAIM_SECONDS:
            self.reclaim()

    def reclaim(self) -> int:
        """Return the tasks of dead workers to the queue; a task that was lost five times is parked."""
        self._reclaimed_at = time.monotonic()
        count = 0
        for lost in DBTaskResult.objects.running():
            if not is_lost(lost):
                continue
            poison = len(lost.worker_ids) >= ATTEMPTS
            changes = (
                {"status": TaskResultStatus.FAILED, "finished_at": timezone.now(), "traceback": "The worker died."}
                if poison
                else {"status": TaskResultStatus.READY, "run_after": get_date_max()}
            )
            # Conditional on the claim we saw: a worker that finished meanwhile, or another reclaimer, wins.
            count += DBTaskResult.objects.filter(
                pk=lost.pk, status=TaskResultStatus.RUNNING, started_at=lost.started_at
            ).update(**changes)
        for failed in DBTaskResult.objects.failed():
            # Died between failing and being put back: parked tasks are those with every try used up.
            if len(failed.worker_ids) < ATTEMPTS:
                retry_later(failed, len(failed.worker_ids))
        return count


def retry_later(failed: DBTaskResult, attempt: int) -> None:
    """Put a failed task back for its next attempt, some time after now (with 20% jitter)."""
    delay = BACKOFF[max(attempt, 1) - 1] * random.uniform(1, 1.2)
    logger.warning("%s failed (try %d), again in %s", failed.task_path, attempt, delay)
    DBTaskResult.objects.filter(pk=failed.pk, status=TaskResultStatus.FAILED).update(
        status=TaskResultStatus.READY, run_after=timezone.now() + delay, finished_at=None
    )


def replay(parked: DBTaskResult) -> None:
    """Give a parked task five new tries, starting now."""
    DBTaskResult.objects.filter(pk=parked.pk, status=TaskResultStatus.FAILED).update(
        status=TaskResultStatus.READY, run_after=get_date_max(), finished_at=None, worker_ids=[]
    )


def is_lost(running: DBTaskResult) -> bool:
    """Whether the worker that claimed this task is dead (same machine), or silent for longer than the lease."""
    if running.started_at is None:
        return True
    host, _, pid = (running.worker_ids or ["?:0"])[-1].rpartition(":")
    if host == socket.gethostname()[:40] and pid.isdigit():
        return not is_alive(int(pid))
    return running.started_at < timezone.now() - LEASE


def is_alive(pid: int) -> bool:
    """Whether a process with this number exists here."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
