"""What reports follow: changes, removals and returns of their things, by whomever and wherever."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from access.kinds import kind_of
from access.subjects import find_subject, subject_of
from core.events import Event
from moderation.cases import open_report, record
from moderation.models import Origin, Report, Stand, Step, Verdict
from moderation.telling import EDITED, tell_decision, tell_moderators

GONE = (Verdict.HIDE, Verdict.REMOVE)


def reportable_thing(event: Event) -> Model | None:
    """What the event is about, if it is of a kind that can be reported; a page as its own type."""
    thing = event.thing()
    if isinstance(thing, Page):
        thing = thing.specific
    try:
        return thing if thing is not None and find_subject(kind_of(thing).name) else None
    except LookupError:
        return None


@transaction.atomic
def notice_change(thing: Model, *, by: int | None, event_id: str) -> None:
    """The author changed what a moderator asked about: it is theirs to look at again."""
    report = Report.objects.about(thing).filter(stand=Stand.WAITING).select_for_update(no_key=True).first()
    if report is None or by is None or by != report.author_id:
        return
    record(report, Verdict.EDITED, by=_person(by))
    Report.objects.filter(pk=report.pk).update(stand=Stand.OPEN)
    tell_moderators(EDITED, report, event_id=f"edited {event_id}", by=by)


@transaction.atomic
def notice_removal(thing: Model, *, by: int | None) -> None:
    """Note on its report that the author took it away; or make a decision of what a moderator did outside the queue."""
    subject, person = subject_of(thing), _person(by)
    removed_at = getattr(thing, "removed_at", None)
    if removed_at is None or person is None:
        return
    author_id = subject.author_id(thing)
    report = Report.objects.about(thing).unfinished().select_for_update(no_key=True).first()
    if by == author_id:
        if report is not None and not _has_step(thing, (Verdict.TAKEN_AWAY,), removed_at):
            record(report, Verdict.TAKEN_AWAY, by=person)
            if report.is_held:  # nobody waits for it any more
                _close(report, "")
        return
    if Report.objects.about(thing).filter(outcome__in=GONE).exists():
        return  # it was decided in the queue
    if report is None:
        report, _is_new = open_report(thing, Origin.DIRECT)
    step = record(report, Verdict.REMOVE, by=person, reason=getattr(thing, "removal_reason", ""))
    _close(report, Verdict.REMOVE)
    tell_decision(step)


@transaction.atomic
def notice_return(thing: Model, *, by: int | None, at: str) -> None:
    """A moderator put back, outside the queue, what was removed."""
    report = Report.objects.about(thing).filter(outcome__in=GONE).order_by("-pk").first()
    moment = datetime.fromisoformat(at)
    if report is None or by == report.author_id or _person(by) is None or _has_step(thing, (Verdict.RESTORE,), moment):
        return
    step = record(report, Verdict.RESTORE, by=_person(by))
    _close(report, Verdict.RESTORE)
    tell_decision(step)


def _close(report: Report, outcome: str) -> None:
    Report.objects.filter(pk=report.pk).update(
        stand=Stand.DONE, outcome=outcome, is_held=False, closed_at=timezone.now()
    )


def _has_step(thing: Model, verdicts: tuple, since: datetime) -> bool:
    reports = Report.objects.about(thing)
    return Step.objects.filter(report__in=reports, verdict__in=verdicts, at__gte=since).exists()


def _person(pk: int | None):
    return get_user_model()._base_manager.filter(pk=pk).first()
