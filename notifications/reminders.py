"""The reminders of what people saved: each comes once, as a notification for that person alone."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from activity.levels import Level
from activity.models import Saved
from core.clock import every
from notifications.actions import notify
from notifications.registry import ByMail, Kind, register
from notifications.sending import hold

BATCH = 500

REMINDER = register(
    Kind(
        code="reminder",
        label=gettext_lazy("Reminders of what I saved"),
        words=lambda people: _("You asked to be reminded of %(thing)s"),
        icon="bookmark",
        reason=gettext_lazy("You saved it and chose this moment."),
        level=Level.MUTED,
        can_switch_off=False,
        by_mail=ByMail.AT_ONCE,
        can_wait=False,
        mark="auto",
    )
)


@every(minutes=1)
@task()
def send_reminders() -> int:
    """Everything that is due, also what came while no worker ran."""
    told, now = 0, timezone.now()
    while (batch := remind_batch(now)) is not None:
        told += batch
    return told


@transaction.atomic
def remind_batch(now: datetime) -> int | None:
    """Some of the reminders that are due, the earliest first; None when there are none. Returns how many people were
    told. A reminder is told and forgotten in one transaction, so a worker that dies tells it again or never told it.
    What its person may no longer see is forgotten in silence."""
    due = list(Saved.objects.due(now).select_for_update(skip_locked=True)[:BATCH])
    if not due:
        return None
    people: dict[tuple[int, datetime | None], list[int]] = defaultdict(list)
    for line in due:
        people[line.thing, line.remind_at].append(line.user_id)
    told = 0
    for (number, at), to in people.items():
        thing = hold(number)
        if thing is not None:
            told += notify(REMINDER.code, thing, to=to, event_id=f"reminder {number} {at:%Y-%m-%dT%H:%M:%S.%f}")
    Saved.objects.filter(pk__in=[line.pk for line in due]).update(remind_at=None)
    return told
