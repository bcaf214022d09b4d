"""Why something is in a timeline, in named terms. The order "For you" is their sum, and the explanation is the same
terms in words: one list, so that they cannot disagree."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.models import Audience
from activity.keys import LANES, key_for
from activity.models import Activity
from activity.stand import Stand


class Reason(StrEnum):
    """The terms."""

    FOLLOWS_AUTHOR = "follows_author"
    FOLLOWS_THING = "follows_thing"
    FOLLOWS_TOPIC = "follows_topic"
    TAKES_PART = "takes_part"
    ORGANISATION = "organisation"
    NEWCOMER = "newcomer"
    RESPONSES = "responses"
    TARGETED = "targeted"
    FRESH = "fresh"
    PAGE = "page"


POINTS = {
    Reason.FOLLOWS_AUTHOR: 30,
    Reason.FOLLOWS_THING: 25,
    Reason.FOLLOWS_TOPIC: 20,
    Reason.TAKES_PART: 25,
    Reason.ORGANISATION: 10,
    Reason.NEWCOMER: 5,
    Reason.TARGETED: 8,
}
POINTS_NEXT_TOPIC = 5  # an item under many topics is not better for it
POINTS_PER_RESPONSE, MOST_RESPONSES = 6, 5
FRESH_POINTS, FRESH_HOURS = 24, 3


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
            case Reason.FOLLOWS_AUTHOR | Reason.FOLLOWS_THING | Reason.FOLLOWS_TOPIC:
                return _("You follow %(name)s.") % {"name": name_of(self.subject)}
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
            case Reason.FRESH:
                return _("It is recent.")
            case Reason.PAGE:
                return _("It belongs to the page you are on.")


def name_of(thing: Model | None) -> str:
    """What a person, page or topic is called."""
    if thing is None:
        return _("this")
    if hasattr(thing, "get_full_name"):
        return thing.get_full_name() or str(thing)
    return str(getattr(thing, "title", None) or thing)


def terms_of(activities: list[Activity], stand: Stand, user_model, anchor: datetime | None) -> list[Term]:
    """The terms of one entry, which may stand for several activities. `anchor` is the time of the newest activity of
    the window, so that the pages of one reading agree; None when time alone makes the order."""
    matched = frozenset().union(*(activity.matched for activity in activities))
    authors = {key_for(user_model, activity.actor_id) for activity in activities if activity.actor_id}
    place, newest = activities[0].place, activities[0]
    terms: list[Term] = []
    for key in sorted(matched & stand.follows):
        reason = (
            Reason.FOLLOWS_AUTHOR if key in authors else Reason.FOLLOWS_THING if key == place else Reason.FOLLOWS_TOPIC
        )
        seen = any(term.reason == Reason.FOLLOWS_TOPIC for term in terms)
        points = POINTS_NEXT_TOPIC if seen and reason == Reason.FOLLOWS_TOPIC else POINTS[reason]
        terms.append(Term(reason, points, key=key))
    if place in matched & stand.talks - stand.follows:
        terms.append(Term(Reason.TAKES_PART, POINTS[Reason.TAKES_PART]))
    terms.sort(key=lambda term: -term.points)
    if LANES["organisation"] in matched:
        terms.append(Term(Reason.ORGANISATION, POINTS[Reason.ORGANISATION]))
    elif not terms:
        terms.append(Term(Reason.NEWCOMER, POINTS[Reason.NEWCOMER]))
    if responses := min(max(activity.responses for activity in activities), MOST_RESPONSES):
        count = max(activity.responses for activity in activities)
        terms.append(Term(Reason.RESPONSES, responses * POINTS_PER_RESPONSE, count=count))
    if newest.audience_id != Audience.EVERYONE_ID:
        terms.append(Term(Reason.TARGETED, POINTS[Reason.TARGETED]))
    if anchor is not None:
        hours = max(0, int((anchor - newest.created_at).total_seconds() // 3600))
        if fresh := max(0, FRESH_POINTS - hours // FRESH_HOURS):
            terms.append(Term(Reason.FRESH, fresh))
    return terms
