"""By the clock."""

from django_tasks import task

from core.clock import daily, every
from news import actions


@every(minutes=1)
@task()
def publish_due() -> int:
    """Publish and expire what is due."""
    return actions.publish_due()


@every(minutes=5)
@task()
def remind_reviewers() -> int:
    """One mail per review whose due date has passed."""
    return actions.remind_reviewers()


@daily(hour=3)
@task()
def forget_ended_places() -> int:
    """Read marks live no longer than the place on top."""
    return actions.forget_ended_places()
