"""Reactions of any list of things, in one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, models
from django.db.models import Model

from access.kinds import get_kind
from activity.keys import key_of
from activity.models import Reaction
from activity.reactions import BY_CODE, KINDS, ReactionKind, offered

SHOWN = 200

SQL = """
SELECT thing, code, SUM(total), 0 FROM (
  SELECT thing, code, total FROM activity_reactioncount WHERE thing IN ({keys})
  UNION ALL SELECT thing, code, SUM(delta) FROM activity_reactionchange WHERE thing IN ({keys}) GROUP BY thing, code
) counted GROUP BY thing, code
UNION ALL SELECT thing, code, 0, 1 FROM activity_reaction WHERE thing IN ({keys}) AND user_id = %s
UNION ALL SELECT thing, 0, 0, 2 FROM activity_saved WHERE thing IN ({keys}) AND user_id = %s
"""


@dataclass
class Reactions:
    """What a thing got. There is no total: "seen" and "helpful" are never added to feelings."""

    counts: dict[str, int] = field(default_factory=dict)
    mine: set[str] = field(default_factory=set)
    is_saved: bool = False
    """Whether the reader keeps the thing on their list; it comes along because the button stands in the same row."""

    def options(self) -> list[dict]:
        """What the component shows, in the order of the set; also what is no longer offered but was given."""
        kinds = [kind for kind in KINDS.values() if kind in offered() or self.counts.get(kind.key)]
        return [
            {
                "key": kind.key,
                "label": kind.label,
                "icon_name": kind.icon,
                "count": self.counts.get(kind.key, 0),
                "mine": kind.key in self.mine,
                "apart": kind.is_statement,
            }
            for kind in kinds
        ]


def reactions_for(things: Iterable[Model], user) -> dict[int, Reactions]:
    """By number of the thing (`activity.keys.key_of`): how often each reaction was given, and which are this
    person's. For things this person may see."""
    found = {key_of(thing): Reactions() for thing in things}
    if not found:
        return found
    keys = ",".join(["%s"] * len(found))
    with connection.cursor() as cursor:
        cursor.execute(SQL.format(keys=keys), [*found, *found, *found, user.pk, *found, user.pk])
        for thing, code, total, whose in cursor.fetchall():
            found[thing].is_saved |= whose == 2
            kind = BY_CODE.get(code)
            if kind is None:
                continue
            if whose == 1:
                found[thing].mine.add(kind.key)
            elif total > 0:
                found[thing].counts[kind.key] = int(total)
    return found


@dataclass(frozen=True)
class Givers:
    """Who gave one kind of reaction: the newest `SHOWN` people, and how many more."""

    kind: ReactionKind
    people: list
    more: int


def givers(thing: Model, user) -> list[Givers]:
    """Who reacted to a thing, in the order of the set. Only people whose account is open are named or counted."""
    given = Reaction.objects.filter(thing=key_of(thing), user__is_active=True).order_by("-pk")
    ids_by_code: dict[int, list[int]] = {}
    totals = dict(given.order_by().values_list("code").annotate(total=models.Count("pk")))
    for code, user_id in given.values_list("code", "user_id")[: SHOWN * len(KINDS)]:
        ids_by_code.setdefault(code, []).append(user_id)
    shown = {code: ids[:SHOWN] for code, ids in ids_by_code.items()}
    people = get_kind("person").visible_to(user).in_bulk({pk for ids in shown.values() for pk in ids})
    return [
        Givers(kind, [people[pk] for pk in shown[kind.code] if pk in people], totals[kind.code] - len(shown[kind.code]))
        for kind in KINDS.values()
        if kind.code in shown
    ]
