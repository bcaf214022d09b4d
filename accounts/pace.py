"""How often one person may do something: every limit of the house on acts, in one list and one table.

`check(user, POST)` counts one act, or raises `TooOften` with a sentence for the form. Call it in the transaction of the
act: what is rolled back was not counted, and parallel requests of one person wait for each other in one statement. It
needs no cache and outlives a restart. Views that catch `TooOften` answer 429 with the form as it was typed;
`accounts.middleware.PaceMiddleware` answers for all others.

A period begins with its first act and lasts `per`; an administrator may set other numbers (`KRING_PACES`). Attempts to
sign in are counted elsewhere, per account and network address (`accounts.limits`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Tally


@dataclass(frozen=True)
class Pace:
    """At most `usual` times in every period. `said` opens the sentence that a person reads."""

    name: str
    usual: int
    per: timedelta
    said: str | Promise

    @property
    def most(self) -> int:
        """The number that holds in this installation."""
        return int(settings.KRING_PACES.get(self.name, self.usual))


POST = Pace("post", 30, timedelta(minutes=10), gettext_lazy("You posted a lot in a short time."))
FOLLOW = Pace("follow", 60, timedelta(hours=1), gettext_lazy("You followed a lot in a short time."))
SEARCH = Pace("search", 60, timedelta(minutes=1), gettext_lazy("You searched a lot in a short time."))
SUGGEST = Pace("suggest", 300, timedelta(minutes=1), gettext_lazy("You searched a lot in a short time."))
UPLOAD = Pace("upload", 100, timedelta(days=1), gettext_lazy("You uploaded many files today."))
REPORT = Pace("report", 20, timedelta(hours=1), gettext_lazy("You reported a lot in a short time."))
INVITE = Pace("invite", 100, timedelta(days=1), gettext_lazy("You invited many people today."))
MAIL = Pace("mail", 30, timedelta(days=1), gettext_lazy("This person got many mails today."))
PACES = (POST, FOLLOW, SEARCH, SUGGEST, UPLOAD, REPORT, INVITE, MAIL)

MOST_MENTIONED = 20
"""People that one post or comment may mention: beyond it nobody more is told."""


class TooOften(ValidationError):  # noqa: N818  it is an answer, not a fault
    """More than one person does; the message says when to go on. `wait` is that time in seconds."""

    def __init__(self, pace: Pace, wait: int) -> None:
        super().__init__(f"{pace.said} {_when(wait)}", code="too_often")
        self.pace, self.wait = pace, wait


def check(user, pace: Pace, times: int = 1) -> None:
    """Count so many acts of this person. Raises TooOften, and counts nothing, when that is more than the pace."""
    wait = take(user, pace, times)
    if wait:
        raise TooOften(pace, wait)


def take(user, pace: Pace, times: int = 1) -> int:
    """The same without raising: 0 when it was counted, else the seconds until it can be. For code that puts something
    off, such as a mail."""
    now = timezone.now()
    over = now - pace.per
    if times <= pace.most and _count(user.pk, pace, times, now, over):
        return 0
    since = Tally.objects.filter(user_id=user.pk, what=pace.name).values_list("since", flat=True).first() or now
    return max(1, -(-int((since + pace.per - now).total_seconds() * 10) // 10))


def forget(user, pace: Pace) -> None:
    """Begin anew for this person."""
    Tally.objects.filter(user_id=user.pk, what=pace.name).delete()


def forget_old() -> int:
    """Remove what no longer counts; returns how many rows went."""
    longest = max(pace.per for pace in PACES)
    return Tally.objects.filter(since__lt=timezone.now() - longest).delete()[0]


def _count(user_id: int, pace: Pace, times: int, now: datetime, over: datetime) -> bool:
    """One statement that asks and counts: of two that arrive together only one can be the last that is allowed."""
    moment, past = (connection.ops.adapt_datetimefield_value(at) for at in (now, over))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO accounts_tally AS t (user_id, what, since, used) VALUES (%s, %s, %s, %s)
            ON CONFLICT (user_id, what) DO UPDATE SET
              used = excluded.used + CASE WHEN t.since <= %s THEN 0 ELSE t.used END,
              since = CASE WHEN t.since <= %s THEN excluded.since ELSE t.since END
            WHERE t.since <= %s OR t.used + excluded.used <= %s
            RETURNING used""",
            [user_id, pace.name, moment, times, past, past, past, pace.most],
        )
        return cursor.fetchone() is not None


def _when(wait: int) -> str:
    if wait < 90:
        return ngettext(
            "You can go on in %(n)d second; what you typed is kept.",
            "You can go on in %(n)d seconds; what you typed is kept.",
            wait,
        ) % {"n": wait}
    if wait < 2 * 3600:
        minutes = -(-wait // 60)
        return _("You can go on in %(n)d minutes; what you typed is kept.") % {"n": minutes}
    return _("You can go on in %(n)d hours; what you typed is kept.") % {"n": -(-wait // 3600)}
