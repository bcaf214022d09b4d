"""The world is built once per process; what a cell writes is rolled back."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.visibility import world as worlds

VISITOR = "visitor"
READERS = ["visitor", "bo", "dina", "lea", "rex", "ivo", "hana", "ada", "mo", "sam", "glass"]


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """The organisation of tests/visibility/world.py, gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture
def cell(world, django_db_blocker):
    """One cell of the matrix: everything it writes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def browsers(world, django_db_blocker):
    """A browser per reader. Ivo's session was opened before his account was closed."""
    clients = {VISITOR: Client()}
    for name, person in world.people.items():
        clients[name] = Client()
        active, person.is_active = person.is_active, True
        person.save()
        clients[name].force_login(person)
        person.is_active = active
        person.save()
    return clients
