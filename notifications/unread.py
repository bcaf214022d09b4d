"""How much is unread: what the badge, the poll and the document title say. It comes along with the session."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from access.models import Audience, Reader
from accounts.identity import forget, known, register
from core.prepared import moment
from notifications.models import Broadcast, BroadcastMark, Notification, ReadCursor

MOST = 100
"""Counting stops here: the badge says "99+" beyond it."""
RECENT = timedelta(days=90)
"""Announcements from before this, or from before somebody came to work here, are not unread to them."""


@dataclass(frozen=True)
class Unread:
    """`count` is at most MOST; `stamp` that of the newest, 0 when nothing is unread."""

    count: int
    stamp: int

    @property
    def badge(self) -> str:
        return "99+" if self.count >= MOST else str(self.count)


def unread_of(user) -> Unread:
    """For the signed-in person no query: it was read with the session. Otherwise one."""
    count, stamp = known(user, "unread"), known(user, "unread_stamp")
    if count is None or stamp is None:
        people = get_user_model()._base_manager.filter(pk=user.pk)
        row = people.annotate(unread=unread_count("pk"), newest=unread_stamp("pk")).values_list("unread", "newest")
        count, stamp = row.first() or (0, 0)
        known(user, "unread", lambda: count)
        known(user, "unread_stamp", lambda: stamp)
    return Unread(count, stamp)


def forget_unread(user) -> None:
    """Ask the database again, for code that read or marked something and goes on with the same user object."""
    forget(user, "unread", "unread_stamp")


def register_unread() -> None:
    """Let it come along with the session."""
    register("unread", lambda: unread_count("user_id"))
    register("unread_stamp", lambda: unread_stamp("user_id"))


class _CountUpTo(Subquery):
    """How many rows a query has; one with a limit stops there."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def unread_count(user: str) -> Coalesce:
    """An expression; `user` is the column of the outer query that holds the person's id."""
    lines = _CountUpTo(_lines(user).order_by().values("pk")[:MOST])
    casts = _CountUpTo(_casts(user).order_by().values("pk")[:MOST])
    return Coalesce(lines, 0) + Coalesce(casts, 0)


def unread_stamp(user: str) -> Greatest:
    """The stamp of the newest unread line."""
    newest = [
        Coalesce(Subquery(rows.order_by("-stamp").values("stamp")[:1]), Value(0), output_field=BigIntegerField())
        for rows in (_lines(user), _casts(user))
    ]
    return Greatest(*newest)


def _lines(user: str) -> QuerySet:
    return Notification.objects.filter(_within(user), recipient_id=OuterRef(user), read_at=None, hidden=0)


def _casts(user: str) -> QuerySet:
    marks = BroadcastMark.objects.filter(user_id=OuterRef(OuterRef(user)), broadcast_id=OuterRef("pk"))
    cursor = ReadCursor.objects.filter(user_id=OuterRef(OuterRef(user))).values("read_upto")[:1]
    joined = get_user_model()._base_manager.filter(pk=OuterRef(OuterRef(user))).values("date_joined")[:1]
    later = Broadcast.objects.filter(_within(user), is_hidden=False, created_at__gt=moment(recent))
    later = later.exclude(by_id__isnull=False, by_id=OuterRef(user)).filter(created_at__gte=Subquery(joined))
    after = Q(stamp__gt=Coalesce(Subquery(cursor), Value(0), output_field=BigIntegerField()))
    return later.filter((after & ~Exists(marks.filter(is_read=True))) | Exists(marks.filter(is_read=False)))


def recent() -> datetime:
    """Since when announcements count."""
    return timezone.now() - RECENT


def _within(user: str) -> Q:
    """The reach of the person of the outer query."""
    mine = Reader.objects.filter(user_id=OuterRef(OuterRef(user)), audience_id=OuterRef("audience_id"))
    return Q(audience_id=Audience.EVERYONE_ID) | Q(Exists(mine))


__all__ = ["Unread", "forget_unread", "register_unread", "unread_of"]
