"""What people hear of moderation: moderators of what waits, reporters of the outcome, authors of each decision."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.kinds import kinds
from access.subjects import find_subject
from activity.keys import model_of, split
from activity.levels import Level as FollowLevel
from core.text import excerpt
from moderation.models import Complaint, Report, Step, Verdict
from moderation.permissions import deciders
from notifications.actions import notify
from notifications.registry import Kind, Label, Lane, Named, register, register_label

WORDS_SHOWN = 120


def for_moderators(code: str, label, words, icon: str = "flag", mark: str = "managed") -> Kind:
    return Kind(
        code=code,
        label=label,
        words=lambda people: str(words),
        icon=icon,
        lane=Lane.WORK,
        family="moderation",
        reason=gettext_lazy("You are one of the moderators."),
        level=FollowLevel.MUTED,
        can_switch_off=False,
        action=gettext_lazy("Look at it"),
        mark=mark,
    )


def for_authors(verdict: Verdict, label, words, icon: str = "circle-alert") -> Kind:
    return Kind(
        code=f"decided_{verdict}",
        label=label,
        words=lambda people: str(words),
        icon=icon,
        family="moderation_decision",
        reason=gettext_lazy("You wrote it. A moderator gives a reason, and you can object once."),
        level=FollowLevel.MUTED,
        can_switch_off=False,
        action=gettext_lazy("Read the decision"),
    )


NEW = for_moderators("moderation_new", gettext_lazy("Reports to decide about"), gettext_lazy("To look at: %(thing)s"))
HELD = for_moderators(
    "moderation_held",
    gettext_lazy("What waits for my approval"),
    gettext_lazy("Waits for your approval: %(thing)s"),
    icon="calendar-clock",
)
LATE = for_moderators(
    "moderation_late",
    gettext_lazy("Reports that nobody decided about for a day"),
    gettext_lazy("Nobody has decided about this for a day: %(thing)s"),
    icon="calendar-clock",
)
OBJECTED = for_moderators(
    "moderation_objected",
    gettext_lazy("Objections to a decision"),
    gettext_lazy("%(who)s objects to a decision: %(thing)s"),
    icon="message-circle",
    mark="",
)
EDITED = for_moderators(
    "moderation_edited",
    gettext_lazy("Changes that a moderator asked for"),
    gettext_lazy("%(who)s changed what you asked about: %(thing)s"),
    icon="pencil",
    mark="",
)
OUTCOME = Kind(
    code="moderation_outcome",
    label=gettext_lazy("What came of my reports"),
    words=lambda people: _("A moderator decided about your report of the %(thing)s"),
    icon="flag",
    reason=gettext_lazy("You reported it."),
    level=FollowLevel.MUTED,
    can_switch_off=False,
    mark="managed",
)
OUTCOMES = {
    Verdict.APPROVE: gettext_lazy("A moderator read it and let it stay"),
    Verdict.ASK_EDIT: gettext_lazy("A moderator asked for a change"),
    Verdict.HIDE: gettext_lazy("A moderator hid it"),
    Verdict.REMOVE: gettext_lazy("A moderator removed it"),
    Verdict.RESTORE: gettext_lazy("A moderator put it back"),
    Verdict.WARN: gettext_lazy("A moderator spoke to the author"),
}
"""What who reported a thing reads of a decision about it."""
DECIDED = {
    Verdict.APPROVE: for_authors(
        Verdict.APPROVE,
        gettext_lazy("A moderator approved what I wrote"),
        gettext_lazy("%(who)s approved %(thing)s"),
        icon="circle-check",
    ),
    Verdict.ASK_EDIT: for_authors(
        Verdict.ASK_EDIT,
        gettext_lazy("A moderator asks me to change what I wrote"),
        gettext_lazy("%(who)s asks you to change %(thing)s"),
        icon="pencil",
    ),
    Verdict.HIDE: for_authors(
        Verdict.HIDE,
        gettext_lazy("A moderator hid what I wrote"),
        gettext_lazy("%(who)s hid %(thing)s. You can change it or object"),
    ),
    Verdict.REMOVE: for_authors(
        Verdict.REMOVE,
        gettext_lazy("A moderator removed what I wrote"),
        gettext_lazy("%(who)s removed %(thing)s. You can object"),
    ),
    Verdict.RESTORE: for_authors(
        Verdict.RESTORE,
        gettext_lazy("A moderator put back what I wrote"),
        gettext_lazy("%(who)s put %(thing)s back"),
        icon="circle-check",
    ),
    Verdict.WARN: for_authors(
        Verdict.WARN,
        gettext_lazy("A moderator warned me"),
        gettext_lazy("%(who)s gave you a warning about %(thing)s"),
    ),
}


def register_telling() -> None:
    """Called once, when the site starts."""
    for kind in (NEW, HELD, LATE, OBJECTED, EDITED, OUTCOME, *DECIDED.values()):
        register(kind)
    register_label(Label("report", ("kind", "words"), named_report))
    register_label(Label("complaint", ("report__kind", "report__outcome"), named_complaint))
    register_label(Label("decision", ("report__kind", "report__words"), named_decision))


def kind_label(name: str) -> str:
    """The word for a kind of thing: "comment"."""
    subject = find_subject(name)
    if subject is not None and subject.label:
        return str(subject.label)
    return str(next((kind.label for kind in kinds() if kind.name == name), name))


def named_report(pk: int, kind: str, words: str | None) -> Named:
    """For moderators: what it is and how it begins."""
    said = excerpt(words or "", WORDS_SHOWN)
    return Named(f"{capfirst(kind_label(kind))} “{said}”", Report(pk=pk).get_absolute_url())


def named_complaint(pk: int, kind: str, outcome: str | None) -> Named:
    """For who reported it: what it was, and what came of it."""
    said = str(OUTCOMES.get(outcome, "")) if outcome else ""
    return Named(kind_label(kind), Complaint(pk=pk).get_absolute_url(), said)


def named_decision(pk: int, kind: str, words: str | None) -> Named:
    """For its author."""
    return Named(_("your %(kind)s") % {"kind": kind_label(kind)}, Step(pk=pk).get_absolute_url())


def place_of(report: Report):
    """The community (or what else has moderators of its own) that the reported thing is in, or None."""
    model = model_of(report.place) if report.place else None
    return model and model._base_manager.filter(pk=split(report.place)[1]).first()


def tell_moderators(
    kind: Kind, report: Report, *, event_id: str, by: int | None = None, also: Iterable[int] = ()
) -> int:
    """Whoever decides about it at its level; nobody who was told of the same before."""
    to = deciders(report.level, place_of(report), report.author_id) | set(also)
    return notify(kind.code, report, to=to - {by}, event_id=f"moderation {event_id}", by=by)


def tell_decision(step: Step) -> None:
    """The author, with the reason; and when that settles it, everybody who reported it."""
    report = step.report
    if report.author_id:
        once = f"decided {step.pk}"
        notify(DECIDED[step.verdict].code, step, to=[report.author_id], event_id=once, by=step.by_id, text=step.reason)


def tell_outcome(step: Step) -> None:
    """Everybody who reported it and did not take that back."""
    for complaint in step.report.complaints.filter(by__isnull=False, withdrawn_at=None):
        notify(OUTCOME.code, complaint, to=[complaint.by_id], event_id=f"outcome {step.pk} {complaint.pk}")
