"""What apps above say about moderation, from `AppConfig.ready()`: who moderates what is inside a place of theirs, and
what waits for a moderator before others read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable

from access.kinds import kind_of
from accounts.identity import known
from activity.keys import join


@dataclass(frozen=True)
class LocalModerators:
    """The moderators of places of one model."""

    model: type[Model]
    moderators: Callable[[Model], Iterable[int]]
    """The ids of the people who moderate this place."""
    moderated_by: Callable[[int | Combinable], QuerySet]
    """The ids of the places that a person moderates, as `.values("place_id")`; asked with an id or an `OuterRef`."""


_local: dict[type[Model], LocalModerators] = {}


def register_local_moderators(
    model: type[Model],
    *,
    moderators: Callable[[Model], Iterable[int]],
    moderated_by: Callable[[int | Combinable], QuerySet],
) -> None:
    """Let the moderators of these places decide about what is inside them."""
    _local[model] = LocalModerators(model, moderators, moderated_by)


def local_moderators() -> list[LocalModerators]:
    """All that was registered."""
    return list(_local.values())


def moderators_of(place: Model | None) -> set[int]:
    """The ids of the people who moderate this place; nobody for what has no moderators of its own."""
    found = _local.get(type(place))
    return set(found.moderators(place)) if found and place is not None else set()


def places_of(user) -> set[int]:
    """The numbers (`activity.keys`) of the places this person moderates: one query per kind of place."""
    return known(user, "moderated_places", lambda: _places_of(user))


def _places_of(user) -> set[int]:
    keys: set[int] = set()
    for found in _local.values():
        content_type_id = ContentType.objects.get_for_model(found.model).pk
        keys |= {join(content_type_id, pk) for row in found.moderated_by(user.pk) for pk in row.values()}
    return keys


_approvals: dict[str, Callable[[Model, Model], bool]] = {}


def register_approval(kind: str, needs_approval: Callable[[Model, Model], bool]) -> None:
    """Ask this of a thing and its author before it is published: whether a moderator reads it first."""
    _approvals[kind] = needs_approval


def needs_approval(thing: Model, author) -> bool:
    """Whether the place into which this is put wants to read it first."""
    asked = _approvals.get(kind_of(thing).name)
    return asked is not None and bool(asked(thing, author))
