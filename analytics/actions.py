"""Counting readers without remembering who they are."""

import hmac
from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Count, Model
from django.utils import timezone

from access.kinds import get_kind, kind_of
from access.rule import audience_id_of, can_see, readers_of
from analytics.models import ReachCount, Seen

__all__ = ["close_counts", "count_seen"]

COUNTED_DAYS = 30
TOKEN_BYTES = 16


@transaction.atomic
def count_seen(thing: Model, *, by) -> None:
    """This person had the thing before the eyes. Each person counts once in the period of a count; nothing that is
    written says who it was or when."""
    if not can_see(by, thing):
        raise PermissionDenied("This is not there for this person.")
    reach = open_count(thing)
    if reach is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO analytics_seen (reach_id, token) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [reach.pk, token_of(reach, by)],
        )


def open_count(thing: Model) -> ReachCount | None:
    """The count of this thing that runs now; a first one, or a new one when the last is closed, begins today."""
    name = {"kind": kind_of(thing).name, "object_id": thing.pk}
    found = ReachCount.objects.filter(**name, seen=None).first()
    if found is not None:
        return found if found.salt is not None else None
    today = timezone.localdate()
    last = timedelta(days=COUNTED_DAYS)
    made, _new = ReachCount.objects.get_or_create(**name, opened_on=today, defaults={"closes_on": today + last})
    return made if made.seen is None else None


def token_of(reach: ReachCount, person) -> bytes:
    """Stands for this person in this count and in no other one."""
    key = settings.SECRET_KEY.encode() + bytes(reach.salt or b"")
    return hmac.new(key, f"analytics.seen:{person.pk}".encode(), sha256).digest()[:TOKEN_BYTES]


def close_counts(today: date | None = None) -> int:
    """Turn every count whose period is over into two numbers, and throw away what could make more of it. Returns how
    many were closed."""
    today = today or timezone.localdate()
    due = ReachCount.objects.filter(seen=None, closes_on__lt=today).order_by("pk").values_list("pk", flat=True)
    closed = sum(close(pk) for pk in list(due))
    # A reader who came at the very moment of closing may have left a sign behind it.
    Seen.objects.filter(reach__in=ReachCount.objects.exclude(seen=None)).delete()
    return closed


@transaction.atomic
def close(pk: int) -> bool:
    """One count. Returns whether this call closed it."""
    reach = ReachCount.objects.select_for_update().filter(pk=pk, seen=None).first()
    if reach is None:
        return False
    reach.seen = Seen.objects.filter(reach_id=pk).aggregate(number=Count("token"))["number"]
    reach.audience_size = size_of_audience(reach)
    reach.salt = None
    reach.save()
    Seen.objects.filter(reach_id=pk).delete()
    return True


def size_of_audience(reach: ReachCount) -> int | None:
    """How many people may read the thing now; None when it is gone."""
    thing = get_kind(reach.kind).model._base_manager.filter(pk=reach.object_id).first()
    audience_id = audience_id_of(thing) if thing is not None else None
    return readers_of(audience_id).count() if audience_id is not None else None
