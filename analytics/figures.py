"""What may be told of a count: nothing about fewer than ten people, on either side.

A number that moves by one tells a watcher that the colleague who just came back from lunch has read it. So numbers are
rounded down to tens: whatever changes on the screen was done by ten people together. And when fewer than ten did *not*
see it, the number is left out as well, because the rest could be named.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Model
from django.utils.translation import gettext as _

from access.kinds import kind_of
from access.rule import audience_id_of, readers_of
from analytics.models import ReachCount, Seen

SMALLEST = 10


@dataclass(frozen=True)
class Figure:
    """How far something reached, as it may be shown. `seen` and `share` are None where they are held back."""

    audience: int
    seen: int | None = None
    share: int | None = None
    is_almost_all: bool = False

    @property
    def sentence(self) -> str:
        """In words."""
        if self.is_almost_all:
            return _("Seen by nearly everybody of %(audience)d readers.") % {"audience": self.audience}
        if self.seen is None:
            return _("Seen by fewer than %(smallest)d people, or meant for too few to count.") % {"smallest": SMALLEST}
        values = {"seen": self.seen, "audience": self.audience, "share": self.share}
        return _("Seen by about %(seen)d of %(audience)d readers, %(share)d %%.") % values


def figure(seen: int, audience: int) -> Figure:
    """What may be shown of `seen` people out of `audience`."""
    if audience < 2 * SMALLEST or seen < SMALLEST:
        return Figure(audience)
    if audience - seen < SMALLEST:
        return Figure(audience, is_almost_all=True)
    rounded = seen // SMALLEST * SMALLEST
    return Figure(audience, rounded, round(100 * rounded / audience))


def figure_of(thing: Model) -> Figure:
    """The latest count of one thing. Three queries; for who answers for it."""
    reach = ReachCount.objects.filter(kind=kind_of(thing).name, object_id=thing.pk).order_by("-opened_on").first()
    if reach is not None and reach.seen is not None:
        return figure(reach.seen, reach.audience_size or 0)
    audience_id = audience_id_of(thing)
    audience = readers_of(audience_id).count() if audience_id is not None else 0
    seen = Seen.objects.filter(reach_id=reach.pk).aggregate(number=Count("token"))["number"] if reach else 0
    return figure(seen, audience)


def figures_of(kind: str, audiences: dict[int, int | None]) -> dict[int, Figure]:
    """The latest count of many things: their numbers with the ids of their audiences. As many queries as there are
    different audiences, and two."""
    newest: dict[int, ReachCount] = {}
    for reach in ReachCount.objects.filter(kind=kind, object_id__in=audiences).order_by("opened_on"):
        newest[reach.object_id] = reach
    running = [reach.pk for reach in newest.values() if reach.seen is None]
    counted = dict(
        Seen.objects.filter(reach_id__in=running).values_list("reach_id").annotate(number=Count("token")).order_by()
    )
    sizes = size_by_audience(audience for audience in audiences.values() if audience is not None)
    found = {}
    for pk, audience in audiences.items():
        reach = newest.get(pk)
        if reach is not None and reach.seen is not None:
            found[pk] = figure(reach.seen, reach.audience_size or 0)
        else:
            found[pk] = figure(counted.get(reach.pk, 0) if reach else 0, sizes.get(audience, 0))
    return found


def size_by_audience(audiences: Iterable[int]) -> dict[int | None, int]:
    """How many people each audience has."""
    return {audience: readers_of(audience).count() for audience in set(audiences)}
