"""Publishing and expiring at the time that was promised, also after the worker was down."""

import logging
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


class Due(NamedTuple):
    """Something whose time has come. Sorts by time; what goes live comes before what ends at the same moment."""

    at: datetime
    ends: bool
    pk: int


def next_due(now: datetime, leave_out: set[Due]) -> Due | None:
    """The earliest thing that should have happened by now."""
    failed_revisions = [due.pk for due in leave_out if not due.ends]
    failed_pages = [due.pk for due in leave_out if due.ends]
    goes_live = (
        Revision.objects.filter(approved_go_live_at__lte=now)
        .exclude(pk__in=failed_revisions)
        .order_by("approved_go_live_at", "pk")
        .values_list("approved_go_live_at", "pk")
        .first()
    )
    ends = (
        Page.objects.filter(live=True, expire_at__lte=now)
        .exclude(pk__in=failed_pages)
        .order_by("expire_at", "pk")
        .values_list("expire_at", "pk")
        .first()
    )
    candidates = []
    if goes_live:
        candidates.append(Due(goes_live[0], False, goes_live[1]))
    if ends:
        candidates.append(Due(ends[0], True, ends[1]))
    return min(candidates, default=None)


@transaction.atomic
def carry_out(due: Due, now: datetime) -> bool:
    """Publish or expire one thing, unless another worker did so meanwhile: the row is locked and asked again."""
    if due.ends:
        page = Page.objects.select_for_update().filter(pk=due.pk, live=True, expire_at__lte=now).first()
        if page is None:
            return False
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        return True
    revision = Revision.objects.select_for_update().filter(pk=due.pk, approved_go_live_at__lte=now).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    return True


def publish_due(now: datetime | None = None) -> int:
    """Carry out everything that is due, in the order in which it should have happened. Returns how much that was.

    Safe to run twice at the same time. One thing that fails is logged and tried again the next minute; it does not
    hold up the others.
    """
    now = now or timezone.now()
    failed: set[Due] = set()
    done = 0
    while due := next_due(now, failed):
        try:
            done += carry_out(due, now)
        except Exception:
            logger.exception(
                "Could not %s %s, due %s.", "expire page" if due.ends else "publish revision", due.pk, due.at
            )
            failed.add(due)
    return done
