"""What is known of the signed-in person the moment the session is read, so that one statement answers "who asks?".

`accounts.sessions` reads the session, its person and every registered value together. An app registers what each of its
pages needs of each person (in `AppConfig.ready`), and asks `known` for it; for a person who was loaded in another way
`known` computes the same value.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable

PREFIX = "known_"
_expressions: dict[str, Callable[[], Combinable]] = {}
_arrived: ContextVar[models.Model | None] = ContextVar("accounts.identity.arrived", default=None)


def register(name: str, expression: Callable[[], Combinable]) -> None:
    """Let a value come along with the session. `OuterRef("user_id")` in the expression is the session's person.

    The statement is put together once: an expression about time says `core.prepared.moment()`, not `timezone.now()`.
    """
    if not name.isidentifier():
        raise ValueError(f"{name!r} is not a name.")
    _expressions[name] = expression


def names() -> tuple[str, ...]:
    """What comes along."""
    return tuple(_expressions)


def annotations() -> dict[str, Combinable]:
    """What the statement that reads a session asks besides the session and the person."""
    return {PREFIX + name: expression() for name, expression in _expressions.items()}


def hand_over(row: models.Model, user: models.Model) -> None:
    """Move the values that came with a session's row to the person they are about."""
    values = row.__dict__
    user._known = {name: values.pop(PREFIX + name) for name in _expressions if PREFIX + name in values}


def known(user, name: str, default: Any = None) -> Any:
    """The value that came along with the session, or else the default. A default that is called is kept for the
    lifetime of this user object (so: for one request)."""
    kept = getattr(user, "_known", None)
    if kept is not None and name in kept:
        return kept[name]
    if not callable(default):
        return default
    value = default()
    if kept is None:
        kept = user._known = {}
    kept[name] = value
    return value


def forget(user, *names: str) -> None:
    """Ask the database again: for code that changed what is known and goes on with the same user object."""
    kept = getattr(user, "_known", {})
    for name in names:
        kept.pop(name, None)


@contextmanager
def arriving(user: models.Model | None) -> Iterator[None]:
    """While Django verifies a session, the sign-in backend finds this person without asking the database."""
    token = _arrived.set(user)
    try:
        yield
    finally:
        _arrived.reset(token)


def arrived(pk: int) -> models.Model | None:
    """The person who came with the session that is being verified, if it is this one."""
    user = _arrived.get()
    return user if user is not None and user.pk == pk else None


class IdSet(models.TextField):
    """Numbers that the database joined with commas; a frozenset in Python."""

    def from_db_value(self, value: str | None, expression, connection) -> frozenset[int]:
        return frozenset(map(int, value.split(","))) if value else frozenset()


class _Joined(models.Func):
    output_field = IdSet()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="group_concat(%(expressions)s, ',')", **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="string_agg((%(expressions)s)::text, ',')", **context)


def ids(rows: models.QuerySet, column: str) -> models.Subquery:
    """The numbers in one column of these rows as one value to register: a frozenset, empty when there are no rows."""
    return models.Subquery(rows.order_by().values(joined=_Joined(models.F(column))), output_field=IdSet())
