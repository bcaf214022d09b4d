"""Which comments move their conversation to the top of a timeline: the first, and then at most one per few hours."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max

from activity.models import Activity, Verb


def lift_pause() -> timedelta:
    """How long a conversation stays where it is after it was lifted."""
    return timedelta(hours=settings.KRING_LIFT_HOURS)


def choose_lifts(activities: list[Activity]) -> None:
    """Say of each of these new activities, oldest first, whether it lifts. One query, for comments only."""
    comments = [activity for activity in activities if activity.verb == Verb.COMMENTED]
    if not comments:
        return
    pause = lift_pause()
    earlier = Activity.objects.filter(
        place__in={comment.place for comment in comments},
        verb=Verb.COMMENTED,
        lifts=True,
        hidden=0,
        created_at__gt=comments[0].created_at - pause,
    )
    lifted: dict[int, datetime] = dict(
        earlier.order_by().values("place").annotate(at=Max("created_at")).values_list("place", "at")
    )
    for comment in comments:
        last = lifted.get(comment.place)
        comment.lifts = last is None or comment.created_at >= last + pause
        if comment.lifts:
            lifted[comment.place] = comment.created_at
