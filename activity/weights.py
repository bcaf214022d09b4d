"""How heavy each term of "For you" is, and how much of one page one author may fill: chosen for the organisation."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from activity.models import Weighing

KEPT_FOR = 60
CACHE_KEY = "activity:weights"
PERMISSION = "activity.change_weighing"


@dataclass(frozen=True)
class Weights:
    """Points per term. `seen` and `less` are taken off; the last two are numbers of entries."""

    follows_author: int = 30
    follows_thing: int = 25
    follows_topic: int = 20
    next_topic: int = 5
    follows_container: int = 20
    member: int = 22
    takes_part: int = 25
    mentioned: int = 35
    organisation: int = 10
    newcomer: int = 5
    response: int = 6
    targeted: int = 8
    fresh: int = 24
    quiet: int = 10
    seen: int = 15
    less: int = 30
    author_cap: int = 3
    container_cap: int = 6


LIMITS = {field.name: (0, 100) for field in fields(Weights)} | {"author_cap": (1, 20), "container_cap": (1, 20)}


def current() -> Weights:
    """What counts now; another process may know it a minute later."""
    found = cache.get(CACHE_KEY)
    if found is None:
        newest = Weighing.objects.order_by("-pk").values_list("weights", flat=True).first()
        found = _read(newest or {})
        cache.set(CACHE_KEY, found, KEPT_FOR)
    return found


@transaction.atomic
def choose(weights: Weights, *, by) -> Weighing | None:
    """Let these weights count from now on; None when they already did. What changed stands in the log of the CMS."""
    if not by.has_perm(PERMISSION):
        raise PermissionDenied("You may not change the order of the timeline.")
    newest = Weighing.objects.order_by("-pk").first()
    before = _read(newest.weights if newest else {})
    changed = {name: [old, new] for name, old, new in _pairs(before, weights) if old != new}
    if not changed:
        return None
    made = Weighing.objects.create(weights=asdict(weights), made_by=by)
    log(made, "activity.weights", user=by, data={"changed": changed})
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))
    return made


def _pairs(before: Weights, after: Weights):
    old, new = asdict(before), asdict(after)
    return [(name, old[name], new[name]) for name in old]


def _read(stored: Mapping[str, int]) -> Weights:
    """What an earlier version stored: terms it did not know have their usual weight."""
    known = {field.name for field in fields(Weights)}
    return Weights(**{name: value for name, value in stored.items() if name in known})
