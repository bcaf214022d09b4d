"""Work that waits, and work by the clock."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from access.models import Audience, Reader
from core.clock import daily, every
from notifications.mail.sending import send_to
from notifications.mail.windows import due, open_for_readers
from notifications.models import Broadcast, Mail, Notification
from notifications.sending import tell_now
from notifications.telling import now_stamp

KEEP_READ = timedelta(days=90)
KEEP = timedelta(days=365)
KEEP_MAIL = timedelta(days=31)
BATCH = 1000
MAILS = 100
MOST_DUE = 10_000


@task()
def tell_batch(event: dict, people: list[int]) -> None:
    """One batch of the people who hear of one event."""
    tell_now(event, people)


@task()
def open_windows(audience_id: int) -> None:
    """Something was announced to these readers: it may have to be mailed."""
    with transaction.atomic():
        open_for_readers(audience_id)


@every(minutes=1)
@task()
def send_mail() -> int:
    """Find whose mail is due; the sending itself is one task per batch. Returns how many people that are. Nothing while
    earlier batches still wait for a worker."""
    waiting = DBTaskResult.objects.filter(task_path=send_batch.module_path, status=TaskResultStatus.READY)
    people = [] if waiting.exists() else due(MOST_DUE)
    for start in range(0, len(people), MAILS):
        send_batch.enqueue(people[start : start + MAILS])
    return len(people)


@task()
def send_batch(people: list[int]) -> int:
    """Mail these people what waits for them. Returns how many mails went out."""
    return send_to(people)


@daily(hour=3)
@task()
def prune() -> None:
    """Read notifications go after three months, all others and announcements after a year; at once those of things
    that their owner may no longer read."""
    read, old = (now_stamp() - int(age.total_seconds() * 1_000_000) for age in (KEEP_READ, KEEP))
    _drop(Q(stamp__lt=old) | Q(stamp__lt=read, read_at__isnull=False))
    Broadcast.objects.filter(created_at__lt=timezone.now() - KEEP).delete()
    Mail.objects.filter(sent_at__lt=timezone.now() - KEEP_MAIL).delete()
    for audience_id in Notification.objects.order_by().values_list("audience_id", flat=True).distinct():
        if audience_id != Audience.EVERYONE_ID:
            readers = Reader.objects.filter(audience_id=audience_id).values("user_id")
            _drop(Q(audience_id=audience_id) & ~Q(recipient__in=readers))


def _drop(condition: Q) -> None:
    while pks := list(Notification.objects.filter(condition).values_list("pk", flat=True)[:BATCH]):
        Notification.objects.filter(pk__in=pks).delete()
