"""How a thing shows in timelines: content registers a card per model, and the timeline knows no content by name."""

from collections.abc import Callable, Iterable
from typing import ClassVar, Protocol, TypeVar

from actstream.registry import register as make_actionable
from django.db.models import Model

T = TypeVar("T", bound=Model)


class Card(Protocol):
    """What the owner of a model says about it. Use it as a base class: everything but `template`, `lane` and `load`
    has a sensible answer already."""

    template: ClassVar[str]
    """Jinja template, "components/cards/….html". It gets `thing`, `entry` (a `timeline.Entry`, or None where a thing
    shows outside the timeline) and `is_top`."""
    lane: ClassVar[str]
    """ "organisation", "colleagues" or "systems"."""

    def load(self, user, pks: Iterable[int]) -> dict[int, Model]:
        """These things by primary key, in one query, only those this person may see."""
        ...

    def sources(self, thing: Model) -> list[Model]:
        """What one can follow to meet activities of this thing (author, topics, section); the thing itself is added."""
        return []

    def actor(self, thing: Model) -> Model | None:
        """The person who made it, or None."""

    def place(self, thing: Model) -> Model:
        """What it belongs to: for a comment the page under it; for most things the thing itself."""
        return thing

    def mentions(self, thing: Model) -> Iterable[int]:
        """The people mentioned in it: it reaches their timeline whatever they follow."""
        return ()

    def seconds(self, thing: Model) -> int:
        """How long reading it takes: for the minutes of a catch-up."""
        return 20

    def is_elsewhere(self, thing: Model) -> bool:
        """Whether this reader meets the thing in another shape (the version in their own language): its announcement
        is left out then, what is said about it is not."""
        return False

    def is_pinned(self, thing: Model) -> bool:
        """Whether an editor gave it a place of honour now."""
        return False


MembersOf = Callable[[Model], Iterable[int]]
"""Of a person, the primary keys of the containers they are a member of. Asked by every timeline: let it come along with
the session (`accounts.identity`)."""

_cards: dict[type[Model], Card] = {}
_containers: dict[type[Model], MembersOf] = {}


def register_card(model: type[Model], card_class: type) -> None:
    """Let activities of this model be recorded and shown; called from `AppConfig.ready()` of the app that owns it."""
    _cards[model] = card_class()
    make_actionable(model)


def card_for(model: type[Model]) -> Card | None:
    """The card of exactly this model."""
    return _cards.get(model)


def mutable_types() -> list[type[Model]]:
    """What can be muted as a type: everything but what the organisation says."""
    return [model for model, card in _cards.items() if card.lane != "organisation"]


def register_container(model: type[Model], members_of: MembersOf) -> None:
    """Things of this model hold others (a community its posts), which name it among their `sources`. Members meet what
    is said there, as who follows it does, with a reason of its own; and one of them fills no more than its share of a
    ranked page."""
    _containers[model] = members_of


def containers() -> dict[type[Model], MembersOf]:
    """What was registered."""
    return _containers


def lanes() -> list[str]:
    """The lanes for which at least one kind of content exists, in the order of the filter chips."""
    present = {card.lane for card in _cards.values()}
    return [lane for lane in ("organisation", "colleagues", "systems") if lane in present]
