"""Tell people something, and what people do with what they were told."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model

from activity.keys import key_for, key_of
from activity.records import audience_for
from activity.registry import card_for
from notifications.choosing import choose, choose_preset, choose_rhythm
from notifications.hiding import hide
from notifications.models import Broadcast
from notifications.reading import (
    mark_all_read,
    mark_opened,
    mark_read,
    mark_seen,
    mark_unread,
    undo_mark_all_read,
)
from notifications.registry import get
from notifications.sending import hold, tell_now
from notifications.tasks import open_windows, tell_batch
from notifications.telling import is_past, now_stamp, told_at

__all__ = [
    "announce",
    "choose",
    "choose_preset",
    "choose_rhythm",
    "mark_all_read",
    "mark_opened",
    "mark_read",
    "mark_seen",
    "mark_unread",
    "notify",
    "take_back",
    "told_at",
    "undo_mark_all_read",
]

BATCH = 1000
LONGEST_TEXT = 300


@transaction.atomic
def notify(
    kind: str,
    thing: Model,
    *,
    to: Iterable[int],
    event_id: str,
    by: int | None = None,
    place: Model | None = None,
    newest: Model | None = None,
    reason: Model | None = None,
    text: str = "",
) -> int:
    """Tell these people (ids) that something happened with `thing`: one line per person, kind family and thing.

    Idempotent by `event_id`, any word that names what happened ("review 12 2026-11-25"). Whoever may not read the
    thing at this moment, is `by`, muted it or switched the kind off hears nothing. `place` is what the thing belongs
    to (by itself the page of a comment), `newest` what the link leads to when that is not the thing (the new comment
    on a page), `reason` the thing that the kind's reason names (a followed topic), `text` a few words that are not
    somebody's to take away again (the reason of a moderator). More than a thousand people are one task per thousand.
    Returns how many were told now. LookupError for a kind that nobody registered.
    """
    found, place = get(kind), place or _place_of(thing)
    event = {
        "kind": found.code,
        "event_id": str(event_uuid(event_id)),
        "thing": key_of(thing),
        "place": key_of(place),
        "newest": key_of(newest or thing),
        "holds": sorted({key_of(hold) for hold in (thing, place, *_sources_of(place))} | _person(by)),
        "reason": key_of(reason) if reason is not None else 0,
        "by": by,
        "text": text[:LONGEST_TEXT],
    }
    people, told = iter(sorted(set(to))), 0
    first = list(islice(people, BATCH))
    while batch := list(islice(people, BATCH)):
        tell_batch.enqueue(event, batch)
    if first:
        told = tell_now(event, first)
    return told


@transaction.atomic
def announce(kind: str, thing: Model, *, event_id: str, by: int | None = None) -> Broadcast | None:
    """Tell every reader of a thing: one row, whoever they are. None when it is not there (any more)."""
    get(kind)
    if not hold(key_of(thing)):
        return None
    stamp = now_stamp()
    broadcast, is_new = Broadcast.objects.get_or_create(
        event_id=event_uuid(event_id),
        defaults={
            "kind": kind,
            "thing": key_of(thing),
            "audience_id": audience_for(thing),
            "by_id": by,
            "stamp": stamp,
            "created_at": datetime.fromtimestamp(stamp / 1_000_000, tz=UTC),
        },
    )
    if is_new and not is_past():
        open_windows.enqueue(broadcast.audience_id)
    return broadcast


@transaction.atomic
def take_back(thing: Model) -> None:
    """Nobody needs to hear of this any more: it leaves every list and count. What is told later shows."""
    hide(key_of(thing))


def event_uuid(name: str) -> UUID:
    """The id of an event of the house as it is; any other word made into one."""
    try:
        return UUID(name)
    except ValueError:
        return uuid5(NAMESPACE_URL, f"kring:{name}")


def _place_of(thing: Model) -> Model:
    card = card_for(type(thing))
    return card.place(thing) if card else thing


def _sources_of(place: Model) -> list[Model]:
    card = card_for(type(place))
    return card.sources(place) if card else []


def _person(by: int | None) -> set[int]:
    return set() if by is None else {key_for(get_user_model(), by)}
