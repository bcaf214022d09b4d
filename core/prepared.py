"""Queries that are put together once and then only filled in.

Putting a query of Django's together costs several times what the database needs to answer it. The few that every
page asks are built once per process: `Prepared` keeps the SQL and how its columns become objects, and a `Late` stands
where a value belongs that differs each time.
"""

import copy
import re
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import cache
from typing import Any, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

_preparing: ContextVar[bool] = ContextVar("core.prepared.preparing", default=False)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")


class Late(models.Expression):
    """A value that is known when the query is asked: by the name under which `Prepared` is given it, or what the
    function gives then. In a query that is not prepared only a function will do."""

    def __init__(self, source: str | Callable[[], Any], output_field: models.Field) -> None:
        super().__init__(output_field=output_field)
        self.source = source

    def as_sql(self, compiler, connection):
        return "%s", [self if _preparing.get() else self.fill({}, connection)]

    def fill(self, values: dict[str, Any], connection) -> Any:
        """The parameter for the driver."""
        value = self.source() if callable(self.source) else values[self.source]
        return self.output_field.get_db_prep_value(value, connection)

    def __repr__(self) -> str:
        return f"Late({self.source})"


def moment(before: Callable[[], Any] = timezone.now) -> Late:
    """This moment, each time anew; or the one that the function gives."""
    return Late(before, models.DateTimeField())


class Prepared:
    """`build(*variant)` gives the queryset for a variant; `rows(*variant, name=value)` its rows.

    A queryset that has the moment or a person in it as a plain value is refused: it would be that one for ever.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self.build = build
        self._plans: dict[tuple, _Plan] = {}

    def rows(self, *variant: Hashable, **values: Any) -> list:
        """One query."""
        connection = connections[DEFAULT_DB_ALIAS]
        key = (connection.vendor, *variant)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = _Plan(self.build(*variant), connection)
        return plan.rows(connection, values)

    def forget(self) -> None:
        """Put them together again: what they are made of changed."""
        self._plans.clear()


class _Plan:
    def __init__(self, queryset: QuerySet, connection) -> None:
        token = _preparing.set(True)
        try:
            self.compiler = queryset.query.get_compiler(connection=connection)
            self.sql, self.params = self.compiler.as_sql()
        finally:
            _preparing.reset(token)
        for param in self.params:
            if hasattr(param, "year") or (isinstance(param, str) and MOMENT.match(param)):
                raise ImproperlyConfigured(f"This query would ask about {param} for ever; use core.prepared.moment().")
        self.queryset = queryset

    def rows(self, connection, values: dict[str, Any]) -> list:
        filled = [param.fill(values, connection) if isinstance(param, Late) else param for param in self.params]
        compiler = copy.copy(self.compiler)
        compiler.connection = _Preparing(connection) if connection.vendor == "postgresql" else connection
        compiler.as_sql = lambda *args, **kwargs: (self.sql, filled)
        asked: Any = _Asked(self.queryset, compiler)
        made: Any = self.queryset._iterable_class(asked)
        found = list(made)
        if self.queryset._prefetch_related_lookups:
            prefetch_related_objects(found, *self.queryset._prefetch_related_lookups)
        return found


class _Preparing:
    """A connection to PostgreSQL that lets the server keep the plan: planning a long statement takes longer than
    running it. Only here: elsewhere few statements are asked twice in one form."""

    def __init__(self, connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self):
        self._connection.ensure_connection()
        self._connection.close_if_health_check_failed()  # which asks something itself, and not with this cursor
        self._connection.ensure_connection()
        driver = self._connection.connection
        factory, driver.cursor_factory = driver.cursor_factory, _preparing_cursor()
        try:
            cursor = self._connection.cursor()
        finally:
            driver.cursor_factory = factory
        cursor.cursor.django_connection = self._connection
        return cursor


@cache
def _preparing_cursor() -> type:
    """Made when it is needed: there may be no driver for PostgreSQL."""
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415

    class PreparingCursor(ServerBindingCursor):
        def execute(self, query, params=None):
            found = super().execute(query, params, prepare=True)  # type: ignore[misc]
            self._query = _Said(self.django_connection, query, params)  # the driver forgets it for what is prepared
            return found

    return PreparingCursor


class _Said(NamedTuple):
    """A statement with its values, for the log: put together when somebody looks."""

    connection: Any
    sql: str
    params: Any

    @property
    def query(self) -> bytes:
        return self.connection.ops.compose_sql(self.sql, self.params).encode()


class _Asked:
    """What Django's makers of objects want to know of a queryset."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: dict = {}
    _hints: dict = {}

    def __init__(self, queryset: QuerySet, compiler) -> None:
        self._queryset = queryset
        self.query = _Query(queryset.query, compiler)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queryset, name)


class _Query:
    def __init__(self, query, compiler) -> None:
        self._query, self._compiler = query, compiler

    def get_compiler(self, *args, **kwargs):
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)
