"""Housekeeping by the clock."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.clock import daily

KEEP_DONE = timedelta(days=7)


@daily(hour=3)
@task()
def prune() -> None:
    """Drop finished tasks after a week (parked ones stay until somebody decides) and sessions that have ended."""
    DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=timezone.now() - KEEP_DONE).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
