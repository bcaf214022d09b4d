"""Report, decide, object: each action asks permission, changes rows in one transaction and tells those concerned."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.kinds import kind_of
from access.subjects import subject_of
from accounts.pace import REPORT, check
from core.text import clean_source, is_blank
from moderation.cases import open_report, record, subject_for, thing_of
from moderation.models import Category, Complaint, Level, Origin, Report, Stand, Step, Verdict
from moderation.models.complaint import LONGEST
from moderation.models.step import LONGEST_REASON
from moderation.permissions import can_decide, can_object, can_report, is_site_moderator, level_from, site_moderators
from moderation.registry import moderators_of, needs_approval
from moderation.telling import (
    HELD,
    LATE,
    NEW,
    OBJECTED,
    place_of,
    tell_decision,
    tell_moderators,
    tell_outcome,
)
from moderation.words import found_in

__all__ = [
    "Stale",
    "choices_for",
    "decide",
    "hold_if_needed",
    "look_through",
    "object_to",
    "pass_on_what_waits",
    "report_thing",
    "take_back",
]

PATIENCE = timedelta(hours=24)


class Stale(ValidationError):  # noqa: N818  it is an answer, not a fault
    """Somebody else did something with the report first; the message says so."""

    def __init__(self) -> None:
        super().__init__(
            _("Something happened with this report while you were reading. Look again; what you typed is kept.")
        )


@transaction.atomic
def report_thing(thing: Model, category: str, text: str = "", *, by, at: datetime | None = None) -> Complaint:
    """Tell the moderators of a thing. A second time says something else, as long as nobody decided. With `at` this is
    an import: no limit, nobody is told. Raises ValidationError (`TooOften`) or PermissionDenied."""
    if not can_report(by, thing):
        raise PermissionDenied("This person cannot report this.")
    category, text = Category(category), clean_source(text)
    if category == Category.OTHER and is_blank(text):
        raise ValidationError({"text": _("Say in a few words what is the matter.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("Say it in at most %(most)d characters.") % {"most": LONGEST}})
    if at is None:
        check(by, REPORT)
    report, _is_new = open_report(thing, Origin.PEOPLE)
    said = {"category": category, "text": text, "withdrawn_at": None}
    complaint, is_new = Complaint.objects.update_or_create(
        report=report, by=by, defaults=said, create_defaults=said | {"created_at": at or timezone.now()}
    )
    _count_complaints(report)
    if at is not None:
        Report.objects.filter(pk=report.pk, created_at__gt=at).update(created_at=at)
    elif is_new:
        tell_moderators(NEW, report, event_id=f"new {complaint.pk}")
    return complaint


@transaction.atomic
def take_back(complaint: Complaint, *, by) -> Complaint:
    """One's report was a mistake. When nobody else reported the thing and nobody decided, the report closes."""
    if complaint.by_id != by.pk:
        raise PermissionDenied("This is somebody else's report.")
    report = Report.objects.select_for_update(no_key=True).get(pk=complaint.report_id)
    if report.stand == Stand.DONE or complaint.withdrawn_at is not None:
        return complaint
    complaint.withdrawn_at = timezone.now()
    complaint.save(update_fields=["withdrawn_at"])
    _count_complaints(report)
    untouched = report.origin == Origin.PEOPLE and not report.steps.exists()
    if untouched and not report.complaints.filter(withdrawn_at=None).exists():
        record(report, Verdict.WITHDRAWN, by=None)
        _close(report, "")
    return complaint


def choices_for(report: Report) -> list[Verdict]:
    """What can be decided now, most lenient first."""
    thing, subject = thing_of(report), subject_for(report)
    if thing is None:
        return [] if report.stand == Stand.DONE else [Verdict.APPROVE, Verdict.WARN]
    gone = subject.is_gone(thing)
    by_moderator = gone and subject.may_go and getattr(thing, "removed_by_id", None) != report.author_id
    if report.stand == Stand.DONE:
        return [Verdict.RESTORE] if by_moderator else []
    edit = [Verdict.ASK_EDIT] if subject.edit_address(thing) and report.author_id and not gone else []
    if report.is_held and not gone:
        return [Verdict.APPROVE, *edit, Verdict.REMOVE]
    if by_moderator:
        return [Verdict.RESTORE, Verdict.REMOVE, Verdict.WARN]
    if gone:
        return [Verdict.APPROVE, Verdict.WARN]
    go = [Verdict.HIDE, Verdict.REMOVE] if subject.may_go else []
    warn = [Verdict.WARN] if report.author_id else []
    return [Verdict.APPROVE, *edit, *warn, *go]


@transaction.atomic
def decide(
    report: Report, verdict: str, reason: str = "", *, by, seen: int | None = None, at: datetime | None = None
) -> Step:
    """Decide about a report: the thing goes, stays or comes back, the author is told with the reason, and who reported
    it hears of the outcome. `seen` is the number of steps the moderator had in sight: when there are more by now,
    nothing changes and `Stale` says so. Raises ValidationError or PermissionDenied."""
    report = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if not can_decide(by, report):
        raise PermissionDenied("This person does not decide about this report.")
    if seen is not None and report.steps.count() != seen:
        raise Stale
    if verdict not in choices_for(report):
        raise ValidationError({"verdict": _("Choose one of the decisions that are possible now.")})
    verdict = Verdict(verdict)
    reason = _clean_reason(reason, needed=verdict != Verdict.APPROVE)
    # Whoever wrote it hears of it, unless nothing was ever the matter: then they never knew.
    known = report.is_held or report.steps.exists() or verdict != Verdict.APPROVE
    step = record(report, verdict, by=by, reason=reason, at=at)
    if verdict in (Verdict.ASK_EDIT, Verdict.HIDE):
        Report.objects.filter(pk=report.pk).update(stand=Stand.WAITING, outcome=verdict)
    else:
        _close(report, verdict, at)
    # Last: who hears of the thing's going finds it decided already.
    _carry_out(report, verdict, by=by, reason=reason)
    if at is None:
        if known:
            tell_decision(step)
        tell_outcome(step)
    return step


