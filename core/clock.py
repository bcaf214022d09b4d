"""What happens by the clock. The clock only enqueues tasks; a worker runs them, so two clocks do no harm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from django.conf import settings
from django.db import close_old_connections
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult


@dataclass(frozen=True)
class Tick:
    """A task and when it is due."""

    task: Task
    trigger: BaseTrigger


_ticks: list[Tick] = []


def every(*, minutes: int) -> Callable[[Task], Task]:
    """Enqueue the decorated task each so many minutes, on the whole minute. It must be safe to run twice."""

    def register(task: Task) -> Task:
        _ticks.append(Tick(task, CronTrigger(minute=f"*/{minutes}", timezone="UTC")))
        return task

    return register


def daily(*, hour: int) -> Callable[[Task], Task]:
    """Enqueue the decorated task once a day at this hour of the organisation's time zone."""

    def register(task: Task) -> Task:
        _ticks.append(Tick(task, CronTrigger(hour=hour, minute=17, timezone=settings.TIME_ZONE)))
        return task

    return register


def ticks() -> list[Tick]:
    """Everything that is registered."""
    return list(_ticks)


def enqueue_once(task: Task) -> bool:
    """Enqueue the task unless it is waiting or running already. Returns whether it was enqueued."""
    close_old_connections()
    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    if DBTaskResult.objects.filter(task_path=task.module_path, status__in=unfinished).exists():
        return False
    task.enqueue()
    return True


def last_run(task: Task) -> datetime | None:
    """When this task last finished well (UTC), or None when it never did or its record was pruned."""
    finished = DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.SUCCESSFUL)
    return finished.order_by("-finished_at").values_list("finished_at", flat=True).first()


def start_clock() -> BackgroundScheduler:
    """Start the clock in a thread of this process. Every minute's work also runs once at the start: a worker that
    was down catches up at once."""
    scheduler = BackgroundScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": 3600})
    for tick in _ticks:
        scheduler.add_job(enqueue_once, tick.trigger, args=[tick.task], id=tick.task.module_path, replace_existing=True)
        scheduler.add_job(enqueue_once, args=[tick.task])
    scheduler.start()
    return scheduler
