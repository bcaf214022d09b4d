"""What the clock does for moderation."""

from django_tasks import task

from core.clock import every
from moderation.actions import pass_on_what_waits


@every(minutes=10)
@task()
def pass_on() -> None:
    """What waits for a day goes to the site moderators too."""
    pass_on_what_waits()
