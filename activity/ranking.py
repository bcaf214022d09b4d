"""Why something is in a timeline, in named terms. The order "For you" is their sum, and the explanation is the same
terms in words: one list, so that they cannot disagree."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.models import Audience
from activity.keys import LANES, key_for, mention_key
from activity.models import Activity
from activity.stand import Stand
from activity.weights import Weights


class Reason(StrEnum):
    """The terms."""

    MENTIONED = "mentioned"
    FOLLOWS_AUTHOR = "follows_author"
    FOLLOWS_THING = "follows_thing"
    MEMBER = "member"
    FOLLOWS_CONTAINER = "follows_container"
    FOLLOWS_TOPIC = "follows_topic"
    TAKES_PART = "takes_part"
    ORGANISATION = "organisation"
    NEWCOMER = "newcomer"
    RESPONSES = "responses"
    TARGETED = "targeted"
    QUIET = "quiet"
    FRESH = "fresh"
    SEEN = "seen"
    LESS = "less"
    PAGE = "page"


FOLLOWED = {Reason.FOLLOWS_AUTHOR, Reason.FOLLOWS_THING, Reason.FOLLOWS_TOPIC, Reason.FOLLOWS_CONTAINER, Reason.MEMBER}
MOST_RESPONSES = 5
FRESH_HOURS = 3
"""For each of these hours that an entry is older than the newest, it loses a point of its freshness."""


@dataclass
class Term:
    """One reason: how much it weighs, what it is about (a number of `activity.keys`, or a count), and, once loaded,
    the followed thing itself."""

    reason: Reason
    points: int
    key: int = 0
    count: int = 0
    subject: Model | None = None

    @property
    def sentence(self) -> str:
        """The reason in words, concrete and checkable."""
        match self.reason:
            case Reason.MENTIONED:
                return _("You were mentioned.")
            case Reason.FOLLOWS_AUTHOR | Reason.FOLLOWS_THING | Reason.FOLLOWS_TOPIC | Reason.FOLLOWS_CONTAINER:
                return _("You follow %(name)s.") % {"name": name_of(self.subject)}
            case Reason.MEMBER:
                return _("You are a member of %(name)s.") % {"name": name_of(self.subject)}
            case Reason.TAKES_PART:
                return _("You take part in this conversation.")
            case Reason.ORGANISATION:
                return _("The organisation shows this to everyone who may read it.")
            case Reason.NEWCOMER:
                return _("You follow few colleagues and topics yet, so you see what others talk about.")
            case Reason.RESPONSES:
                return ngettext(
                    "%(num)d person you follow responded.", "%(num)d people you follow responded.", self.count
                ) % {"num": self.count}
            case Reason.TARGETED:
                return _("It is meant for a group that you belong to.")
            case Reason.QUIET:
                return _("%(name)s does not say much, so this stands higher.") % {"name": name_of(self.subject)}
            case Reason.FRESH:
                return _("It is recent.")
            case Reason.SEEN:
                return _("It was here at your last visit, so it stands lower.")
            case Reason.LESS:
                return _("You asked for less of %(name)s.") % {"name": name_of(self.subject)}
            case Reason.PAGE:
                return _("It belongs to the page you are on.")


def name_of(thing: Model | None) -> str:
    """What a person, page or topic is called."""
    if thing is None:
        return _("this")
    if hasattr(thing, "get_full_name"):
        return thing.get_full_name() or str(thing)
    return str(getattr(thing, "title", None) or thing)


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Gives an entry its terms, for one reader and one reading.

    `since` is the time of the newest activity of the window, so that the pages of one reading agree; None when time
    alone makes the order, and then only reasons count. `visible` are the followed things that may be named; None for
    all of them. `containers` are content types whose things hold others (communities).
    """

    user: Model
    stand: Stand
    weights: Weights
    since: datetime | None = None
    seen_to: int = 0
    visible: frozenset[int] | None = None
    containers: frozenset[int] = frozenset()
    member_of: frozenset[int] = frozenset()
    quiet: Collection[int] = field(default_factory=frozenset)
    """Numbers of the people of whom this reading holds one thing only."""

    def terms_of(self, activities: list[Activity]) -> list[Term]:
        """The terms of one entry, which may stand for several activities."""
        matched = frozenset().union(*(activity.matched for activity in activities))
        author_type = get_user_model()
        authors = {key_for(author_type, activity.actor_id) for activity in activities if activity.actor_id}
        terms = self._relations(matched, authors, activities[0].place)
        if LANES["organisation"] in matched:
            terms.append(Term(Reason.ORGANISATION, self.weights.organisation))
        elif not terms:
            terms.append(Term(Reason.NEWCOMER, self.weights.newcomer))
        if count := max(activity.responses for activity in activities):
            terms.append(Term(Reason.RESPONSES, min(count, MOST_RESPONSES) * self.weights.response, count=count))
        if activities[0].audience_id != Audience.EVERYONE_ID:
            terms.append(Term(Reason.TARGETED, self.weights.targeted))
        if self.since is not None:
            terms += self._only_ranked(activities, matched, authors)
        return terms

    def _relations(self, matched: frozenset[int], authors: set[int], place: int) -> list[Term]:
        """What the reader has to do with it, the heaviest first."""
        terms: list[Term] = []
        if mention_key(self.user.pk) in matched:
            terms.append(Term(Reason.MENTIONED, self.weights.mentioned))
        topics = 0
        for key in sorted(self._named(matched & (self.stand.follows | self.member_of))):
            reason = self._why_followed(key, authors, place)
            points = getattr(self.weights, reason.value)
            if reason == Reason.FOLLOWS_TOPIC:  # an item under many topics is not better for it
                points = self.weights.next_topic if topics else points
                topics += 1
            terms.append(Term(reason, points, key=key))
        if place in matched & self.stand.talks - self.stand.follows:
            terms.append(Term(Reason.TAKES_PART, self.weights.takes_part))
        return sorted(terms, key=lambda term: -term.points)

    def _why_followed(self, key: int, authors: set[int], place: int) -> Reason:
        if key in authors:
            return Reason.FOLLOWS_AUTHOR
        if key == place:
            return Reason.FOLLOWS_THING
        if key >> 40 in self.containers:
            return Reason.MEMBER if key in self.member_of else Reason.FOLLOWS_CONTAINER
        return Reason.FOLLOWS_TOPIC

    def _only_ranked(self, activities: list[Activity], matched: frozenset[int], authors: set[int]) -> list[Term]:
        """What only matters when the order is not that of time."""
        terms, newest = [], activities[0]
        hours = max(0, int((self.since - newest.created_at).total_seconds() // 3600)) if self.since else 0
        if fresh := max(0, self.weights.fresh - hours // FRESH_HOURS):
            terms.append(Term(Reason.FRESH, fresh))
        terms += [
            Term(Reason.QUIET, self.weights.quiet, key=key)
            for key in sorted(authors & set(self.quiet) & self.stand.follows)
        ]
        if newest.pk <= self.seen_to:
            terms.append(Term(Reason.SEEN, -self.weights.seen))
        terms += [
            Term(Reason.LESS, -self.weights.less, key=key) for key in sorted(self._named(matched & self.stand.less))
        ]
        return terms

    def _named(self, keys: frozenset[int]) -> frozenset[int]:
        """Without what may not be named: it gives no reason, and no weight either."""
        return keys if self.visible is None else keys & self.visible
