"""What a person may see, as a set of numbers: half of the one visibility rule (the other half is an audience)."""

from django.apps import apps
from django.db.models import BigIntegerField, OuterRef

from accounts.identity import forget, ids, known, register
from core.among import late
from core.prepared import Late, moment

EVERYONE_ID = 1


def reach(user) -> frozenset[int]:
    """The ids of every audience this person belongs to. No query for who asks by a page: it came with the session.

    Empty for visitors and for people whose account is off. Being an administrator adds nothing, except the audiences
    that a break-glass of this very person holds open now.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return known(user, "reach", lambda: _audiences(user) | {EVERYONE_ID})


def _audiences(user) -> frozenset[int]:
    """From what came along with the session; for a person who was loaded in another way, one query."""
    if (readers := known(user, "readers")) is not None:
        return readers | known(user, "glass") if user.is_superuser else readers
    rows = apps.get_model("access", "Reader").objects.filter(user_id=user.pk).values_list("audience_id", flat=True)
    if user.is_superuser:
        opened = apps.get_model("access", "BreakGlass").objects.open().filter(administrator=user)
        rows = rows.union(opened.values_list("audience_id", flat=True))
    return frozenset(rows)


class _AnyReader:
    """Stands for the reader while a query is put together (`core.prepared`): `visible_to(ANY_READER)`."""

    is_authenticated = is_active = True
    is_superuser = is_anonymous = False
    pk = id = Late("reader", BigIntegerField())
    _known = {"reach": late("reach")}


ANY_READER = _AnyReader()


def read_by(user) -> dict:
    """What a prepared query with ANY_READER wants to know of the person who now reads."""
    return {"reader": user.pk, "reach": reach(user)}


def register_reach() -> None:
    """Let a person's audiences, and those a break-glass holds open for them, come along with their session."""

    def readers():
        return ids(apps.get_model("access", "Reader").objects.filter(user_id=OuterRef("user_id")), "audience_id")

    def glass():
        opened = apps.get_model("access", "BreakGlass").objects.open(moment())
        return ids(opened.filter(administrator_id=OuterRef("user_id")), "audience_id")

    register("readers", readers)
    register("glass", glass)


def forget_reach(user) -> None:
    """Ask the database again: for code that changed a membership and goes on with the same user object."""
    forget(user, "reach", "readers", "glass")
