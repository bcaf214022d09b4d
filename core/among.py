"""`column__among=numbers`: like `in`, with all numbers as one parameter, so that the statement is the same for any
amount of them. Takes a collection of numbers or texts, or a `Late` (`core.prepared`) of type `Numbers`."""

import json
from collections.abc import Collection

from django.db import models

from core.prepared import Late


class Numbers(models.Field):
    """Several values as one parameter: an array where the database has them, JSON elsewhere."""

    def get_db_prep_value(self, value: Collection, connection, prepared: bool = False):
        return sorted(value) if connection.vendor == "postgresql" else json.dumps(sorted(value))


@models.ForeignObject.register_lookup
@models.Field.register_lookup
class Among(models.Lookup):
    """See the module."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, Late):
            _placeholder, given = compiler.compile(self.rhs)
        else:
            given = [Numbers().get_db_prep_value(self.rhs, connection)]
        some = "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
        return f"{self.column(column, connection)} {some}", [*parameters, *given]

    def column(self, column: str, connection) -> str:
        return column


@models.ForeignObject.register_lookup
@models.Field.register_lookup
class Within(Among):
    """The same as a filter only: rows are found by something else, such as their order in time. SQLite would think that
    few rows have one of the values, and sort thousands to show twenty."""

    lookup_name = "within"

    def column(self, column: str, connection) -> str:
        return f"+{column}" if connection.vendor == "sqlite" else column


def late(name: str) -> Late:
    """A collection that `Prepared.rows` gets under this name."""
    return Late(name, Numbers())
