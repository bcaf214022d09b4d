"""Seen, read, unread again: what a person does with the list. Each works on that person's own rows only."""

from datetime import datetime, timedelta

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Model, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from activity.keys import key_of
from notifications.models import Broadcast, BroadcastMark, Notification, ReadCursor
from notifications.unread import forget_unread

SALT = "notifications.undo"
UNDO_LASTS = timedelta(days=1)


def mark_read(line: Notification | Broadcast, *, by) -> bool:
    """Whether that changed something."""
    if isinstance(line, Broadcast):
        return _mark_broadcast(line, by, is_read=True)
    return bool(_read(Notification.objects.filter(pk=line.pk), by))


def mark_unread(line: Notification | Broadcast, *, by) -> bool:
    """Keep it for later. Whether that changed something."""
    if isinstance(line, Broadcast):
        return _mark_broadcast(line, by, is_read=False)
    rows = Notification.objects.filter(pk=line.pk, recipient=by, read_at__isnull=False)
    forget_unread(by)
    return bool(rows.update(read_at=None))


@transaction.atomic
def mark_opened(thing: Model, *, by) -> int:
    """The person has the thing before their eyes: everything about it, or about what belongs to it, is read. Returns
    how much that was."""
    number = key_of(thing)
    about = Notification.objects.filter(Q(thing=number) | Q(place=number) | Q(newest=number))
    count = _read(about, by)
    for broadcast in Broadcast.objects.filter(thing=number, is_hidden=False):
        count += _mark_broadcast(broadcast, by, is_read=True)
    return count


@transaction.atomic
def mark_all_read(*, by, upto: int) -> str:
    """Everything up to this stamp (what was on the page) is read. Returns a token with which that can be undone."""
    now = timezone.now()
    cursor = ReadCursor.objects.select_for_update().get_or_create(user=by)[0]
    marks = BroadcastMark.objects.filter(user=by, broadcast__stamp__lte=upto)
    undo = {
        "user": by.pk,
        "at": now.isoformat(),
        "read_upto": cursor.read_upto,
        "marks": list(marks.values_list("broadcast_id", "is_read")),
    }
    _read(Notification.objects.filter(stamp__lte=upto, hidden=0), by, now)
    marks.delete()
    cursor.read_upto = max(cursor.read_upto, upto)
    cursor.seen_upto = max(cursor.seen_upto, upto)
    cursor.save()
    return signing.dumps(undo, salt=SALT, compress=True)


@transaction.atomic
def undo_mark_all_read(token: str, *, by) -> int:
    """What `mark_all_read` marked is unread again, except what happened since. Returns how many notifications that are.
    ValueError for a token that is altered or older than a day; PermissionDenied for somebody else's."""
    try:
        undo = signing.loads(token, salt=SALT, max_age=UNDO_LASTS)
    except signing.BadSignature as wrong:
        raise ValueError("This cannot be undone any more.") from wrong
    if undo["user"] != by.pk:
        raise PermissionDenied("This is somebody else's list.")
    count = Notification.objects.filter(recipient=by, read_at=datetime.fromisoformat(undo["at"])).update(read_at=None)
    ReadCursor.objects.update_or_create(user=by, defaults={"read_upto": undo["read_upto"]})
    known = set(Broadcast.objects.filter(pk__in=[pk for pk, _ in undo["marks"]]).values_list("pk", flat=True))
    marks = [BroadcastMark(user=by, broadcast_id=pk, is_read=is_read) for pk, is_read in undo["marks"] if pk in known]
    BroadcastMark.objects.bulk_create(marks, ignore_conflicts=True)
    forget_unread(by)
    return count


@transaction.atomic
def mark_seen(*, by, upto: int) -> None:
    """The list was before the person's eyes up to this stamp: the next time it stands under "Earlier"."""
    rows = Notification.objects.filter(recipient=by, seen_at=None, stamp__lte=upto)
    rows.update(seen_at=timezone.now())
    ReadCursor.objects.get_or_create(user=by)
    ReadCursor.objects.filter(user=by, seen_upto__lt=upto).update(seen_upto=upto)


def _read(rows, by, at: datetime | None = None) -> int:
    at = at or timezone.now()
    forget_unread(by)
    return rows.filter(recipient=by, read_at=None).update(read_at=at, seen_at=Coalesce(F("seen_at"), at))


@transaction.atomic
def _mark_broadcast(broadcast: Broadcast, by, *, is_read: bool) -> bool:
    """The row of an exception; none when the cursor says it already."""
    forget_unread(by)
    cursor = ReadCursor.objects.select_for_update().get_or_create(user=by)[0]
    if (broadcast.stamp <= cursor.read_upto) == is_read:
        return bool(BroadcastMark.objects.filter(user=by, broadcast=broadcast).delete()[0])
    mark, is_new = BroadcastMark.objects.get_or_create(user=by, broadcast=broadcast, defaults={"is_read": is_read})
    if not is_new and mark.is_read != is_read:
        mark.is_read = is_read
        mark.save(update_fields=["is_read"])
        return True
    return is_new
