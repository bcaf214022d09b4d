"""Work that waits, and work by the clock."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from access.models import Audience, Reader
from core.clock import daily
from notifications.models import Broadcast, Notification
from notifications.sending import tell_now
from notifications.telling import now_stamp

KEEP_READ = timedelta(days=90)
KEEP = timedelta(days=365)
BATCH = 1000


@task()
def tell_batch(event: dict, people: list[int]) -> None:
    """One batch of the people who hear of one event."""
    tell_now(event, people)


@daily(hour=3)
@task()
def prune() -> None:
    """Read notifications go after three months, all others and announcements after a year; at once those of things
    that their owner may no longer read."""
    read, old = (now_stamp() - int(age.total_seconds() * 1_000_000) for age in (KEEP_READ, KEEP))
    _drop(Q(stamp__lt=old) | Q(stamp__lt=read, read_at__isnull=False))
    Broadcast.objects.filter(created_at__lt=timezone.now() - KEEP).delete()
    for audience_id in Notification.objects.order_by().values_list("audience_id", flat=True).distinct():
        if audience_id != Audience.EVERYONE_ID:
            readers = Reader.objects.filter(audience_id=audience_id).values("user_id")
            _drop(Q(audience_id=audience_id) & ~Q(recipient__in=readers))


def _drop(condition: Q) -> None:
    while pks := list(Notification.objects.filter(condition).values_list("pk", flat=True)[:BATCH]):
        Notification.objects.filter(pk__in=pks).delete()
