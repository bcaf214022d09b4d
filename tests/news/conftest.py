"""The newsroom of the tests."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from news.actions import COMMUNICATIONS, NEWS_WRITERS, setup_editorial_groups
from tests.cast import signed_in

MORNING = datetime(2026, 6, 8, 7, 0, tzinfo=UTC)  # a Monday, 09:00 in Amsterdam


@pytest.fixture
def newsroom(ada, wim):
    """The editorial groups: Ada is in communications, Wim writes."""
    setup_editorial_groups()
    ada.groups.add(Group.objects.get(name=COMMUNICATIONS))
    wim.groups.add(Group.objects.get(name=NEWS_WRITERS))


@pytest.fixture
def ada_client(newsroom, ada) -> Client:
    return signed_in(ada)


@pytest.fixture
def wim_client(newsroom, wim) -> Client:
    return signed_in(wim)


@pytest.fixture
def told(monkeypatch) -> list:
    """Every event that is emitted, in order. Listeners do not run."""
    seen: list = []
    for module in ("news.actions.announcing",):
        monkeypatch.setattr(f"{module}.emit", seen.append)
    return seen
