"""How much is said about things, for lists of them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model, Q

from access.kinds import kind_of
from comments.models import Discussion


def comments_for(things: Iterable[Model]) -> dict[Model, int]:
    """Thing → number of comments on it, for any mix of kinds, in one query. Things without comments count 0.

    The caller shows these things already, so their comments are visible to the same reader: they share an audience.
    """
    things = list(things)
    names: dict[str, list[int]] = defaultdict(list)
    for thing in things:
        names[kind_of(thing).name].append(thing.pk)
    if not names:
        return {}
    wanted = Q()
    for kind, pks in names.items():
        wanted |= Q(kind=kind, object_id__in=pks)
    rows = Discussion.objects.filter(wanted).values_list("kind", "object_id", "comment_count")
    counts = {(kind, pk): count for kind, pk, count in rows}
    return {thing: counts.get((kind_of(thing).name, thing.pk), 0) for thing in things}
