"""Communities with the cast of the demo organisation."""

import pytest

from communities import actions
from communities.models import Community
from tests.cast import person


def start(owner, name: str = "Safe work", visibility: str = "open", **more) -> Community:
    """A community of this owner."""
    fields = {"kind": "topic", "purpose": f"What {name} is for.", "rules": "Be kind.", "visibility": visibility}
    if visibility == "secret":
        from django.contrib.auth.models import Permission

        right = Permission.objects.get(content_type__app_label="communities", codename="add_community")
        owner.user_permissions.add(right)
        owner = type(owner).objects.get(pk=owner.pk)
    return actions.start(by=owner, name=name, **fields | more)


@pytest.fixture
def open_one(cleo) -> Community:
    return start(cleo)


@pytest.fixture
def closed(cleo, dina) -> Community:
    """Cleo owns it, Dina is in it."""
    community = start(cleo, "Reorganisation", "closed")
    actions.ask(community, by=dina)
    actions.approve(community, dina, by=cleo)
    return community


@pytest.fixture
def secret(cleo, dina) -> Community:
    """Cleo owns it, Dina is in it."""
    community = start(cleo, "Confidants", "secret")
    actions.accept(actions.invite(community, dina, by=cleo), by=dina)
    return community


@pytest.fixture
def aya(db):
    return person("Aya", "Haddad")
