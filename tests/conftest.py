"""Fixtures and rules for the whole suite."""

import logging
import os
import re
from contextlib import ExitStack

import pytest
from django.core.cache import cache
from django.core.management import call_command

from tests.cast import *  # noqa: F403
from tests.database import Snapshot, commits, is_test_database
from tests.filling import patient, report, thorough  # noqa: F401
from tests.migrated import started_from_migrated


def pytest_configure(config):
    """The Dutch texts are compiled once per run, by the process that starts the others."""
    if not hasattr(config, "workerinput"):
        call_command("translations", "compile")


def pytest_collection_modifyitems(items):
    """Bad input comes first: the longest tests at the end would leave all processes but one with nothing to do."""
    items.sort(key=lambda item: "bad" not in item.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """In CI everything is there that a test can need: a skip is a failure, unless it is about the other database."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or reporter is None or hasattr(session.config, "workerinput"):
        return
    reasons = {str(skipped.longrepr[-1]) for skipped in reporter.stats.get("skipped", [])}
    unmeant = sorted(reason for reason in reasons if not re.search("SQLite|PostgreSQL", reason))
    if unmeant and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"Skipped in CI, where nothing may be: {unmeant}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


ALLOWED_LOGGERS = ("django.request", "django.security")


@pytest.fixture(autouse=True)
def fresh_cache():
    """No test sees what another one cached."""
    cache.clear()


@pytest.fixture(autouse=True)
def no_logged_errors(caplog, request):
    """A logged error fails the test, unless it says `@pytest.mark.logs_errors`."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    errors = [
        record
        for record in caplog.get_records("call")
        if record.levelno >= logging.ERROR and not record.name.startswith(ALLOWED_LOGGERS)
    ]
    assert not errors, [record.getMessage() for record in errors]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """The migrations do not run in every test process (see tests/migrated.py); `django_db_setup` closes this."""
    with ExitStack() as until_made:
        with django_db_blocker.unblock():
            until_made.enter_context(started_from_migrated())
        yield until_made


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """pytest-django's own, plus a copy of what the migrations left (see tests/database.py)."""
    django_db_modify_db_settings.close()
    with django_db_blocker.unblock():
        if is_test_database():
            request.session.kring_database = (Snapshot(), django_db_blocker)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown(item):
    yield
    snapshot, blocker = getattr(item.session, "kring_database", (None, None))
    if snapshot is not None and commits(item):
        with blocker.unblock():
            snapshot.restore()
