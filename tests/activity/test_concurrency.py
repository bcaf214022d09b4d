"""Double clicks and fifty clients at once, with real transactions, on a SQLite file and on PostgreSQL."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.activity.many_clients import SCENES

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_on_a_database_server(scene):
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite the same scenes run on a file, in test_on_a_sqlite_file")
    scene()


def test_on_a_sqlite_file(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("this is about SQLite")
    connection.ensure_connection()
    with sqlite3.connect(tmp_path / "many.sqlite3") as copy:
        connection.connection.backup(copy)
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'many.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    script = str(settings.BASE_DIR / "tests" / "activity" / "many_clients.py")
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
