"""From a thing to its report and back; shared by actions and receivers."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import Http404
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from access.kinds import get_kind, kind_of
from access.subjects import Subject, find_subject, subject_of
from activity.keys import key_of
from moderation.models import Level, Origin, Report, Step, Verdict
from moderation.permissions import level_from


def thing_of(report: Report) -> Model | None:
    """What was reported, whoever may see it, a page as its own type; None when it is gone for good."""
    try:
        found = get_kind(report.kind).model._base_manager.filter(pk=report.object_id).first()
    except Http404:
        return None
    return found.specific if isinstance(found, Page) else found


def subject_for(report: Report) -> Subject:
    """What answers for the kind of thing that was reported."""
    found = find_subject(report.kind)
    if found is None:
        raise LookupError(f"Nothing answers for the kind {report.kind}.")
    return found


def open_report(thing: Model, origin: Origin, *, is_held: bool = False) -> tuple[Report, bool]:
    """The report of this thing that is not closed, locked; made when there is none. Returns it and whether it is new.

    Of two that report at once one makes it: the constraint on the table decides.
    """
    subject, unfinished = subject_of(thing), Report.objects.about(thing).unfinished()
    found = unfinished.select_for_update(no_key=True).first()
    if found is not None:
        return found, False
    place, author_id = subject.place(thing), subject.author_id(thing)
    try:
        with transaction.atomic():
            made = Report.objects.create(
                kind=kind_of(thing).name,
                object_id=thing.pk,
                author_id=author_id,
                place=key_of(place) if place is not None else 0,
                origin=origin,
                level=level_from(Level.LOCAL, place, author_id),
                is_held=is_held,
                words=subject.words(thing),
            )
    except IntegrityError:  # somebody else reported it in the meantime
        return unfinished.select_for_update(no_key=True).get(), False
    return made, True


def record(report: Report, verdict: Verdict, *, by, reason: str = "", at: datetime | None = None) -> Step:
    """One line of history: on the report, and in the log of the CMS; of a page also among its own history."""
    at = at or timezone.now()
    step = Step.objects.create(report=report, verdict=verdict, by=by, reason=reason, at=at)
    data = {"report": report.pk, "kind": report.kind, "object": report.object_id, "reason": reason}
    log(report, f"moderation.{verdict}", user=by, data=data, timestamp=at)
    thing = thing_of(report) if report.kind == "page" else None
    if thing is not None:
        log(thing, f"moderation.{verdict}", user=by, data=data, timestamp=at)
    return step
