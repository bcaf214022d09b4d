"""Work by the clock."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F
from django_tasks import task

from activity.hiding import forget_lost_follows
from activity.models import ReactionChange, ReactionCount
from core.clock import daily, every

BATCH = 5000


@every(minutes=5)
@task()
def fold_reactions() -> None:
    """Add the waiting changes to the counts, so that reading a much-loved thing stays cheap."""
    while _fold() == BATCH:
        pass


@daily(hour=3)
@task()
def sweep_follows() -> None:
    """Losing access ends a follow."""
    forget_lost_follows()


@transaction.atomic
def _fold() -> int:
    """One batch. Exactly the rows that were added up are deleted; a second worker skips rows that this one holds."""
    waiting = ReactionChange.objects.select_for_update(skip_locked=True).order_by("pk")[:BATCH]
    sums: dict[tuple[int, int], int] = defaultdict(int)
    folded = []
    for change in waiting:
        sums[change.thing, change.code] += change.delta
        folded.append(change.pk)
    for (thing, code), delta in sorted(sums.items()):
        if delta:
            ReactionCount.objects.get_or_create(thing=thing, code=code)
            ReactionCount.objects.filter(thing=thing, code=code).update(total=F("total") + delta)
    ReactionChange.objects.filter(pk__in=folded).delete()
    return len(folded)
