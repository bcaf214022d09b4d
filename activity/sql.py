"""The one statement behind every timeline: pull, with a switch.

Few sources: the newest rows of each (LATERAL). Many: the newest activities are scanned once, and only when they do not
fill the page the rows of each source are fetched below them. Either way the covering index of `ActivitySource` answers,
and audience, lane and mutes are judged there, so that nothing invisible uses up a place.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from activity.keys import SHIFT, is_type
from activity.models import Activity

FEW = 64
WINDOW = 3000
NEWEST = (1 << 62) - 1


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What is asked: activities of these sources within this reach, older than `before` and newer than `after`."""

    sources: Collection[int]
    reach: Collection[int]
    mutes: Collection[int] = ()
    lane: int | None = None
    before: int | None = None
    after: int | None = None
    colleagues: Collection[int] = ()
    """User ids whose responses are counted; empty when nobody asks."""
    limit: int = 20


def newest(reading: Reading) -> list[Activity]:
    """The newest matching activities, each with `matched` (all its sources) and `responses` (by `colleagues`)."""
    sql, parameters = _statement(reading)
    rows = list(Activity.objects.raw(sql, parameters))
    for row in rows:
        row.matched = frozenset(int(number) for number in (row.matched_text or "").split(",") if number)
    return rows


def _statement(reading: Reading) -> tuple[str, list]:
    few = len(reading.sources) <= FEW
    hits, parameters = _few(reading) if few else _many(reading)
    responses, counted = _responses(reading)
    within, reach = numbers_in("a.audience_id", reading.reach)
    sql = f"""
        SELECT a.id, a.event_id, a.verb, a.hidden, a.audience_id, a.actor_id, a.thing, a.place, a.created_at, a.lifts,
          (SELECT {_JOIN[connection.vendor]} FROM activity_activitysource m WHERE m.activity_id = a.id) AS matched_text,
          {responses} AS responses
        FROM ({hits}) hit JOIN activity_activity a ON a.id = hit.activity_id
        WHERE a.hidden = 0 AND {within}
        ORDER BY a.id DESC LIMIT %s"""  # noqa: S608  only fixed words and placeholders are put together here
    return sql, [*counted, *parameters, *reach, reading.limit]


_JOIN = {"postgresql": "string_agg(m.source::text, ',')", "sqlite": "group_concat(m.source, ',')"}


def _few(reading: Reading) -> tuple[str, list]:
    inner, parameters = _rows_of_source(reading, "k.source")
    return _each(reading, inner, parameters)


def _many(reading: Reading) -> tuple[str, list]:
    """The newest window first; below it only when the window does not fill the page."""
    where, filters = _where(reading)
    sources, keys = numbers_in("s.source", reading.sources)
    floor = f"(SELECT {_least()}(%s, COALESCE(MAX(id), 0) + 1) FROM activity_activity) - {WINDOW}"  # noqa: S608
    inner, parameters = _rows_of_source(reading, "k.source", f"s.activity_id <= {floor}")
    parameters = [reading.before or NEWEST, *parameters]
    older, below = _each(reading, inner, parameters, only_if="(SELECT COUNT(*) FROM recent) < %s")
    sql = f"""
        WITH recent AS MATERIALIZED (
          SELECT DISTINCT s.activity_id FROM activity_activitysource s
          WHERE {where} AND {sources} AND s.activity_id > {floor} ORDER BY s.activity_id DESC LIMIT %s)
        SELECT activity_id FROM recent
        UNION ALL SELECT activity_id FROM ({older}) below"""  # noqa: S608
    return sql, [*filters, *keys, reading.before or NEWEST, reading.limit, *below]


def _rows_of_source(reading: Reading, source: str, extra: str = "") -> tuple[str, list]:
    where, parameters = _where(reading)
    sql = f"""SELECT s.activity_id FROM activity_activitysource s
        WHERE s.source = {source} AND {extra + " AND " if extra else ""}{where}
        ORDER BY s.activity_id DESC LIMIT %s"""  # noqa: S608
    return sql, [*parameters, reading.limit]


def _each(reading: Reading, inner: str, parameters: list, only_if: str = "") -> tuple[str, list]:
    """The rows of every source, each source read from its own end of the index; no source when `only_if`, a comparison
    with the limit, is false."""
    gate, gated = (f" WHERE {only_if}", [reading.limit]) if only_if else ("", [])
    if connection.vendor == "postgresql":
        sql = f"""SELECT DISTINCT x.activity_id
            FROM (SELECT source FROM unnest(%s::bigint[]) AS given(source){gate}) k
            CROSS JOIN LATERAL ({inner}) x ORDER BY x.activity_id DESC LIMIT %s"""  # noqa: S608
        return sql, [list(reading.sources), *gated, *parameters, reading.limit]
    sql = f"""SELECT DISTINCT o.activity_id FROM (SELECT value AS source FROM json_each(%s){gate}) k
        CROSS JOIN activity_activitysource o ON o.source = k.source AND o.activity_id IN ({inner})
        ORDER BY o.activity_id DESC LIMIT %s"""  # noqa: S608
    return sql, [_json(reading.sources), *gated, *parameters, reading.limit]


def _where(reading: Reading) -> tuple[str, list]:
    audience, parameters = numbers_in("s.audience_id", reading.reach)
    clauses = ["s.activity_id < %s", audience]
    parameters = [reading.before or NEWEST, *parameters]
    if reading.after is not None:
        clauses.append("s.activity_id > %s")
        parameters.append(reading.after)
    if reading.lane is not None:
        clauses.append("s.lane = %s")
        parameters.append(reading.lane)
    types = [key >> SHIFT for key in reading.mutes if is_type(key)]
    if types:
        muted, keys = numbers_in(f"(t.thing >> {SHIFT})", types)
        clauses.append(
            f"NOT EXISTS (SELECT 1 FROM activity_activity t WHERE t.id = s.activity_id AND {muted})"  # noqa: S608
        )
        parameters += keys
    if len(reading.mutes) > len(types):
        muted, keys = numbers_in("q.source", reading.mutes)
        clauses.append(
            f"NOT EXISTS (SELECT 1 FROM activity_activitysource q WHERE q.activity_id = s.activity_id AND {muted})"  # noqa: S608
        )
        parameters += keys
    return " AND ".join(clauses), parameters


def _responses(reading: Reading) -> tuple[str, list]:
    """How many of these colleagues commented or reacted, without the maker of the activity itself."""
    if not reading.colleagues:
        return "0", []
    people, ids = numbers_in("r.actor_id", reading.colleagues)
    audience, reach = numbers_in("r.audience_id", reading.reach)
    sql = f"""(SELECT COUNT(DISTINCT r.actor_id) FROM activity_activity r
        WHERE r.place = a.place AND {people} AND r.verb IN (2, 3) AND r.hidden = 0 AND {audience}
        AND r.actor_id <> COALESCE(a.actor_id, 0))"""  # noqa: S608
    return sql, [*ids, *reach]


def numbers_in(column: str, numbers: Collection[int]) -> tuple[str, list]:
    """A condition that holds for these numbers in a column, and its parameters; one parameter, however many."""
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s)", [sorted(numbers)]
    return f"{column} IN (SELECT value FROM json_each(%s))", [_json(numbers)]  # noqa: S608


def _json(numbers: Collection[int]) -> str:
    return f"[{','.join(str(int(number)) for number in numbers)}]"


def _least() -> str:
    return "LEAST" if connection.vendor == "postgresql" else "MIN"
