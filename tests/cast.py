"""The fixed cast of the tests, the people of the demo organisation. Failures read like sentences."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User

PASSWORD = "schuif-aan"


def person(first: str, last: str, **fields) -> User:
    """A colleague who can sign in with PASSWORD, named as in the demo organisation."""
    return User.objects.create_user(
        f"{first.lower()}@duinrand.example", PASSWORD, first_name=first, last_name=last, **{"language": "en"} | fields
    )


def signed_in(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ada(db) -> User:
    """Writes, approves, publishes and schedules all news."""
    ada = person("Ada", "Vermeer")
    ada.groups.add(Group.objects.get_or_create(name="Communications")[0])
    return ada


@pytest.fixture
def wim(db) -> User:
    """Writes news and submits it; does not publish."""
    return person("Wim", "de Boer")


@pytest.fixture
def hana(db) -> User:
    """Writes and publishes in the HR section only."""
    return person("Hana", "Yilmaz")


@pytest.fixture
def bo(db) -> User:
    """An ordinary employee."""
    return person("Bo", "Jansen")


@pytest.fixture
def cleo(db) -> User:
    return person("Cleo", "Okafor")


@pytest.fixture
def dina(db) -> User:
    """Reads what is closed: belongs to the group of `restricted`."""
    return person("Dina", "Postma")


@pytest.fixture
def emil(db) -> User:
    """Belongs to nothing closed."""
    return person("Emil", "Kowalski")


@pytest.fixture
def mo(db) -> User:
    """Site moderator."""
    return person("Mo", "Aziz")


@pytest.fixture
def sam(db) -> User:
    """Administrator."""
    return User.objects.create_superuser(
        "sam@duinrand.example", PASSWORD, first_name="Sam", last_name="Visser", language="en"
    )
