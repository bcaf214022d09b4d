"""An answer that came by mail: placed in its sender's name, or sent back with the reason.

What is sent back never says what was answered: who gets it may not be somebody who may know. It goes to people with an
account, or to whoever wrote to an address with a good signature, a few times a day; never to machines. So nobody can
make this installation send mail to strangers.
"""

import logging
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.mail import address, send
from notifications.mail.incoming import Incoming, parse
from notifications.mail.seeing import visible
from notifications.registry import replies_to

logger = logging.getLogger(__name__)
MOST_SENT_BACK = 5
A_DAY = 24 * 3600
SHOWN_AGAIN = 5000

BROKEN_ADDRESS = gettext_lazy(
    "The address you wrote to is not complete. Use “Answer” in your mail program, under the mail you got."
)
WRONG_SENDER = gettext_lazy(
    "Only the person to whom a mail was sent can answer it, from the address of their account. Answer a mail that was "
    "sent to you, or answer on the intranet."
)
TOO_LATE = gettext_lazy("This mail is too old to be answered by mail. Answer on the intranet.")
NOT_THERE = gettext_lazy("What you answered is not there any more, or takes no answers any more.")
NO_WORDS = gettext_lazy("There were no words of yours in it. Write your answer above the mail that you answer.")


class Outcome(StrEnum):
    """What became of a mail."""

    PLACED = "placed"
    SENT_BACK = "sent back"
    IGNORED = "ignored"


def receive(raw: bytes) -> Outcome:
    """Take one mail as a mail server delivers it. The same mail twice is one answer. Raises only when the database or
    the mail server does not answer: then the mail has to be delivered again."""
    incoming = parse(raw, settings.REPLY_ADDRESS)
    if incoming.is_automatic or not incoming.sender or not incoming.is_ours:
        return Outcome.IGNORED
    people = get_user_model().objects.filter(is_active=True)
    sender = people.filter(email__iexact=incoming.sender).first()
    if incoming.to is None:
        return _send_back(incoming, sender, BROKEN_ADDRESS) if sender else Outcome.IGNORED
    person = people.filter(pk=incoming.to.user_id).first()
    if person is None:
        return Outcome.IGNORED
    if sender != person:
        return _send_back(incoming, sender, WRONG_SENDER)
    if incoming.to.is_over:
        return _send_back(incoming, sender, TOO_LATE)
    with translation.override(person.language):
        return _place(incoming, person, incoming.to.thing)


def _place(incoming: Incoming, person, key: int) -> Outcome:
    thing = visible(person, key)
    replies = thing is not None and replies_to(person, thing)
    if not replies:
        return _send_back(incoming, person, NOT_THERE)
    if not incoming.text:
        return _send_back(incoming, person, NO_WORDS)
    try:
        replies.place(person, thing, incoming.text, token=incoming.token)
    except ValidationError as refused:
        return _send_back(incoming, person, " ".join(refused.messages))
    except PermissionDenied:
        return _send_back(incoming, person, NOT_THERE)
    if incoming.has_files:
        _tell_of_files(incoming, person)
    return Outcome.PLACED


def _send_back(incoming: Incoming, person, reason: str | Promise) -> Outcome:
    """To who sent it; their own words go along, so that nothing typed is lost."""
    if not _may_be_sent(incoming.sender):
        return Outcome.IGNORED

    def compose() -> dict:
        paragraphs = [_("Your answer by mail was not placed."), str(reason)]
        if incoming.text:
            paragraphs += [_("This is what you wrote:"), incoming.text[:SHOWN_AGAIN]]
        return {
            "subject": _("Your answer was not placed"),
            "greeting": person.first_name if person else "",
            "paragraphs": paragraphs,
            "button": {"label": _("To the intranet"), "url": address(reverse("notifications:inbox"))},
        }

    language = person.language if person else settings.LANGUAGE_CODE
    send(incoming.sender, language, compose, _headers(incoming))
    return Outcome.SENT_BACK


def _tell_of_files(incoming: Incoming, person) -> None:
    def compose() -> dict:
        return {
            "subject": _("Your answer was placed without its attachments"),
            "greeting": person.first_name,
            "paragraphs": [_("Your answer stands on the intranet. What you attached does not come along by mail.")],
            "button": {"label": _("To the intranet"), "url": address(reverse("notifications:inbox"))},
        }

    if _may_be_sent(incoming.sender):
        send(incoming.sender, person.language, compose, _headers(incoming))


def _may_be_sent(to: str) -> bool:
    """A few times a day per address: two machines that answer each other end there."""
    limits, name = caches["limits"], sha256(to.encode()).hexdigest()[:32]
    return any(limits.add(f"mail.back:{name}:{number}", 1, A_DAY) for number in range(MOST_SENT_BACK))


def _headers(incoming: Incoming) -> dict[str, str]:
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    if incoming.message_id:
        headers |= {"In-Reply-To": incoming.message_id, "References": incoming.message_id}
    return headers
