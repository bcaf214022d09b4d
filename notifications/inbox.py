"""A person's list: their own notifications and the announcements, newest first, and what each of them says."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import Http404
from django.utils import timezone

from access.kinds import kinds
from access.reach import reach
from activity.context import level_of
from activity.keys import MASK, key_for, key_of, model_of
from activity.levels import Level
from activity.sql import numbers_in
from notifications.models import Broadcast, Notification
from notifications.registry import Kind, Lane, Named, find
from notifications.titles import names_of
from notifications.unread import RECENT

SIZE = 20
NEWEST = (1 << 62) - 1
OWN, CAST, LANE = 0, 1, 2
COLUMNS = "source, pk, stamp, seen, read, kind, thing, place, newest, reason, actor, people, total, text"
NOBODY = Named("")


@dataclass
class Lever:
    """The level control beside a reason: of which thing, and how that is held now."""

    kind: str
    pk: int
    name: str
    level: Level


@dataclass
class Line:
    """One line of the list, ready to be shown."""

    kind: Kind
    source: int
    pk: int
    stamp: int
    is_seen: bool
    is_read: bool
    people: int
    total: int
    text: str
    actor_key: int
    thing_key: int
    place_key: int
    newest_key: int
    reason_key: int
    thing: Named = NOBODY
    place: Named = NOBODY
    newest: Named = NOBODY
    actor: Named | None = None
    reason: str = ""
    lever: Lever | None = None

    @property
    def id(self) -> str:
        """Names the line in the page and in addresses."""
        return f"{'b' if self.source == CAST else 'n'}{self.pk}"

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.stamp / 1_000_000, tz=UTC)

    @property
    def url(self) -> str:
        """Where the newest of it is read."""
        return self.newest.url or self.thing.url

    @property
    def quote(self) -> str:
        """A few words of what was said, or that were sent along."""
        return self.text or (self.newest.text if self.newest_key != self.thing_key or self.newest.text else "")

    @property
    def is_readable(self) -> bool:
        """Whether all it speaks of is there for the reader. Only a colleague may be gone: they then have no name."""
        return bool(self.thing.name and self.place.name and (self.newest.name or self.newest_key == self.actor_key))

    @property
    def others(self) -> int:
        """How many people beside the one who is named."""
        return max(0, self.people - 1)

    @property
    def words(self) -> str:
        """The sentence, in the reader's language, with %(who)s and %(thing)s still to be filled."""
        return self.kind.words(max(1, self.people))

    @property
    def label(self) -> str:
        """What the link in the sentence says."""
        return self.place.name if self.newest.text and self.place.name else self.thing.name


@dataclass(frozen=True)
class Inbox:
    """A page of the list. `top` is the newest stamp on it, `next_before` leads to older ones."""

    lines: list[Line] = field(default_factory=list)
    lanes: list[Lane] = field(default_factory=list)
    next_before: int | None = None
    top: int = 0

    @property
    def fresh(self) -> list[Line]:
        return [line for line in self.lines if not line.is_seen]

    @property
    def earlier(self) -> list[Line]:
        return [line for line in self.lines if line.is_seen]


def inbox(
    user, *, lane: Lane | None = None, unread: bool = False, before: int | None = None, size: int = SIZE
) -> Inbox:
    """What this person was told, may still read, and finds: newest first, older than `before`. Two statements, and one
    for the levels of what the reasons name."""
    rows = _rows(user, lane, unread, before or NEWEST, size + 1)
    lanes = [Lane(row[1]) for row in rows if row[0] == LANE]
    found = [row for row in rows if row[0] != LANE]
    shown = complete(user, [line for row in found[:size] if (line := line_of(row))])
    following = found[size - 1][2] if len(found) > size else None
    return Inbox(shown, lanes, following, found[0][2] if found else 0)


def complete(user, lines: Collection[Line]) -> list[Line]:
    """Those of these lines whose things this person may read now, with names, reasons and levers."""
    _name(user, lines)
    shown = [line for line in lines if line.is_readable]
    for line in shown:
        _explain(user, line)
    return shown


def get_line_or_404(user, id: str) -> Notification | Broadcast:
    """One line of this person's own list. Raises Http404 for anybody else's, and for an announcement out of reach."""
    source, number = id[:1], id[1:]
    found: Notification | Broadcast | None = None
    if number.isascii() and number.isdigit() and len(number) < 19:
        if source == "n":
            found = Notification.objects.filter(pk=int(number), recipient=user).first()
        elif source == "b":
            found = Broadcast.objects.filter(pk=int(number), audience_id__in=reach(user), is_hidden=False).first()
    if found is None:
        raise Http404("No such notification.")
    return found


