"""The communities of the signed-in person, for the menu of every page: they come along with the session."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from accounts.identity import known, register
from communities.models import Membership
from communities.states import ACTIVE
from core.addresses import address

MOST = 8
FIELD, ROW = "\t", "\n"


@dataclass(frozen=True)
class Mine:
    """One line of the menu."""

    pk: int
    kind: str
    slug: str
    visibility: str
    name: str

    @property
    def url(self) -> str:
        return address("communities:community", self.slug)

    @property
    def tone(self) -> int:
        return self.pk % 6


class Lines(models.TextField):
    """What the database joined; a tuple of `Mine` in Python."""

    def from_db_value(self, value: str | None, expression, connection) -> tuple[Mine, ...]:
        return parse(value or "")


class _Joined(models.Func):
    output_field = Lines()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="group_concat(%(expressions)s, char(10))", **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="string_agg(%(expressions)s, chr(10))", **context)


def parse(text: str) -> tuple[Mine, ...]:
    """From what the database joined, by name."""
    rows = (line.split(FIELD, 4) for line in text.split(ROW))
    # A name is one line (`communities.keeping`); what is not a row after all must not take down every page.
    mine = (Mine(int(row[0]), *row[1:]) for row in rows if len(row) == 5 and row[0].isdigit())
    return tuple(sorted(mine, key=lambda each: each.name.casefold()))


def _rows(user):
    text = models.TextField()
    line = Concat(
        Cast("community_id", text),
        Value(FIELD),
        F("community__kind"),
        Value(FIELD),
        F("community__slug"),
        Value(FIELD),
        F("community__visibility"),
        Value(FIELD),
        F("community__name"),
        output_field=text,
    )
    rows = Membership.objects.filter(user_id=user, state__in=ACTIVE, community__archived_at=None)
    return rows.order_by().values(joined=_Joined(line))


def communities_of(user) -> tuple[Mine, ...]:
    """The communities this person is a member of and that are not archived; no query for who asks by a page."""
    if not user.is_authenticated:
        return ()
    # Not `first()`: that orders by number, and PostgreSQL orders no joined rows so.
    return known(user, "communities", lambda: next(iter(_rows(user.pk).values_list("joined", flat=True)), None) or ())


def register_mine() -> None:
    """Let them come along with the session."""
    register("communities", lambda: Subquery(_rows(OuterRef("user_id")), output_field=Lines()))
