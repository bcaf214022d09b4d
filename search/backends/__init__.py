"""Where candidates come from. One interface, an implementation per engine; ranking, facets and the rule of visibility
stand above it, so that every engine gives the same answers."""

from functools import cache

from django.db import connection

from search.backends.base import Backend
from search.backends.postgresql import PostgreSQL
from search.backends.sqlite import SQLite


@cache
def _of(vendor: str) -> Backend:
    return PostgreSQL() if vendor == "postgresql" else SQLite()


def backend() -> Backend:
    """The one in use: that of the database."""
    return _of(connection.vendor)
