"""By the clock."""

from django_tasks import task

from core.clock import daily, every
from news import actions
from news.linkcheck import running as linkcheck


@every(minutes=1)
@task()
def publish_due() -> int:
    """Publish and expire what is due."""
    return actions.publish_due()


@every(minutes=1)
@task()
def make_renderings() -> int:
    """What an upgrade, an import or a changed picture left to be made."""
    return actions.make_renderings()


@every(minutes=5)
@task()
def remind_reviewers() -> int:
    """One mail per review whose due date has passed."""
    return actions.remind_reviewers()


@every(minutes=10)
@task()
def check_links() -> int:
    """The weekly check of links: begins when its week has passed, goes on where it stopped."""
    return linkcheck.check_links()


@task()
def check_links_now() -> int:
    """The same because somebody asked."""
    return linkcheck.check_links(at_once=True)


@daily(hour=6)
@task()
def keep_pages_right() -> int:
    """Reminders of reviews, and the end of pages that nobody confirmed."""
    return actions.remind_owners() + actions.take_down_stale()


@daily(hour=3)
@task()
def forget_old_answers() -> int:
    """Answers about how a page was long ago."""
    return actions.forget_old_answers()


@daily(hour=3)
@task()
def forget_ended_places() -> int:
    """Read marks live no longer than the place on top."""
    return actions.forget_ended_places()
