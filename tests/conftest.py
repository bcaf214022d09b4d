"""Fixtures and rules for the whole suite."""

import logging

import pytest
from django.core.cache import cache

from tests.cast import *  # noqa: F403

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
