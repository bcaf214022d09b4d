"""The personal timeline. Read, never fanned out: privacy, leaving, unfollowing and muting bite at the next load.

One interface for the home page and for the page of a person, a topic or a community: `timeline(user, before=…)`.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Model

from access.reach import reach
from activity import weights as weighing
from activity.arranging import Arranged, arrange, quiet_people
from activity.entry import Entry, Loaders, load_entries, load_things
from activity.grouping import first, group, rises
from activity.keys import LANES, MASK, SHIFT, key_for, key_of, mention_key
from activity.models import Activity
from activity.ranking import Judge, Reason, Term
from activity.registry import containers
from activity.sql import Reading, newest
from activity.stand import Stand, stand_of
from activity.visits import baseline_of
from activity.weights import Weights

SIZE = 20
RANKED_WINDOW = 120
NEWCOMER = 3
"""Who follows fewer things than this also meets what colleagues they do not follow have to say."""


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
    of: Model | None = None,
    before: int | str | None = None,
    lane: str = "all",
    order: str | None = None,
    size: int = SIZE,
    load: Loaders | None = None,
) -> TimelinePage:
    """What this person meets, and may see, older than `before` (a `next_before`). ValueError for a wrong `before`.

    With `of` (a person, a topic, a community, a page) what belongs to that, newest first, also when the reader muted
    it: they came to look. Two queries (one if the reader's stand was asked before), and one per kind of thing on the
    page. `order` is what the reader chose unless given. `load` replaces the loader of a model, for a caller that needs
    more in the same query.
    """
    stand = stand_of(user)
    anchor, offset = _cursor(before)
    if of is not None:
        return _of(user, of, stand, anchor, lane, size, load or {})
    order = order or stand.order
    if order == "ranked":
        return _ranked(user, stand, anchor, offset, lane, size, load or {}, weighing.current())
    sources, lane_number = sources_for(user, stand, lane)
    limit = 2 * size + 1
    rows = newest(
        Reading(sources=sources, reach=reach(user), mutes=stand.mutes, lane=lane_number, before=anchor, limit=limit)
    )
    chosen, following = first(group(rows, user, stand), rows, size, len(rows) < limit, user, stand)
    types, members = _containers(user)
    judge = Judge(user=user, stand=stand, weights=PLAIN, containers=types, member_of=members)
    terms = {each[0].pk: judge.terms_of(each) for each in chosen}
    entries = load_entries(user, chosen, terms, order, load or {}, {})
    return TimelinePage(entries, following, rows[0].pk if rows else 0, order)


PLAIN = Weights()


def preview(user, weights: Weights, *, size: int = SIZE) -> list[Entry]:
    """The first page of "For you" as it would be with these weights."""
    return _ranked(user, stand_of(user), None, 0, "all", size, {}, weights).entries


def newer(user, *, after: int, lane: str = "all", most: int = 20) -> int:
    """How many entries came to the top since `after`, at most `most`. A cheap question for a page that is open."""
    stand = stand_of(user)
    sources, number = sources_for(user, stand, lane)
    reading = Reading(sources=sources, reach=reach(user), mutes=stand.mutes, lane=number, after=after, limit=most)
    return sum(rises(each) for each in group(newest(reading), user, stand))


def sources_for(user, stand: Stand, lane: str) -> tuple[list[int], int | None]:
    """What is read for a lane, and the lane it is limited to. Everybody reads what the organisation says, where they
    take part or belong themselves, and where they are mentioned."""
    colleagues = [*(stand.follows | stand.talks | memberships(user)), mention_key(user.pk)]
    if len(stand.follows) < NEWCOMER:
        colleagues.append(LANES["colleagues"])
    match lane:
        case "organisation" | "systems":
            return [LANES[lane]], LANES[lane]
        case "colleagues":
            return colleagues, LANES["colleagues"]
    return [LANES["organisation"], *colleagues], None


def ranked_rows(user, stand: Stand, *, before: int | None = None, after: int | None = None, lane: str = "all"):
    """The window that is ranked: the newest activities, with how many followed colleagues responded."""
    sources, number = sources_for(user, stand, lane)
    reading = Reading(
        sources=sources,
        reach=reach(user),
        mutes=stand.mutes,
        lane=number,
        before=before,
        after=after,
        colleagues=_people(stand),
        limit=RANKED_WINDOW,
    )
    return newest(reading)


def judge_for(user, stand: Stand, rows: list[Activity], weights: Weights, load: Loaders) -> tuple[Judge, dict]:
    """Who gives the terms in this window, and the followed things that were loaded for it. What one follows or wants
    less of is asked of the visibility rule first, so that what may not be named weighs nothing; colleagues may always
    be named, and come with their words."""
    user_type = get_user_model()
    types, members = _containers(user)
    wanted = stand.follows | stand.less | members
    met = frozenset().union(*(row.matched for row in rows)) & wanted
    people = {key for key in met if key_for(user_type, 0) <= key <= key_for(user_type, MASK)}
    named = load_things(user, sorted(met - people), load)
    judge = Judge(
        user=user,
        stand=stand,
        weights=weights,
        since=rows[0].created_at if rows else None,
        seen_to=baseline_of(stand.visit).number,
        visible=frozenset(named) | people,
        quiet=[key_for(user_type, person) for person in quiet_people(rows)],
        containers=types,
        member_of=members,
    )
    return judge, named


def _ranked(user, stand, anchor, offset, lane, size, load, weights: Weights) -> TimelinePage:
    rows = ranked_rows(user, stand, before=anchor, lane=lane)
    judge, named = judge_for(user, stand, rows, weights, load)
    found = arrange(group(rows, user, stand), judge, min(size, SIZE)) if rows else Arranged()
    chosen, following = found.groups[offset : offset + size], None
    if offset + size < len(found.groups):
        following = f"{anchor or rows[0].pk + 1}.{offset + size}"
    elif len(rows) == RANKED_WINDOW:
        following = str(rows[-1].pk)
    entries = load_entries(user, chosen, found.terms, "ranked", load, named)
    for entry in entries:
        entry.more, key = found.more.get(entry.id, (0, 0))
        entry.container = named.get(key)
    return TimelinePage(entries, following, rows[0].pk if rows else 0, "ranked")


def _of(user, source: Model, stand: Stand, anchor, lane: str, size: int, load) -> TimelinePage:
    number, limit = key_of(source), 2 * size + 1
    mutes = stand.mutes - {number}
    reading = Reading(
        sources=[number], reach=reach(user), mutes=mutes, lane=LANES.get(lane), before=anchor, limit=limit
    )
    rows = newest(reading)
    groups, following = first(group(rows), rows, size, len(rows) < limit)
    terms = {each[0].pk: [Term(Reason.PAGE, 0)] for each in groups}
    entries = load_entries(user, groups, terms, "newest", load, {})
    return TimelinePage(entries, following, rows[0].pk if rows else 0, "newest")


def _cursor(before: int | str | None) -> tuple[int | None, int]:
    if before is None or before == "":
        return None, 0
    anchor, _, offset = str(before).partition(".")
    if not anchor.isascii() or not anchor.isdigit() or len(anchor) > 18:
        raise ValueError("A timeline position is a number.")
    if offset and not (offset.isascii() and offset.isdigit() and len(offset) < 5):
        raise ValueError("A timeline position is a number.")
    return int(anchor), int(offset or 0)


def _people(stand: Stand) -> list[int]:
    """The ids of the people one follows, without the muted."""
    user_model = get_user_model()
    first_key, last_key = key_for(user_model, 0), key_for(user_model, MASK)
    return [key - first_key for key in stand.follows - stand.mutes if first_key <= key <= last_key]


def memberships(user) -> frozenset[int]:
    """The numbers of the containers this person is a member of."""
    return frozenset(key_for(model, pk) for model, members_of in containers().items() for pk in members_of(user))


def _containers(user) -> tuple[frozenset[int], frozenset[int]]:
    """The kinds of containers there are, and those this person is a member of."""
    return frozenset(key_for(model, 0) >> SHIFT for model in containers()), memberships(user)


__all__ = ["Entry", "TimelinePage", "newer", "preview", "timeline"]
