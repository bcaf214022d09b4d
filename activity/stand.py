"""Where a reader stands: what is followed and muted, and in which order the timeline is read."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import Func, TextField

from accounts.identity import forget, known, register
from activity.levels import FOLLOWS, WATCHES
from activity.models import FeedSettings, Verb, Wish

DEFAULT_ORDER = FeedSettings.Order.NEWEST


@dataclass(frozen=True)
class Stand:
    """Numbers of `activity.keys`, and the choices of `FeedSettings`."""

    follows: frozenset[int]
    """What is watched is among them."""
    watches: frozenset[int]
    mutes: frozenset[int]
    talks: frozenset[int]
    """Under what this person commented lately."""
    less: frozenset[int]
    """What this person asked less of."""
    order: str
    hint_closed: bool
    visit: tuple[int, int, int, int]
    """The numbers of `Visit`; `activity.visits` says what they mean."""


MOST_TALKS = 60

# Lines of "kind number word", as one text. {user} is where the number of the person stands.
ROWS = f"""
SELECT CASE WHEN flag = '' THEN 1 ELSE 3 END AS kind,
  content_type_id * 1099511627776 + CAST(object_id AS bigint) AS number, '' AS word
  FROM actstream_follow WHERE user_id = {{user}} AND flag IN ('{FOLLOWS}', '{WATCHES}')
UNION ALL SELECT 6, place, '' FROM (SELECT place FROM activity_activity
  WHERE actor_id = {{user}} AND verb = {Verb.COMMENTED.value} ORDER BY id DESC LIMIT {MOST_TALKS}) talked
UNION ALL SELECT 2, thing, '' FROM activity_mute WHERE user_id = {{user}}
UNION ALL SELECT 7, thing, '' FROM activity_wish WHERE user_id = {{user}} AND kind = {Wish.Kind.LESS.value}
UNION ALL SELECT 8, visited_to, seen_to || ':' || seen_at || ':' || visited_at FROM activity_visit
  WHERE user_id = {{user}}
UNION ALL SELECT CASE WHEN hint_closed THEN 5 ELSE 4 END, 0, "order" FROM activity_feedsettings WHERE user_id = {{user}}
"""  # noqa: S608  only fixed words are put together here
JOINED = {
    "postgresql": "string_agg(kind || ' ' || number || ' ' || word, ',')",
    "sqlite": "group_concat(kind || ' ' || number || ' ' || word)",
}


def sql(user: str, vendor: str) -> str:
    """A query for everything about where somebody stands, as one text."""
    return f"SELECT {JOINED[vendor]} FROM ({ROWS.format(user=user)}) stand"  # noqa: S608  fixed words and a column


class StandText(Func):
    """The same as an expression of another query, about the person in its column."""

    output_field = TextField()

    def as_sql(self, compiler, connection, function=None, template=None, arg_joiner=None, **context):
        user, parameters = compiler.compile(self.source_expressions[0])
        return f"({sql(user, connection.vendor)})", parameters


def register_stand() -> None:
    """Let it come along with the session: nearly every page asks."""
    register("stand", lambda: StandText("user_id"))


def stand_of(user) -> Stand:
    """It came with the session; for a person who was loaded in another way, one query. Kept for one request."""
    return known(user, "parsed_stand", lambda: _parsed(known(user, "stand", lambda: _asked(user)) or ""))


def forget_stand(user) -> None:
    """Ask the database again after a change."""
    forget(user, "stand", "parsed_stand")


def _asked(user) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql("%s", connection.vendor), [user.pk] * 6)
        return cursor.fetchone()[0]


def _parsed(text: str) -> Stand:
    numbers: dict[str, set[int]] = {kind: set() for kind in "1234567"}
    order = getattr(settings, "KRING_TIMELINE_ORDER", DEFAULT_ORDER)
    visit = (0, 0, 0, 0)
    for line in text.split(",") if text else ():
        kind, number, word = line.split(" ")
        if kind == "8":
            seen_to, seen_at, visited_at = map(int, word.split(":"))
            visit = (seen_to, seen_at, int(number), visited_at)
            continue
        numbers[kind].add(int(number))
        order = word or order
    return Stand(
        follows=frozenset(numbers["1"] | numbers["3"]),
        watches=frozenset(numbers["3"]),
        mutes=frozenset(numbers["2"]),
        talks=frozenset(numbers["6"]),
        less=frozenset(numbers["7"]),
        order=order,
        hint_closed=bool(numbers["5"]),
        visit=visit,
    )
