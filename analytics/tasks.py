"""By the clock."""

from django_tasks import task

from analytics import actions
from core.clock import daily


@daily(hour=2)
@task()
def close_counts() -> int:
    """Counts whose period is over become numbers."""
    return actions.close_counts()
