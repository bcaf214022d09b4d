"""Puts the database back after a test that commits: Django empties every table then, also of what migrations wrote."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection, transaction


class Snapshot:
    """What the migrations left, taken once; `restore()` after each flush."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            self.copy = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(self.copy)
        else:
            self.rows = {table: self._read(table) for table in connection.introspection.table_names()}

    def restore(self) -> None:
        if connection.settings_dict["NAME"] != self.name:
            return  # after the last test: the test's database is gone, and this is the one people work with
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            self.copy.backup(connection.connection)
            return
        # Emptying made permissions and content types anew, with other numbers: they go too. Foreign keys are checked
        # at commit, so the order of tables does not matter.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in self.rows))
            for table, rows in self.rows.items():
                if rows:
                    with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                        copy.write(rows)

    def _read(self, table: str) -> bytes:
        with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
            return b"".join(copy)


def commits(item) -> bool:
    """Whether a test commits, so that the database is emptied after it."""
    marker = item.get_closest_marker("django_db")
    marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return marked or bool({"transactional_db", "live_server"} & set(item.fixturenames))


def is_test_database() -> bool:
    """False in a run without tests that touch the database: none was made then."""
    name = str(connection.settings_dict["NAME"])
    return "memory" in name or "test" in name


def for_processes(folder: Path) -> dict[str, str]:
    """The environment for other processes that work on the database of this test, which must commit: on SQLite a copy
    in a file in `folder`, for the test's own lives in memory; on PostgreSQL the test's own."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        return _environment(folder, address_of(connection.settings_dict["NAME"]))
    file = folder / "kring.sqlite3"
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    return _environment(folder, f"sqlite:///{file}")


@contextmanager
def apart(folder: Path) -> Iterator[dict[str, str]]:
    """The same, on a copy of the database also on PostgreSQL: for what must not be done to the test's own."""
    if connection.vendor == "sqlite":
        yield for_processes(folder)
        return
    mine = connection.settings_dict["NAME"]
    copy = f"{mine}_apart"
    connection.close()  # a database is copied while nobody is in it
    on_server(f'DROP DATABASE IF EXISTS "{copy}"')
    on_server(f'CREATE DATABASE "{copy}" TEMPLATE "{mine}"')
    try:
        yield _environment(folder, address_of(copy))
    finally:
        on_server(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


def on_server(statement: str, *values) -> list[tuple]:
    """The rows of a statement that is said to PostgreSQL itself, outside the database of the test."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def address_of(name: str) -> str:
    """The DATABASE_URL of another database on the same server."""
    of = connection.settings_dict
    return f"postgres://{quote(of['USER'])}:{quote(of['PASSWORD'])}@{of['HOST']}:{of['PORT']}/{name}"


def _environment(folder: Path, url: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings_for_processes",
        "MEDIA_ROOT": str(folder / "media"),
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
