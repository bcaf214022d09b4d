"""What waits to be mailed to one person: not read, not seen, not mailed, not taken back, and still within reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone

from access.reach import reach
from activity.levels import Level
from activity.sql import numbers_in
from activity.stand import stand_of
from notifications.choices import Wishes
from notifications.inbox import CAST, OWN, Line, line_of
from notifications.mail.moments import Hours
from notifications.mail.windows import HOLD, Outcome
from notifications.models import Channel, Every, Hidden, Window

OLDEST = timedelta(days=35)
MOST = 1000


@dataclass(frozen=True)
class Plan:
    """What goes now (none: nothing does), as what, and what is to be remembered when that is done."""

    lines: Sequence[Line]
    is_digest: bool
    outcome: Outcome


def plan(user, window: Window, wishes: Wishes, hours: Hours) -> Plan:
    """Decide over everything that waits for this person at this moment."""
    now = timezone.now()
    cutoff = int((now - HOLD).timestamp() * 1_000_000)
    waiting = [line for row in _rows(user, window) if (line := line_of(row))]
    ripe = [line for line in waiting if line.stamp <= cutoff]
    at_once, for_digest = _by_channel(user, ripe, wishes)
    opens = hours.next_open(now)
    urgent = [line for line in at_once if not line.kind.can_wait]
    digest_at = _digest_at(for_digest, window, wishes, hours)
    is_digest = digest_at is not None and digest_at <= now
    by_itself = at_once if opens <= now else urgent
    going = _newest_first([*at_once, *for_digest]) if is_digest else by_itself
    gone = {(line.source, line.pk) for line in going}
    later = [line for line in (*at_once, *for_digest) if (line.source, line.pk) not in gone]
    moments = [datetime.fromtimestamp(line.stamp / 1_000_000, tz=UTC) + HOLD for line in waiting if line.stamp > cutoff]
    kept = {(line.source, line.pk) for line in later}
    if any((line.source, line.pk) in kept for line in at_once):
        moments.append(opens)
    if digest_at is not None and not is_digest:
        moments.append(digest_at)
    done = [line for line in ripe if (line.source, line.pk) not in kept]
    outcome = Outcome(
        done=[line.pk for line in done if line.source == OWN],
        cutoff=cutoff,
        casts_upto=max((line.stamp for line in done if line.source == CAST), default=0),
        again_at=min(moments, default=None),
    )
    return Plan(going, is_digest, outcome)


def _by_channel(user, lines: list[Line], wishes: Wishes) -> tuple[list[Line], list[Line]]:
    """The lines that are mailed at once, and those for the digest. The others need not be mailed."""
    at_once, for_digest = [], []
    if not wishes.rhythm.has_mail or not lines:
        return [], []
    muted = stand_of(user).mutes
    # One cursor tells how far announcements were mailed, so they all go the same way.
    casts_at_once = any(line.source == CAST and wishes.wants(line.kind, Channel.MAIL) for line in lines)
    for line in lines:
        if line.kind.level > Level.MUTED and muted & {line.thing_key, line.place_key, line.reason_key}:
            continue
        if wishes.wants(line.kind, Channel.MAIL) or (casts_at_once and line.source == CAST):
            at_once.append(line)
        elif wishes.wants(line.kind, Channel.DIGEST) and wishes.every != Every.NEVER:
            for_digest.append(line)
    return at_once, for_digest


def _digest_at(lines: list[Line], window: Window, wishes: Wishes, hours: Hours) -> datetime | None:
    """When the digest of these lines is due: at the first moment of it after the oldest of them, and after the last
    digest, so that no moment gives two."""
    if not lines:
        return None
    oldest = datetime.fromtimestamp(min(line.stamp for line in lines) / 1_000_000, tz=UTC) + HOLD
    return hours.next_digest(wishes.every, max(oldest, window.digested_at or oldest))


def _newest_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: -line.stamp)


def _rows(user, window: Window) -> list[tuple]:
    own, mine = numbers_in("n.audience_id", reach(user))
    cast, casts = numbers_in("b.audience_id", reach(user))
    oldest = timezone.now() - OLDEST
    since = connection.ops.adapt_datetimefield_value(max(user.date_joined, oldest))
    sql = f"""
        SELECT * FROM (
          SELECT {OWN} AS source, n.id, n.stamp, 0 AS seen, 0 AS was_read,
            n.kind, n.thing, n.place, n.newest, n.reason, n.actor_id, n.people, n.total, n.text
          FROM notifications_notification n
          WHERE n.recipient_id = %s AND n.hidden IN (0, {Hidden.NOT_IN_APP}) AND n.stamp > %s AND {own}
            AND n.read_at IS NULL AND n.seen_at IS NULL AND n.stamp > n.mailed_stamp
          ORDER BY n.stamp DESC LIMIT {MOST}) own
        UNION ALL SELECT * FROM (
          SELECT {CAST} AS source, b.id, b.stamp, 0 AS seen, 0 AS was_read,
            b.kind, b.thing, b.thing AS place, b.thing AS newest, 0 AS reason, b.by_id, 1 AS people, 1 AS total,
            '' AS text
          FROM notifications_broadcast b
          LEFT JOIN notifications_readcursor c ON c.user_id = %s
          LEFT JOIN notifications_broadcastmark m ON m.user_id = %s AND m.broadcast_id = b.id
          WHERE NOT b.is_hidden AND b.stamp > %s AND b.created_at >= %s AND {cast} AND COALESCE(b.by_id, 0) <> %s
            AND b.stamp > COALESCE(c.seen_upto, 0)
            AND NOT COALESCE(m.is_read, b.stamp <= COALESCE(c.read_upto, 0))
          ORDER BY b.stamp DESC LIMIT {MOST}) casts
        ORDER BY stamp DESC"""  # noqa: S608  only fixed words and placeholders are put together here
    parameters = [user.pk, int(oldest.timestamp() * 1_000_000), *mine]
    parameters += [user.pk, user.pk, window.casts_upto, since, *casts, user.pk]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
