"""The order "For you": by score, and fair. On one page no colleague and no community has more than its share; what
finds no place is not repeated page after page, but counted under the last that did."""

from collections import Counter
from dataclasses import dataclass, field

from activity.keys import LANES
from activity.models import Activity
from activity.ranking import Judge, Reason, Term


@dataclass
class Arranged:
    """Groups in their order with the terms of each (by the id of its newest activity), and what was left over: how
    many, and of which community (0: of its author), by the id of the group under which that is said."""

    groups: list[list[Activity]] = field(default_factory=list)
    terms: dict[int, list[Term]] = field(default_factory=dict)
    more: dict[int, tuple[int, int]] = field(default_factory=dict)


def arrange(groups: list[list[Activity]], judge: Judge, page: int) -> Arranged:
    """All of these, in pages of this size."""
    found = Arranged(terms={group[0].pk: judge.terms_of(group) for group in groups})
    scores = {pk: sum(term.points for term in terms) for pk, terms in found.terms.items()}
    left = sorted(groups, key=lambda group: (-scores[group[0].pk], -group[0].pk))
    while left:
        taken, rest, last = _page(left, found.terms, judge, page)
        found.groups += taken
        if len(taken) < page:  # nothing but what had its share is left
            _count(rest, last, found, judge)
            break
        left = rest
    return found


def quiet_people(rows: list[Activity]) -> frozenset[int]:
    """The ids of who did one thing in a window with enough in it to be overlooked."""
    if len(rows) < ENOUGH:
        return frozenset()
    counted = Counter(row.actor_id for row in rows if row.actor_id)
    return frozenset(person for person, times in counted.items() if times == 1)


ENOUGH = 12


def _page(left, terms, judge: Judge, size: int) -> tuple[list, list, dict]:
    """One page, what is left for the next, and the last group on it of each author and community."""
    taken: list[list[Activity]] = []
    rest: list[list[Activity]] = []
    used: Counter[tuple[str, int]] = Counter()
    last: dict[tuple[str, int], int] = {}
    for group in left:
        sharers = _sharers(group, terms[group[0].pk], judge)
        if len(taken) < size and all(used[sharer] < cap for sharer, cap in sharers.items()):
            taken.append(group)
            for sharer in sharers:
                used[sharer] += 1
                last[sharer] = group[0].pk
        else:
            rest.append(group)
    return taken, rest, last


def _sharers(group: list[Activity], terms: list[Term], judge: Judge) -> dict[tuple[str, int], int]:
    """Whose share this entry takes, with how large a share may be. What the organisation says, and what mentions the
    reader, takes nobody's."""
    newest = group[0]
    if LANES["organisation"] in newest.matched or any(term.reason == Reason.MENTIONED for term in terms):
        return {}
    sharers = {("author", newest.actor_id): judge.weights.author_cap} if newest.actor_id else {}
    containers = (key for key in newest.matched if key >> 40 in judge.containers)
    return sharers | {("container", key): judge.weights.container_cap for key in containers}


def _count(rest, last: dict, found: Arranged, judge: Judge) -> None:
    for group in rest:
        sharers = [sharer for sharer in _sharers(group, found.terms[group[0].pk], judge) if sharer in last]
        if sharers:
            kind, number = sharers[0]
            under = last[kind, number]
            more = found.more.get(under, (0, 0))[0]
            found.more[under] = (more + 1, number if kind == "container" else 0)