def _rows(user, lane: Lane | None, unread: bool, before: int, limit: int) -> list[tuple]:
    """As `COLUMNS`: both kinds of lines, each from its own index, and the lanes that hold something."""
    own, mine = numbers_in("n.audience_id", reach(user))
    cast, casts = numbers_in("b.audience_id", reach(user))
    sql = f"""
        SELECT * FROM (
          SELECT {OWN} AS source, n.id, n.stamp, n.seen_at IS NOT NULL AS seen, n.read_at IS NOT NULL AS was_read,
            n.kind, n.thing, n.place, n.newest, n.reason, n.actor_id, n.people, n.total, n.text
          FROM notifications_notification n
          WHERE n.recipient_id = %s AND n.hidden = 0 AND n.stamp < %s AND {own}
            {"AND n.lane = %s" if lane else ""} {"AND n.read_at IS NULL" if unread else ""}
          ORDER BY n.stamp DESC LIMIT %s) own
        UNION ALL SELECT * FROM (
          SELECT {CAST} AS source, b.id, b.stamp, b.stamp <= COALESCE(c.seen_upto, 0) AS seen,
            COALESCE(m.is_read, b.stamp <= COALESCE(c.read_upto, 0)) AS was_read,
            b.kind, b.thing, b.thing, b.thing, 0, b.by_id, 1, 1, ''
          FROM notifications_broadcast b
          LEFT JOIN notifications_readcursor c ON c.user_id = %s
          LEFT JOIN notifications_broadcastmark m ON m.user_id = %s AND m.broadcast_id = b.id
          WHERE NOT b.is_hidden AND b.stamp < %s AND b.created_at >= %s AND {cast} AND COALESCE(b.by_id, 0) <> %s
            {"" if lane in (None, Lane.ORGANISATION) else "AND 1 = 0"}
            {"AND NOT COALESCE(m.is_read, b.stamp <= COALESCE(c.read_upto, 0))" if unread else ""}
          ORDER BY b.stamp DESC LIMIT %s) casts
        UNION ALL SELECT {LANE}, l.lane, 0, {_false()}, {_false()}, '', 0, 0, 0, 0, NULL, 0, 0, ''
          FROM ({" UNION ALL ".join(f"SELECT {int(each)} AS lane" for each in Lane)}) l
          WHERE EXISTS (SELECT 1 FROM notifications_notification n
            WHERE n.recipient_id = %s AND n.lane = l.lane AND n.hidden = 0 AND {own})
        ORDER BY stamp DESC"""  # noqa: S608  only fixed words and placeholders are put together here
    since = connection.ops.adapt_datetimefield_value(max(user.date_joined, timezone.now() - RECENT))
    parameters = [user.pk, before, *mine, *([int(lane)] if lane else []), limit]
    parameters += [user.pk, user.pk, before, since, *casts, user.pk, limit, user.pk, *mine]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def line_of(row: tuple) -> Line | None:
    """A row of the list as a line, still without names; None for a kind whose app is gone. The columns are those of
    `COLUMNS`."""
    source, pk, stamp, seen, read, code, thing, place, newest, reason, actor, people, total, text = row
    kind = find(code)
    return kind and Line(
        kind=kind,
        source=source,
        pk=pk,
        stamp=stamp,
        is_seen=bool(seen or read),
        is_read=bool(read),
        people=people,
        total=total,
        text=text,
        actor_key=key_for(get_user_model(), actor) if actor else 0,
        thing_key=thing,
        place_key=place,
        newest_key=newest,
        reason_key=reason,
    )


def _name(user, lines: Collection[Line]) -> None:
    keys = [
        key
        for line in lines
        for key in (line.thing_key, line.place_key, line.newest_key, line.reason_key, line.actor_key)
    ]
    names = names_of(user, keys)
    for line in lines:
        line.thing = names.get(line.thing_key, NOBODY)
        line.place = names.get(line.place_key, NOBODY)
        line.newest = names.get(line.newest_key, NOBODY)
        line.actor = names.get(line.actor_key)
        if line.reason_key in names:
            line.reason = str(line.kind.reason) % {"name": names[line.reason_key].name}
        elif not line.reason_key:
            line.reason = str(line.kind.reason)


def _explain(user, line: Line) -> None:
    """The lever: of what the reason names, else of the place; none for what one cannot follow."""
    key = line.reason_key or line.place_key
    name = line.place.name if not line.reason_key else ""
    model = model_of(key)
    kind = model and next((kind for kind in kinds() if issubclass(model, kind.model)), None)
    if kind and kind.followable and key != key_of(user) and line.reason and line.kind.level > Level.MUTED:
        line.lever = Lever(kind.name, key & MASK, name, level_of(user, key))


def _false() -> str:
    return "FALSE" if connection.vendor == "postgresql" else "0"
