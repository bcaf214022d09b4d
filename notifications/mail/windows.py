"""The window of a reader: opened by who tells, looked at by the clock, claimed by one worker, closed when sent.

A window is claimed by one conditional update, so two workers never have the same one. Who claims it takes `due_at`
away; what is told meanwhile puts it back, so nothing slips between composing and closing. A worker that dies leaves a
claim that runs out; the next attempt has the same Message-ID.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from access.models import Audience
from activity.sql import numbers_in
from notifications.models import Mail, Notification, Window

HOLD = timedelta(seconds=30)
"""Nothing is mailed before it is this old: what is taken back within that time was never sent."""
CASTS_BACK = timedelta(days=1)
LEASE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True)
class Outcome:
    """What looking at a window came to: the lines that are mailed now or need not be, up to which stamp they and the
    announcements count, and when to look again."""

    done: Collection[int]
    cutoff: int
    casts_upto: int
    again_at: datetime | None


def open_for(people: Collection[int]) -> None:
    """Something was told to these people just now. In the transaction that tells, after its own rows: the order in
    which `close` locks them too."""
    within, numbers = numbers_in("u.id", people)
    _open(within, numbers)


def open_for_readers(audience_id: int) -> None:
    """The same for everybody who may read something."""
    if audience_id == Audience.EVERYONE_ID:
        _open("u.is_active", [])
    else:
        _open("EXISTS (SELECT 1 FROM access_reader r WHERE r.user_id = u.id AND r.audience_id = %s)", [audience_id])


def look_again(user_id: int) -> None:
    """Choices changed: what waits may have to go at another moment."""
    Window.objects.filter(user=user_id).update(due_at=timezone.now())


def due(limit: int) -> list[int]:
    """The people whose window is due, the longest waiting first; also those whose worker died."""
    now = timezone.now()
    free = Q(due_at__lte=now) & (Q(claimed_until=None) | Q(claimed_until__lte=now))
    rows = Window.objects.filter(free | Q(claimed_until__lte=now)).order_by("due_at", "pk")
    return list(rows.values_list("user_id", flat=True)[:limit])


def claim(user_id: int) -> Window | None:
    """Take the window of this person, for so long as a lease lasts. None when there is nothing to do, or a colleague
    has it."""
    now = timezone.now()
    free = Q(due_at__lte=now) & (Q(claimed_until=None) | Q(claimed_until__lte=now))
    rows = Window.objects.filter(free | Q(claimed_until__lte=now), user=user_id)
    if not rows.update(due_at=None, claimed_until=now + LEASE):
        return None
    return Window.objects.get(user=user_id)


@transaction.atomic
def close(window: Window, outcome: Outcome, sent: Mail | None) -> None:
    """Everything that was composed is dealt with; `sent` says what went out. Look again at the moment the outcome
    names, or when something was told meanwhile."""
    # A line that grew since it was composed has a later stamp: it is mailed again.
    dealt_with = Notification.objects.filter(pk__in=outcome.done, stamp__lte=outcome.cutoff)
    dealt_with.update(mailed_stamp=F("stamp"))
    held_window = Window.objects.select_for_update(of=("self",)).get(pk=window.pk)
    if sent is not None:
        sent.save(force_insert=True)
        held_window.letter = uuid4()
        held_window.digested_at = sent.sent_at if sent.is_digest else held_window.digested_at
    held_window.casts_upto = max(held_window.casts_upto, outcome.casts_upto)
    held_window.failures = 0
    _free(held_window, outcome.again_at)


@transaction.atomic
def put_off(window: Window) -> None:
    """The mail server does not take it: try again after a while, at most ten minutes."""
    held = Window.objects.select_for_update(of=("self",)).get(pk=window.pk)
    held.failures = min(held.failures + 1, 100)
    _free(held, timezone.now() + min(LONGEST_PAUSE, timedelta(minutes=2 ** min(held.failures - 1, 5))))


def _free(window: Window, again_at: datetime | None) -> None:
    moments = [moment for moment in (window.due_at, again_at) if moment is not None]
    window.due_at, window.claimed_until = min(moments, default=None), None
    window.save()


def _open(who: str, parameters: list) -> None:
    """One statement. A window that is open already is looked at sooner, if need be."""
    now = timezone.now()
    at = connection.ops.adapt_datetimefield_value(now + HOLD)
    casts = int((now - CASTS_BACK).timestamp() * 1_000_000)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO notifications_window AS w (user_id, due_at, letter, casts_upto, failures)
            SELECT u.id, %s, {_new_uuid()}, %s, 0
            FROM {get_user_model()._meta.db_table} u WHERE {who} ORDER BY u.id
            ON CONFLICT (user_id) DO UPDATE SET due_at =
              CASE WHEN w.due_at IS NULL OR w.due_at > excluded.due_at THEN excluded.due_at ELSE w.due_at END""",  # noqa: S608
            [at, casts, *parameters],
        )


def _new_uuid() -> str:
    return "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"


def message_id(letter: UUID, host: str) -> str:
    """Names a mail: the same for each attempt to send it."""
    return f"<{letter.hex}@{host}>"