@transaction.atomic
def object_to(report: Report, reason: str, *, by, at: datetime | None = None) -> Step:
    """The author does not agree, once: others than those who decided look at it again, one level up."""
    report = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if not can_object(by, report):
        raise PermissionDenied("This person cannot object to this, or did already.")
    reason = _clean_reason(reason, needed=True)
    others = Report.objects.filter(kind=report.kind, object_id=report.object_id).unfinished().exclude(pk=report.pk)
    if others.exists():
        raise ValidationError({"reason": _("Moderators are looking at this again already. Wait for their decision.")})
    step = record(report, Verdict.OBJECT, by=by, reason=reason, at=at)
    level = level_from(min(report.level + 1, Level.TOP), place_of(report), report.author_id)
    Report.objects.filter(pk=report.pk).update(level=level, stand=Stand.OPEN, closed_at=None)
    report.refresh_from_db()
    if at is None:
        tell_moderators(OBJECTED, report, event_id=f"objected {step.pk}", by=by.pk)
    return step


@transaction.atomic
def hold_if_needed(thing: Model, *, by) -> bool:
    """Whether a thing has to wait for a moderator before others read it; asked in the transaction that would publish
    it, before `Published`. Who moderates its place never waits. Once approved, it is asked no more."""
    subject = subject_of(thing)
    place = subject.place(thing)
    if is_site_moderator(by) or by.pk in moderators_of(place):
        return False
    earlier = Report.objects.about(thing)
    if earlier.filter(outcome=Verdict.APPROVE).exists():
        return False
    words = [word for word in found_in(subject.words(thing)) if word.holds]
    if not words and not needs_approval(thing, by):
        return False
    report, is_new = open_report(thing, Origin.WORDS if words else Origin.HELD, is_held=True)
    if not report.is_held:
        Report.objects.filter(pk=report.pk).update(is_held=True)
    if words:
        _complain_of_words(report, words)
    if is_new:
        tell_moderators(HELD, report, event_id=f"held {report.pk}")
    return True


@transaction.atomic
def look_through(thing: Model) -> Report | None:
    """Report a thing in which a watched word stands, once for the same words. For what is read by others already."""
    subject = subject_of(thing)
    words = [] if subject.is_gone(thing) else found_in(subject.words(thing))
    if not words:
        return None
    named = _named(words)
    before = Complaint.objects.filter(
        report__kind=kind_of(thing).name, report__object_id=thing.pk, by_words=True, text=named
    )
    if before.exists() or Report.objects.about(thing).filter(is_held=True).exists():
        return None
    report, _is_new = open_report(thing, Origin.WORDS)
    complaint = _complain_of_words(report, words)
    tell_moderators(NEW, report, event_id=f"new {complaint.pk}")
    return report


def pass_on_what_waits() -> int:
    """What nobody decided about for a day goes to the site moderators as well. Returns how many."""
    late = Report.objects.filter(
        stand=Stand.OPEN, level=Level.LOCAL, escalated_at=None, created_at__lt=timezone.now() - PATIENCE
    )
    return sum(_pass_on(pk) for pk in late.values_list("pk", flat=True)[:500])


# --- what the actions share -------------------------------------------------------------------------------------------
@transaction.atomic
def _pass_on(pk: int) -> bool:
    report = Report.objects.select_for_update(no_key=True).get(pk=pk)
    if report.stand != Stand.OPEN or report.escalated_at is not None:
        return False
    report.escalated_at = timezone.now()
    report.save(update_fields=["escalated_at"])
    record(report, Verdict.PASSED_ON, by=None)
    also = site_moderators().exclude(pk=report.author_id).values_list("pk", flat=True)
    tell_moderators(LATE, report, event_id=f"late {report.pk}", also=also)
    return True


def _carry_out(report: Report, verdict: Verdict, *, by, reason: str) -> None:
    """What a decision does with the thing itself."""
    thing, subject = thing_of(report), subject_for(report)
    if thing is None:
        return
    if report.is_held:
        Report.objects.filter(pk=report.pk).update(is_held=verdict == Verdict.ASK_EDIT)
    if verdict in (Verdict.HIDE, Verdict.REMOVE):
        subject.remove(thing, by=by, reason=reason)
    elif verdict == Verdict.RESTORE:
        subject.restore(thing, by=by)
    elif verdict == Verdict.APPROVE and report.is_held and not subject.is_gone(thing):
        subject.release(thing, by=by)


def _close(report: Report, outcome: str, at: datetime | None = None) -> None:
    Report.objects.filter(pk=report.pk).update(
        stand=Stand.DONE, outcome=outcome, is_held=False, closed_at=at or timezone.now()
    )


def _count_complaints(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(complaints_count=report.complaints.filter(withdrawn_at=None).count())


def _complain_of_words(report: Report, words: list) -> Complaint:
    complaint = Complaint.objects.create(report=report, by_words=True, category=words[0].category, text=_named(words))
    Report.objects.filter(pk=report.pk).update(complaints_count=F("complaints_count") + 1)
    return complaint


def _named(words: list) -> str:
    return ", ".join(word.word for word in words)[:LONGEST]


def _clean_reason(reason: str, *, needed: bool) -> str:
    reason = clean_source(reason)
    if is_blank(reason):
        if needed:
            raise ValidationError({"reason": _("Give a reason. The author reads it.")})
        return ""
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Say it in at most %(most)d characters.") % {"most": LONGEST_REASON}})
    return reason
