"""Where a reader stands: what is followed and muted, and in which order the timeline is read."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from activity.levels import FOLLOWS, WATCHES
from activity.models import FeedSettings, Verb

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
    order: str
    hint_closed: bool


MOST_TALKS = 60

# One statement instead of four.
SQL = f"""
SELECT CASE WHEN flag = '' THEN 1 ELSE 3 END, content_type_id * 1099511627776 + CAST(object_id AS bigint), ''
  FROM actstream_follow WHERE user_id = %s AND flag IN ('{FOLLOWS}', '{WATCHES}')
UNION ALL SELECT 6, place, '' FROM (SELECT place FROM activity_activity
  WHERE actor_id = %s AND verb = {Verb.COMMENTED.value} ORDER BY id DESC LIMIT {MOST_TALKS}) talked
UNION ALL SELECT 2, thing, '' FROM activity_mute WHERE user_id = %s
UNION ALL SELECT CASE WHEN hint_closed THEN 5 ELSE 4 END, 0, "order" FROM activity_feedsettings WHERE user_id = %s
"""  # noqa: S608  only fixed words are put together here


def stand_of(user) -> Stand:
    """One query, kept on the user object (so: for one request)."""
    kept = user.__dict__.get("_stand")
    if kept is None:
        with connection.cursor() as cursor:
            cursor.execute(SQL, [user.pk] * 4)
            rows = cursor.fetchall()
        chosen = [(kind, order) for kind, _, order in rows if kind in (4, 5)]
        kept = user.__dict__["_stand"] = Stand(
            follows=frozenset(number for kind, number, _ in rows if kind in (1, 3)),
            watches=frozenset(number for kind, number, _ in rows if kind == 3),
            mutes=frozenset(number for kind, number, _ in rows if kind == 2),
            talks=frozenset(number for kind, number, _ in rows if kind == 6),
            order=chosen[0][1] if chosen else getattr(settings, "KRING_TIMELINE_ORDER", DEFAULT_ORDER),
            hint_closed=bool(chosen and chosen[0][0] == 5),
        )
    return kept


def forget_stand(user) -> None:
    """Ask the database again after a change."""
    user.__dict__.pop("_stand", None)
