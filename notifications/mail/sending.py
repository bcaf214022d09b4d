"""Sending to a batch of people: claim, decide, compose, hand over, close; one person at a time, each on their own."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from accounts.pace import MAIL
from notifications.choices import Wishes, wishes_of_many
from notifications.mail.letters import compose
from notifications.mail.moments import hours_of
from notifications.mail.waiting import plan
from notifications.mail.windows import Outcome, claim, close, put_off
from notifications.models import Mail, Window

logger = logging.getLogger(__name__)
NOTHING = Outcome(done=(), cutoff=0, casts_upto=0, again_at=None)
REFUSED_FOR_GOOD = 500


def send_to(people: Iterable[int]) -> int:
    """Mail each of these people what waits for them, if their window is still due and nobody else has it. Returns how
    many mails went out. One that fails keeps its own place and holds up nobody else's."""
    pks = list(people)
    users = {user.pk: user for user in get_user_model().objects.filter(pk__in=pks)}
    wishes = wishes_of_many(pks)
    connection, sent = get_connection(), 0
    try:
        for pk in pks:
            window = claim(pk)
            if window is None:
                continue
            try:
                sent += _send(users.get(pk), window, wishes[pk], connection)
            except (OSError, SMTPException) as failure:
                logger.warning("Mail to person %d is put off: %s", pk, type(failure).__name__)
                put_off(window)
            except Exception:
                logger.exception("Mail to person %d cannot be composed; it is put off.", pk)
                put_off(window)
    finally:
        connection.close()
    return sent


def _send(user, window: Window, wishes: Wishes, connection) -> bool:
    if user is None or not user.is_active:
        close(window, NOTHING, None)
        return False
    found = plan(user, window, wishes, hours_of(wishes.rhythm, user.time_zone))
    mail = compose(user, found.lines, window.letter, is_digest=found.is_digest) if found.lines else None
    if mail is None:
        close(window, found.outcome, None)
        return False
    if wait_until := _most_reached(user):
        close(window, Outcome(done=(), cutoff=0, casts_upto=0, again_at=wait_until), None)
        return False
    if not _hand_over(mail, connection, user.pk):
        close(window, found.outcome, None)
        return False
    sent = Mail(
        user=user, letter=window.letter, is_digest=found.is_digest, lines=len(found.lines), sent_at=timezone.now()
    )
    close(window, found.outcome, sent)
    return True


def _hand_over(mail: EmailMessage, connection, user_id: int) -> bool:
    """False when the mail server says that this address will never take it. Raises what may pass."""
    mail.connection = connection
    connection.open()
    try:
        mail.send()
    except SMTPRecipientsRefused as refused:
        if any(code < REFUSED_FOR_GOOD for code, _words in refused.recipients.values()):
            raise
        logger.warning("The address of person %d is refused for good; this mail is dropped.", user_id)
        return False
    return True


def _most_reached(user) -> datetime | None:
    """When the next mail may go to somebody who got as many as one person gets in a day; None for everybody else."""
    since = timezone.now() - MAIL.per
    recent = Mail.objects.filter(user=user, sent_at__gt=since).order_by("-sent_at")
    times = list(recent.values_list("sent_at", flat=True)[: MAIL.most])
    return times[-1] + MAIL.per + timedelta(seconds=1) if len(times) >= MAIL.most else None
