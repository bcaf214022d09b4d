"""Moving what is planned to another moment, the way Wagtail itself would do it: a new version, approved for its time.

Whatever was being written on top of the planned version stays the latest draft.
"""

import logging
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from news.models import PageCare, PagePair
from news.words import day_in_words, moment

logger = logging.getLogger(__name__)

LIVE, ENDS, REVIEW = "live", "ends", "review"
KINDS = (LIVE, ENDS, REVIEW)


class NotMovedError(Exception):
    """It stays where it was; `words` say why, to the person who tried."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class PlanChangedError(NotMovedError):
    """What this person saw is not how it is any more."""


@dataclass
class Moved:
    """What a move did. `version` is what the next move, or taking this one back, has to name."""

    page: Page
    kind: str
    was: datetime | date
    at: datetime | date
    version: str
    together: list["Moved"] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def version_of(kind: str, at: datetime | date, scheduled: int | None) -> str:
    """Names one state of one date of a page: another version, or another moment, is another name."""
    if kind == REVIEW:
        return f"0.{at.toordinal()}"
    return f"{scheduled or 0}.{int(at.timestamp())}"


def end_of(scheduled: Revision) -> datetime | None:
    """When a version that is not live yet will end."""
    return parse_datetime(scheduled.content.get("expire_at") or "")


def date_of(page: Page, kind: str, scheduled: Revision | None) -> datetime | date | None:
    """The date of this kind that the clock or the owner goes by now."""
    if kind == LIVE:
        return scheduled.approved_go_live_at if scheduled else None
    if kind == REVIEW:
        return PageCare.objects.filter(page_id=page.pk).values_list("review_by", flat=True).first()
    return page.expire_at if page.live else end_of(scheduled) if scheduled else None


def words_of(kind: str, at: datetime | date) -> str:
    """What happens then, as a sentence: "Goes live on Tuesday 9 June at 09:00, Amsterdam"."""
    if kind == REVIEW:
        return _("Is to be confirmed before %(day)s") % {"day": day_in_words(at)}
    sentence = _("Goes live on %(moment)s") if kind == LIVE else _("Ends on %(moment)s")
    return sentence % {"moment": moment(at)}


def move_together(pk: int, kind: str, at: datetime | date, *, by, version: str = "", both: bool = True) -> Moved:
    """Move a date of a page, and the same date of its other language version when the two were planned together.

    The two are moves of their own: when the other version cannot move, this one has moved all the same, and
    `failures` say why.
    """
    moved = move(pk, kind, at, by=by, version=version)
    pair = PagePair.objects.of(pk) if both and kind != REVIEW else None
    other = pair.other(pk) if pair else None
    if other is None or date_of(other, kind, other.scheduled_revision) != moved.was:
        return moved
    try:
        moved.together.append(move(other.pk, kind, at, by=by))
    except PermissionDenied:
        moved.failures.append(
            _("The other version, “%(title)s”, stays where it was: you may not publish it.") % {"title": other.title}
        )
    except NotMovedError as reason:
        values = {"title": other.title, "reason": reason.words}
        moved.failures.append(_("The other version, “%(title)s”, stays where it was. %(reason)s") % values)
    except Exception:
        logger.exception("Could not move the other version of page %s, page %s.", pk, other.pk)
        moved.failures.append(
            _("The other version, “%(title)s”, stays where it was: something went wrong.") % {"title": other.title}
        )
    return moved


@transaction.atomic
def move(pk: int, kind: str, at: datetime | date, *, by, version: str = "") -> Moved:
    """Give one date of a page another moment. Raises PlanChangedError when it is not in the state that `version` names,
    NotMovedError when it cannot be, PermissionDenied for who may not publish the page."""
    if kind == LIVE:
        # In the order of the clock, which locks the version before the page: else the two would wait for each other.
        waiting = Revision.page_revisions.filter(object_id=str(pk), approved_go_live_at__isnull=False)
        list(waiting.select_for_update().values_list("pk", flat=True))
    page = Page.objects.select_for_update().filter(pk=pk).first()
    if page is None:
        raise PlanChangedError(_("This page is no longer there."))
    if not page.permissions_for_user(by).can_publish():
        raise PermissionDenied
    page = page.specific
    scheduled = page.scheduled_revision
    was = date_of(page, kind, scheduled)
    check_unchanged(page, kind, was, scheduled, version)
    check_possible(page, kind, at, scheduled, by)
    if at == was:
        return Moved(page, kind, was, at, version_of(kind, at, scheduled.pk if scheduled else None))
    if kind == REVIEW:
        PageCare.objects.filter(page_id=page.pk).update(review_by=at, reminders=0, warned_on=None)
        revision = None
    else:
        revision = rewrite(page, kind, was, at, scheduled, by)
    log(
        instance=page,
        action="news.move",
        user=by,
        revision=revision,
        data={"kind": kind, "was": was.isoformat(), "at": at.isoformat()},
    )
    planned = page.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", flat=True).first()
    return Moved(page, kind, was, at, version_of(kind, at, planned))


def check_unchanged(page, kind: str, was, scheduled: Revision | None, version: str) -> None:
    """The date still is as the person saw it."""
    if was is None:
        raise PlanChangedError(no_such_date(page, kind))
    if version and version != version_of(kind, was, scheduled.pk if scheduled else None):
        values = {"title": page.get_admin_display_title(), "now": words_of(kind, was)}
        raise PlanChangedError(
            _("Somebody else changed “%(title)s” in the meantime. %(now)s. Look at it, then move it again.") % values
        )


def no_such_date(page, kind: str) -> str:
    """That the clock does not wait for this page any more."""
    words = {
        LIVE: _("“%(title)s” is not waiting any more: it went live, or somebody took its date away."),
        ENDS: _("“%(title)s” has no end date any more."),
        REVIEW: _("“%(title)s” has no date on which it is to be confirmed any more."),
    }
    return words[kind] % {"title": page.get_admin_display_title()}


def check_possible(page, kind: str, at, scheduled: Revision | None, by) -> None:
    """The new moment makes sense, and nothing stands in the way of writing it down."""
    if at <= (timezone.localdate() if kind == REVIEW else timezone.now()):
        raise NotMovedError(_("This moment is over. Choose a later one."))
    if kind == REVIEW:
        return
    if page.locked and page.locked_by_id != by.pk:
        raise NotMovedError(
            _("%(person)s has locked this page.") % {"person": page.locked_by} if page.locked_by else _("It is locked.")
        )
    if page.workflow_in_progress:
        raise NotMovedError(_("A newer version of it is being reviewed. It can move once that review is over."))
    begins = scheduled.approved_go_live_at if scheduled else None
    if kind == LIVE:
        ends = end_of(scheduled)
        if ends and ends <= at:
            raise NotMovedError(_("It would go live after it ends, on %(moment)s.") % {"moment": moment(ends)})
    elif begins and begins >= at:
        raise NotMovedError(_("It would end before it goes live, on %(moment)s.") % {"moment": moment(begins)})


def rewrite(page, kind: str, was: datetime, at: datetime, scheduled: Revision | None, by) -> Revision:
    """New versions with the new date: of what is live (only its end), of what waits, and of the draft on top."""
    name = "go_live_at" if kind == LIVE else "expire_at"
    newest = page.latest_revision
    bases = [scheduled.as_object()] if scheduled else []
    if kind == ENDS and page.live:
        # First what is live: publishing it takes the approval of the waiting version away, which then gets it back.
        bases.insert(0, page)
    try:
        for base in bases:
            setattr(base, name, at)
            if base is page and base.go_live_at and base.go_live_at > timezone.now():
                base.go_live_at = None  # what is live is published again, not scheduled
            revision = base.save_revision(user=by)
            revision.publish(user=by)
    except ValidationError as wrong:
        raise NotMovedError(" ".join(wrong.messages)) from wrong
    if newest and newest.pk not in (scheduled.pk if scheduled else None, page.live_revision_id):
        keep_on_top(newest, name, was, at)
    return revision


def keep_on_top(newest: Revision, name: str, was: datetime, at: datetime) -> None:
    """The draft that was the latest is the latest again, by whom it was; a date that it shared moves along."""
    draft = newest.as_object()
    if getattr(draft, name) == was:
        setattr(draft, name, at)
    draft.save_revision(user=newest.user, clean=False)
