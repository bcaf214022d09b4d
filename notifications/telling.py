"""Telling a batch of people of one event: five statements, whatever their number, in the caller's transaction.

First comes a row per person and event, whose unique key decides who was not told yet: two workers that deliver the same
event at once wait for each other there. Then the row per person and thing is made or opened again, and what it says is
added up from the events of its round. People are taken in the order of their ids, here and in `notifications.hiding`:
two transactions never wait for each other crosswise.
"""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import F, UUIDField

from access.models import Audience
from activity.levels import WATCHES, Level
from activity.sql import numbers_in
from notifications.mail.windows import open_for
from notifications.models import Channel, Hidden, Notification
from notifications.registry import Kind

_moment: ContextVar[int] = ContextVar("notifications.moment", default=0)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What is told. Things are numbers of `activity.keys`; `holds` are those whose level decides who hears of it."""

    kind: Kind
    event_id: UUID
    thing: int
    place: int
    newest: int
    audience_id: int
    holds: Collection[int]
    reason: int = 0
    by: int | None = None
    text: str = ""


def now_stamp() -> int:
    """This moment, as the order of lists counts it."""
    return _moment.get() or time.time_ns() // 1000


def is_past() -> bool:
    """Whether what is told now is told as something of earlier."""
    return bool(_moment.get())


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """What is told inside this block was told at that moment, and is not mailed any more. For the demo."""
    token = _moment.set(int(moment.timestamp() * 1_000_000))
    try:
        yield
    finally:
        _moment.reset(token)


def tell(telling: Telling, people: Collection[int]) -> int:
    """Tell those of these people who may read it, want to hear of it, and were not told before. Returns how many."""
    if not connection.in_atomic_block:
        raise RuntimeError("Telling belongs in one transaction.")
    stamp = now_stamp()
    fresh = _claim(telling, people, stamp)
    if fresh:
        rows = _open(telling, fresh, stamp)
        _file(telling, rows)
        pks = [pk for pk, _, _ in rows]
        add_up(pks)
        if is_past():
            Notification.objects.filter(pk__in=pks).update(mailed_stamp=F("stamp"))
        else:
            open_for(fresh)
    return len(fresh)


def add_up(pks: Collection[int]) -> None:
    """Make these notifications say what the happenings of their present round say."""
    if not pks:
        return
    within, numbers = numbers_in("n.id", pks)
    outside = Hidden.THING_GONE | Hidden.PLACE_GONE | Hidden.NOT_IN_APP
    live = "FROM notifications_happening h WHERE h.notification_id = n.id AND h.round = n.round AND NOT h.is_gone"
    last = "ORDER BY h.stamp DESC, h.id DESC LIMIT 1"
    _execute(
        f"""
        UPDATE notifications_notification AS n SET
          people = (SELECT COUNT(DISTINCT COALESCE(h.actor_id, 0)) {live}),
          total = (SELECT COUNT(*) {live}),
          hidden = CASE WHEN EXISTS (SELECT 1 {live})
            THEN n.hidden & {outside} ELSE n.hidden | {Hidden.EMPTY} END,
          newest = COALESCE((SELECT h.subject {live} {last}), n.newest),
          actor_id = (SELECT h.actor_id {live} {last}),
          text = COALESCE((SELECT h.text {live} {last}), ''),
          stamp = COALESCE((SELECT h.stamp {live} {last}), n.stamp)
        WHERE {within}""",  # noqa: S608  only fixed words and placeholders are put together here
        numbers,
    )


def _claim(telling: Telling, people: Collection[int], stamp: int) -> list[int]:
    """Who hears of it: everything that may keep somebody from it is asked here, at the moment of sending."""
    within, numbers = numbers_in("u.id", people)
    clauses, parameters = [within, "u.is_active"], list(numbers)
    if telling.by is not None:
        clauses.append("u.id <> %s")
        parameters.append(telling.by)
    if telling.audience_id != Audience.EVERYONE_ID:
        clauses.append("EXISTS (SELECT 1 FROM access_reader r WHERE r.user_id = u.id AND r.audience_id = %s)")
        parameters.append(telling.audience_id)
    if telling.kind.can_switch_off:
        clauses.append(f"(NOT {_is_off('u.id')} OR {_is_mailed('u.id')})")
        parameters += [telling.kind.code, Channel.APP, telling.kind.code, Channel.APP]
    for clause, more in _level(telling):
        clauses.append(clause)
        parameters += more
    rows = _execute(
        f"""
        INSERT INTO notifications_happening (recipient_id, event_id, round, subject, actor_id, text, stamp, is_gone)
        SELECT u.id, {_uuid()}, 0, %s, %s, %s, %s, {"FALSE" if connection.vendor == "postgresql" else "0"}
        FROM {get_user_model()._meta.db_table} u WHERE {" AND ".join(clauses)} ORDER BY u.id
        ON CONFLICT DO NOTHING RETURNING recipient_id""",  # noqa: S608
        [_event(telling), telling.newest, telling.by, telling.text, stamp, *parameters],
    )
    return sorted(pk for (pk,) in rows)


def _is_off(person: str) -> str:
    """Whether a person switched a kind off on a channel: two parameters."""
    return (
        f"EXISTS (SELECT 1 FROM notifications_preference p WHERE p.user_id = {person} AND p.kind = %s"  # noqa: S608
        " AND p.channel = %s AND NOT p.is_on)"
    )


def _is_mailed(person: str) -> str:
    """Whether a person asked for a kind on another channel: two parameters."""
    return (
        f"EXISTS (SELECT 1 FROM notifications_preference p WHERE p.user_id = {person} AND p.kind = %s"  # noqa: S608
        " AND p.channel <> %s AND p.is_on)"
    )


def _level(telling: Telling) -> list[tuple[str, list]]:
    """Who muted what this is about does not hear of it; nor, for some kinds, who follows or watches it too little."""
    level = telling.kind.level
    if level == Level.MUTED or not telling.holds:
        return []
    muted, numbers = numbers_in("m.thing", telling.holds)
    clauses = [(f"NOT EXISTS (SELECT 1 FROM activity_mute m WHERE m.user_id = u.id AND {muted})", numbers)]  # noqa: S608
    if level > Level.NORMAL:
        key = "f.content_type_id * 1099511627776 + CAST(f.object_id AS bigint)"
        held, numbers = numbers_in(key, telling.holds)
        flag = f" AND f.flag = '{WATCHES}'" if level == Level.WATCHING else ""
        clauses.append((f"EXISTS (SELECT 1 FROM actstream_follow f WHERE f.user_id = u.id{flag} AND {held})", numbers))  # noqa: S608
    return clauses


def _open(telling: Telling, people: Collection[int], stamp: int) -> list[tuple[int, int, int]]:
    """(id, recipient, round) of the row of each person; one that was read begins a new round, unread and unseen."""
    given, numbers = _each(people)
    kind = telling.kind
    # Who does not want it on the intranet wants it by mail, or would not hear of it. A line that stands there stays.
    by_mail_only, by_mail = "0", []
    if kind.can_switch_off:
        by_mail_only = f"CASE WHEN {_is_off('given.id')} THEN {Hidden.NOT_IN_APP.value} ELSE 0 END"
        by_mail = [kind.code, Channel.APP]
    return _execute(
        f"""
        INSERT INTO notifications_notification AS n (recipient_id, kind, family, lane, thing, place, newest, reason,
          audience_id, actor_id, people, total, text, stamp, hidden, round)
        SELECT given.id, %s, %s, %s, %s, %s, %s, %s, %s, NULL, 0, 0, '', %s, {by_mail_only}, 1
        FROM {given} WHERE 1 = 1 ORDER BY given.id
        ON CONFLICT (recipient_id, family, thing) DO UPDATE SET kind = excluded.kind, lane = excluded.lane,
          place = excluded.place, reason = excluded.reason, audience_id = excluded.audience_id,
          round = n.round + CASE WHEN n.read_at IS NULL THEN 0 ELSE 1 END, read_at = NULL, seen_at = NULL,
          hidden = CASE WHEN n.read_at IS NULL AND n.hidden = 0 THEN 0
            ELSE n.hidden & {Hidden.THING_GONE | Hidden.PLACE_GONE | Hidden.EMPTY} | excluded.hidden END
        RETURNING id, recipient_id, round""",  # noqa: S608
        [
            kind.code,
            kind.group,
            int(kind.lane),
            telling.thing,
            telling.place,
            telling.newest,
            telling.reason,
            telling.audience_id,
            stamp,
            *by_mail,
            *numbers,
        ],
    )


def _file(telling: Telling, rows: list[tuple[int, int, int]]) -> None:
    """Put the events of these people under their notifications."""
    within, numbers = numbers_in("recipient_id", [recipient for _, recipient, _ in rows])
    mine = (
        "FROM notifications_notification n WHERE n.recipient_id = notifications_happening.recipient_id"
        " AND n.family = %s AND n.thing = %s"
    )
    _execute(
        f"""
        UPDATE notifications_happening SET notification_id = (SELECT n.id {mine}), round = (SELECT n.round {mine})
        WHERE event_id = {_uuid()} AND {within}""",  # noqa: S608
        [telling.kind.group, telling.thing, telling.kind.group, telling.thing, _event(telling), *numbers],
    )


def _each(numbers: Collection[int]) -> tuple[str, list]:
    """A table `given` with a column `id`."""
    if connection.vendor == "postgresql":
        return "unnest(%s::bigint[]) AS given(id)", [sorted(numbers)]
    text = f"[{','.join(str(int(number)) for number in sorted(numbers))}]"
    return "(SELECT value AS id FROM json_each(%s)) AS given", [text]


def _uuid() -> str:
    return "%s::uuid" if connection.vendor == "postgresql" else "%s"


def _event(telling: Telling):
    return UUIDField().get_db_prep_value(telling.event_id, connection)


def _execute(sql: str, parameters: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []
