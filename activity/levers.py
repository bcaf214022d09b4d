"""What a reader can do about each reason: the buttons of "Why am I seeing this?". Each changes the next load."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from access.kinds import kind_of
from activity.entry import Entry
from activity.keys import key_of
from activity.ranking import FOLLOWED, Reason, Term, name_of
from activity.registry import mutable_types
from activity.stand import stand_of
from core.addresses import address


@dataclass(frozen=True)
class Lever:
    """A button that posts one value."""

    label: str
    action: str
    field: str
    value: str


def lever_of(term: Term, entry: Entry, user) -> Lever | None:
    """The button beside this reason."""
    match term.reason:
        case reason if reason in FOLLOWED - {Reason.MEMBER}:
            return Lever(
                _("Unfollow %(name)s") % {"name": name_of(term.subject)}, _on(term.subject, "follow"), "follow", "0"
            )
        case Reason.MEMBER | Reason.QUIET:
            return less_of(term.subject)
        case Reason.LESS:
            label = _("Show %(name)s as usual") % {"name": name_of(term.subject)}
            return Lever(label, _on(term.subject, "less"), "less", "0")
        case Reason.NEWCOMER:
            return less_of(entry.actors[0]) if entry.actors and entry.actors[0] != user else mute_place(entry)
        case Reason.FRESH | Reason.SEEN:
            return newest_first()
    return mute_place(entry)


def general_levers(entry: Entry, user) -> list[Lever]:
    """The buttons that are about the entry as a whole, without those that stand beside a reason."""
    beside = {lever_of(term, entry, user) for term in entry.terms}
    found = [mute_place(entry)]
    if entry.lane != "organisation":
        for actor in entry.actors[:1]:
            if actor != user:
                found += [] if key_of(actor) in stand_of(user).less else [less_of(actor)]
                found.append(Lever(_("Mute %(name)s") % {"name": name_of(actor)}, _on(actor, "mute"), "mute", "1"))
    if type(entry.thing) in mutable_types():
        kind = kind_of(entry.thing)
        words = {"kind": entry.thing._meta.verbose_name_plural}
        action = reverse("activity:type", args=[kind.name])
        found.append(Lever(_("Show no %(kind)s at all") % words, action, "mute", "1"))
    found.append(newest_first())
    return [lever for lever in found if lever not in beside]


def less_of(thing) -> Lever:
    """Lower, not away."""
    return Lever(_("Less of %(name)s") % {"name": name_of(thing)}, _on(thing, "less"), "less", "1")


def mute_place(entry: Entry) -> Lever:
    """Away with this one thing."""
    label = _("Do not show this item") if entry.lane == "organisation" else _("Mute this conversation")
    return Lever(label, _on(entry.place, "mute"), "mute", "1")


def newest_first() -> Lever:
    """The order of time: one press away from anywhere."""
    return Lever(_("Newest first"), reverse("activity:order"), "order", "newest")


def _on(thing, what: str) -> str:
    return address(f"activity:{what}", kind_of(thing).name, thing.pk)
