"""One card of a timeline, and loading what it shows: one query per kind of thing, asked of the visibility rule."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.db.models import Model
from wagtail.models import Page

from access.kinds import kinds
from access.loading import loader
from activity.keys import by_model, key_of, model_of
from activity.models import Activity, Verb
from activity.ranking import Term
from activity.registry import Card, card_for

Loader = Callable[[Model, list[int]], dict[int, Model]]
Loaders = Mapping[type[Model], Loader]


@dataclass
class Entry:
    """One card: a thing, or what several colleagues did on one thing."""

    activities: list[Activity]
    thing: Model
    place: Model
    card: Card
    terms: list[Term]
    order: str
    actors: list = field(default_factory=list)
    more: int = 0
    """How much more there is of its author or community, which found no place on a ranked page."""
    container: Model | None = None
    """The community that `more` is about; None when it is about the author."""

    @property
    def id(self) -> int:
        """The id of the newest activity in it."""
        return self.activities[0].pk

    @property
    def verb(self) -> Verb:
        return Verb(self.activities[0].verb)

    @property
    def created_at(self):
        return self.activities[0].created_at

    @property
    def lane(self) -> str:
        return self.card.lane

    @property
    def count(self) -> int:
        """How many people it is about."""
        return max(1, len(self.actors))

    @property
    def score(self) -> int:
        return sum(term.points for term in self.terms)

    def share(self, term: Term) -> int:
        """Which part of what speaks for the entry this term is, in hundredths; 0 for what speaks against it."""
        total = sum(each.points for each in self.terms if each.points > 0)
        return round(100 * term.points / total) if term.points > 0 else 0


def load_entries(user, groups, terms, order: str, loaders: Loaders, named: dict[int, Model]) -> list[Entry]:
    """The entries whose thing and place this person may see. `named` are followed things that were loaded before."""
    wanted = [key for group in groups for row in group for key in (row.thing, row.place)]
    subjects = {term.key for group in groups for term in terms[group[0].pk] if term.key}
    things = dict(named)
    things |= load_things(user, [key for key in wanted if key not in things], loaders)
    entries = []
    for group in groups:
        visible = [row for row in group if row.thing in things and row.place in things]
        model = model_of(group[0].thing)
        card = card_for(model) if visible and model else None
        if card is None or card.is_elsewhere(things[visible[0].thing]):
            continue
        entry = Entry(
            activities=visible,
            thing=things[visible[0].thing],
            place=things[visible[0].place],
            card=card,
            terms=terms[group[0].pk],
            order=order,
        )
        entry.actors = list(dict.fromkeys(actor for row in visible if (actor := card.actor(things[row.thing]))))
        entries.append(entry)
        things |= {key_of(actor): actor for actor in entry.actors}
    things |= load_things(user, [key for key in subjects if key not in things], loaders)
    for entry in entries:
        for term in entry.terms:
            term.subject = things.get(term.key) if term.key else None
        # What one follows but may no longer see gives no reason, and no weight either.
        entry.terms = [term for term in entry.terms if not term.key or term.subject is not None]
    return entries


def load_things(user, keys: Iterable[int], loaders: Loaders) -> dict[int, Model]:
    """The things with these numbers that this person may see, by number."""
    found: dict[int, Model] = {}
    for load, pks in _loads(keys, loaders):
        for thing in load(user, pks).values():
            found[key_of(thing)] = thing
    return found


def _loads(keys, loaders: Loaders) -> list[tuple[Loader, list[int]]]:
    """Which loader is asked for which primary keys. Pages without a card are one query, whatever their classes."""
    loads, plain = [], []
    for model, pks in by_model(keys).items():
        card = card_for(model)
        if model in loaders:
            loads.append((loaders[model], pks))
        elif card:
            loads.append((card.load, pks))
        elif issubclass(model, Page):
            plain += pks
        else:
            loads.append((_visible(model), pks))
    if plain:
        loads.append((_visible(Page), plain))
    return loads


@cache
def _visible(model: type[Model]) -> Loader:
    for kind in kinds():
        if issubclass(model, kind.model):
            return loader(kind.visible_to)
    return lambda user, pks: {}
