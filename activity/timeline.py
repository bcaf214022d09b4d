"""The personal timeline. Read, never fanned out: privacy, leaving, unfollowing and muting bite at the next load."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth import get_user_model
from django.db.models import Model
from wagtail.models import Page

from access.kinds import kinds
from access.loading import loader
from access.reach import reach
from activity.keys import LANES, MASK, by_model, key_for, key_of, model_of
from activity.models import Activity, Verb
from activity.ranking import Reason, Term, terms_of
from activity.registry import Card, card_for
from activity.sql import Reading, newest
from activity.stand import Stand, stand_of

SIZE = 20
RANKED_WINDOW = 120
NEWCOMER = 3
"""Who follows fewer things than this also meets what colleagues they do not follow have to say."""

Loader = Callable[[Model, list[int]], dict[int, Model]]


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


@dataclass(frozen=True)
class TimelinePage:
    """A page of entries. `next_before` leads to the older ones, None at the end; `newest` is the id for `newer`."""

    entries: list[Entry]
    next_before: str | None
    newest: int
    order: str


def timeline(
    user,
    *,
    before: int | str | None = None,
    lane: str = "all",
    order: str | None = None,
    size: int = SIZE,
    load: Mapping[type[Model], Loader] | None = None,
) -> TimelinePage:
    """What this person meets, and may see, older than `before` (a `next_before`). ValueError for a wrong `before`.

    Two queries (one if the reader's stand was asked before), and one per kind of thing on the page. `order` is what the
    reader chose unless given. `load` replaces the loader of a model, for a caller that needs more in the same query.
    """
    stand = stand_of(user)
    order = order or stand.order
    anchor, offset = _cursor(before)
    limit = RANKED_WINDOW if order == "ranked" else 2 * size + 1
    sources, lane_number = _sources(stand, lane)
    rows = newest(
        Reading(
            sources=sources,
            reach=reach(user),
            mutes=stand.mutes,
            lane=lane_number,
            before=anchor,
            colleagues=_people(stand) if order == "ranked" else (),
            limit=limit,
        )
    )
    top = rows[0].pk if rows else 0
    complete = len(rows) < limit
    groups, terms = _group(rows, user, stand), {}
    since = rows[0].created_at if rows and order == "ranked" else None
    following: str | None
    if order == "ranked":
        for group in groups:
            terms[group[0].pk] = terms_of(group, stand, get_user_model(), since)
        groups.sort(key=lambda group: (-sum(term.points for term in terms[group[0].pk]), -group[0].pk))
        chosen = groups[offset : offset + size]
        if offset + size < len(groups):
            following = f"{anchor or top + 1}.{offset + size}"
        else:
            following = None if complete else str(rows[-1].pk)
    else:
        chosen, following = _first(groups, rows, size, complete, user, stand)
        terms = {group[0].pk: terms_of(group, stand, get_user_model(), None) for group in chosen}
    entries = _load(user, chosen, terms, order, load or {})
    return TimelinePage(entries=entries, next_before=following, newest=top, order=order)


def newer(user, *, after: int, lane: str = "all", most: int = 20) -> int:
    """How many entries came to the top since `after`, at most `most`. A cheap question for a page that is open."""
    stand = stand_of(user)
    sources, number = _sources(stand, lane)
    reading = Reading(sources=sources, reach=reach(user), mutes=stand.mutes, lane=number, after=after, limit=most)
    return sum(_rises(group) for group in _group(newest(reading), user, stand))


def latest_of(user, source: Model, *, size: int = 5, load: Mapping[type[Model], Loader] | None = None) -> list[Entry]:
    """The newest of one source (a person, a topic) that this person may see, for the page of that source."""
    limit = 2 * size + 1
    rows = newest(Reading(sources=[key_of(source)], reach=reach(user), mutes=stand_of(user).mutes, limit=limit))
    groups = _first(_group(rows), rows, size, len(rows) < limit)[0]
    terms = {group[0].pk: [Term(Reason.PAGE, 0)] for group in groups}
    return _load(user, groups, terms, "newest", load or {})


def _cursor(before: int | str | None) -> tuple[int | None, int]:
    if before is None or before == "":
        return None, 0
    anchor, _, offset = str(before).partition(".")
    if not anchor.isascii() or not anchor.isdigit() or len(anchor) > 18:
        raise ValueError("A timeline position is a number.")
    if offset and not (offset.isascii() and offset.isdigit() and len(offset) < 5):
        raise ValueError("A timeline position is a number.")
    return int(anchor), int(offset or 0)


def _sources(stand: Stand, lane: str) -> tuple[list[int], int | None]:
    """What is read for a lane, and the lane it is limited to. Everybody reads what the organisation says, and where
    they take part themselves."""
    colleagues = list(stand.follows | stand.talks)
    if len(stand.follows) < NEWCOMER:
        colleagues.append(LANES["colleagues"])
    match lane:
        case "organisation" | "systems":
            return [LANES[lane]], LANES[lane]
        case "colleagues":
            return colleagues, LANES["colleagues"]
    return [LANES["organisation"], *colleagues], None


def _people(stand: Stand) -> list[int]:
    """The ids of the people one follows, without the muted."""
    user_model = get_user_model()
    first, last = key_for(user_model, 0), key_for(user_model, MASK)
    return [key - first for key in stand.follows - stand.mutes if first <= key <= last]


def _group(rows: list[Activity], user=None, stand: Stand | None = None) -> list[list[Activity]]:
    """What colleagues did on one thing goes together; an announcement stands alone. In the order of their places: for
    a reader (`user` and `stand`) that of what lifted it, on the page of a source that of the newest."""
    groups: dict[tuple, list[Activity]] = {}
    for row in rows:
        key = (row.verb, row.place) if row.verb == Verb.COMMENTED else (row.verb, row.thing, row.pk)
        groups.setdefault(key, []).append(row)
    found = list(groups.values())
    if stand is None:
        return found
    # One's own words are news to nobody; they show where one follows what they are about.
    found = [group for group in found if not all(_only_mine(row, user, stand) for row in group)]
    return sorted(found, key=lambda group: -_place_in_list(group, user, stand))


def _place_in_list(group: list[Activity], user=None, stand: Stand | None = None) -> int:
    """The id of the activity at whose place the group stands. A new comment lifts a conversation for who follows it,
    its page or somebody in it, or takes part, and only once in a while; for others it stays where it began."""
    if stand is None or group[0].verb != Verb.COMMENTED:
        return group[0].pk
    concerned = stand.follows | stand.talks
    lifting = (row.pk for row in group if row.lifts and row.matched & concerned)
    return next(lifting, group[-1].pk)


def _rises(group: list[Activity]) -> bool:
    """Whether something new came to the top with it, and not only into a conversation that stays where it is."""
    return group[0].verb != Verb.COMMENTED or any(row.lifts for row in group)


def _only_mine(row: Activity, user, stand: Stand) -> bool:
    return row.actor_id == user.pk and row.verb == Verb.COMMENTED and not row.matched & stand.follows


def _first(groups, rows, size, complete, user=None, stand=None) -> tuple[list[list[Activity]], str | None]:
    """The first `size` groups, and where the next page begins. Rows below the last of them are left to that page."""
    if len(groups) <= size:
        return groups, None if complete else str(rows[-1].pk)
    end = _place_in_list(groups[size], user, stand)
    return [[row for row in group if row.pk > end] for group in groups[:size]], str(end + 1)


def _load(user, groups, terms, order, loaders) -> list[Entry]:
    """The entries whose thing and place this person may see: one query per model."""
    wanted = [key for group in groups for row in group for key in (row.thing, row.place)]
    subjects = {term.key for group in groups for term in terms[group[0].pk] if term.key}
    things: dict[int, Model] = {}
    for load, pks in _loads(wanted, loaders):
        for thing in load(user, pks).values():
            things[key_of(thing)] = thing
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
    _name_subjects(user, entries, subjects, things, loaders)
    return entries


def _loads(keys, loaders: Mapping[type[Model], Loader]) -> list[tuple[Loader, list[int]]]:
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


def _name_subjects(user, entries, subjects, things, loaders) -> None:
    """Give the terms the things they speak of: authors are loaded already, topics cost one query."""
    missing = {key for key in subjects if key not in things}
    for load, pks in _loads(missing, loaders):
        for thing in load(user, pks).values():
            things[key_of(thing)] = thing
    for entry in entries:
        for term in entry.terms:
            term.subject = things.get(term.key) if term.key else None
        # What one follows but may no longer see gives no reason, and no weight either.
        entry.terms = [term for term in entry.terms if not term.key or term.subject is not None]


__all__ = ["Entry", "TimelinePage", "newer", "timeline"]
