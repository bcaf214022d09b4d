"""A database on which the migrations ran, made once for each state of them: every test process starts from a copy.

Running them takes about 25 seconds of one core, copying their result takes none. `make clean` removes what is kept.
"""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

from tests.database import address_of, on_server

KEPT_IN = settings.VAR_DIR / "tests"
DECIDING = ("*/migrations/*.py", "requirements.txt", "cms/settings/base.py")


@contextmanager
def started_from_migrated() -> Iterator[None]:
    """A test database that is made in here starts as a copy; Django's `migrate` finds nothing left to do. One process
    at a time: PostgreSQL copies a database only while nobody else does."""
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    with _alone():
        state = _state_of_migrations()
        if connection.vendor == "sqlite":
            template = _sqlite_file(state)
            connection_created.connect(lambda connection, **_: _fill(connection, template), weak=False)
        else:
            connection.settings_dict["TEST"]["TEMPLATE"] = _postgres_database(state)
        yield


def _fill(connection, template: Path) -> None:
    name = str(connection.settings_dict["NAME"])
    if "memory" not in name and "test" not in name:
        return
    if not connection.connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        with sqlite3.connect(template) as source:
            source.backup(connection.connection)


def _sqlite_file(state: str) -> Path:
    ready = KEPT_IN / f"{state}.sqlite3"
    if not ready.exists():
        for old in KEPT_IN.glob("*.sqlite3*"):
            old.unlink()
        making = KEPT_IN / "making.sqlite3"
        _migrate(f"sqlite:///{making}")
        making.rename(ready)
    return ready


def _postgres_database(state: str) -> str:
    """A database whose name says the state; a file here says that it was finished."""
    name = f"kring_migrated_{state}"
    if not on_server("SELECT 1 FROM pg_database WHERE datname = %s", name) or not (KEPT_IN / name).exists():
        on_server(f'DROP DATABASE IF EXISTS "{name}"')
        on_server(f'CREATE DATABASE "{name}"')
        _migrate(address_of(name))
        (KEPT_IN / name).touch()
    return name


def _migrate(url: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings_for_processes"},
        check=True,
    )


def _state_of_migrations() -> str:
    state = sha256(sys.version.encode())
    for pattern in DECIDING:
        for file in sorted(settings.BASE_DIR.glob(pattern)):
            state.update(str(file.relative_to(settings.BASE_DIR)).encode() + file.read_bytes())
    return state.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    with (KEPT_IN / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
