"""What happened since the last visit, as a list that ends: what is about you first, nobody too often, one quiet voice
and one from another table. The same on every load until something changes, because nothing in it depends on the clock.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.reach import reach
from activity import weights as weighing
from activity.entry import Entry, load_entries
from activity.grouping import group
from activity.keys import LANES, key_for
from activity.ranking import FOLLOWED, Judge, Reason
from activity.sql import Reading, newest
from activity.stand import stand_of
from activity.timeline import judge_for, ranked_rows
from activity.visits import baseline_of, done_of
from home.elsewhere import acted_on, read_in_notifications, read_on_top
from people.models import Profile

PER_AUTHOR = 2
ELSEWHERE_WINDOW = 60
FIRST_TIME = timedelta(days=7)

# In this order; how many of each at most. Together: a list that can be read to its end.
SECTIONS: dict[str, tuple[str | Promise, int]] = {
    "you": (_("About you"), 5),
    "organisation": (_("From the organisation"), 4),
    "followed": (_("From what you follow"), 4),
    "quiet": (_("A quiet voice"), 1),
    "outside": (_("From another table"), 1),
}


@dataclass
class Item:
    """One entry of the list."""

    entry: Entry
    is_done: bool


@dataclass
class CatchUp:
    """The list. `since` is None for who never visited; `upto` is the activity to which finishing leads."""

    since: datetime | None
    upto: int
    sections: list[tuple[str, list[Item]]] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        return [item for _name, items in self.sections for item in items]

    @property
    def left(self) -> int:
        """How many are not ticked off."""
        return sum(not item.is_done for item in self.items)

    @property
    def minutes(self) -> int:
        """How long reading those takes, at least one."""
        seconds = sum(item.entry.card.seconds(item.entry.thing) for item in self.items if not item.is_done)
        return max(1, ceil(seconds / 60))


def catch_up(user) -> CatchUp:
    """This person's list. About fifteen queries, however much happened."""
    stand, base = stand_of(user), baseline_of(stand_of(user).visit)
    rows = _since(ranked_rows(user, stand, after=base.number), base.at)
    strangers = _since(_elsewhere(user, stand, base.number), base.at)
    upto = max((row.pk for row in (*rows, *strangers)), default=base.number)
    if not rows and not strangers:
        return CatchUp(base.at, upto)
    judge, named = judge_for(user, stand, rows or strangers, weighing.current(), {})
    groups = group(rows, user, stand)
    known = {each[0].pk for each in groups}
    others = [each for each in group(strangers, user, stand) if each[0].pk not in known]
    acted, told = acted_on(user, groups + others, base.number), read_in_notifications(user, groups + others)
    news = [each for each in groups + others if acted.get(each[0].place, 0) < each[0].pk and each[0].pk not in told]
    terms = {each[0].pk: judge.terms_of(each) for each in news}
    by_score = sorted(news, key=lambda each: (-sum(term.points for term in terms[each[0].pk]), -each[0].pk))
    entries = load_entries(user, by_score, terms, "ranked", {}, named)
    read = read_on_top(user, entries)
    chosen = _choose(user, [entry for entry in entries if entry.id not in read], known, judge)
    done = done_of(user)
    sections = [
        (str(title), [Item(entry, entry.id in done) for entry in chosen[name]])
        for name, (title, _most) in SECTIONS.items()
        if chosen[name]
    ]
    return CatchUp(base.at, upto, sections)


def _since(rows: list, at: datetime | None) -> list:
    """For who never visited: the last days, counted from midnight, so that the list stays the same for a day."""
    if at is not None:
        return rows
    first = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - FIRST_TIME
    return [row for row in rows if row.created_at >= first]


def _elsewhere(user, stand, after: int) -> list:
    """What colleagues say to each other, whoever follows them."""
    reading = Reading(
        sources=[LANES["colleagues"]], reach=reach(user), mutes=stand.mutes, after=after, limit=ELSEWHERE_WINDOW
    )
    return newest(reading)


def _choose(user, entries: list[Entry], known: set[int], judge: Judge) -> dict[str, list[Entry]]:
    """The entries of each section. They come by score, so each section takes the best that has a place."""
    chosen: dict[str, list[Entry]] = {name: [] for name in SECTIONS}
    used: Counter = Counter()
    for name in ("you", "organisation", "followed"):
        for entry in entries:
            if entry.id in known and _section(entry, judge) == name:
                _take(entry, name, chosen, used)
    taken = {entry.id for part in chosen.values() for entry in part}
    heard = {_author(entry) for part in chosen.values() for entry in part}
    voices = Counter(_author(entry) for entry in entries if entry.id in known)
    for entry in entries:
        if _author(entry) not in heard and voices[_author(entry)] == 1 and _follows_author(entry):
            _take(entry, "quiet", chosen, used)
    for entry in _from_outside(user, [entry for entry in entries if entry.id not in taken], judge):
        if _author(entry) not in heard and entry not in chosen["quiet"]:
            _take(entry, "outside", chosen, used)
    return chosen


def _take(entry: Entry, name: str, chosen: dict[str, list[Entry]], used: Counter) -> None:
    author = _author(entry)
    is_free = entry.lane == "organisation" or author is None or name == "you"
    if len(chosen[name]) < SECTIONS[name][1] and (is_free or used[author] < PER_AUTHOR):
        chosen[name].append(entry)
        used[author] += not is_free


def _section(entry: Entry, judge: Judge) -> str:
    reasons = {term.reason for term in entry.terms}
    if Reason.MENTIONED in reasons or any(row.place in judge.stand.talks for row in entry.activities):
        return "you"
    if entry.lane == "organisation":
        return "organisation"
    return "followed" if reasons & FOLLOWED else ""


def _author(entry: Entry) -> Model | None:
    return entry.actors[0] if entry.actors else None


def _follows_author(entry: Entry) -> bool:
    return any(term.reason == Reason.FOLLOWS_AUTHOR for term in entry.terms)


def _from_outside(user, entries: list[Entry], judge: Judge) -> list[Entry]:
    """What somebody of another department says whom this person does not follow. One query."""
    user_type, follows = get_user_model(), judge.stand.follows
    candidates = [
        entry
        for entry in entries
        if entry.lane == "colleagues"
        and (author := _author(entry))
        and author != user
        and key_for(user_type, author.pk) not in follows
    ]
    people = {user.pk, *(entry.actors[0].pk for entry in candidates)}
    profiles = Profile.objects.visible_to(user).filter(user_id__in=people)
    departments = dict(profiles.values_list("user_id", "department_id"))
    own = departments.get(user.pk)
    return [entry for entry in candidates if departments.get(entry.actors[0].pk, own) != own]
