"""What a person may see, as a set of numbers: half of the one visibility rule (the other half is an audience)."""

from django.apps import apps
from django.utils import timezone

EVERYONE_ID = 1


def reach(user) -> frozenset[int]:
    """The ids of every audience this person belongs to. One query, kept on the user object (so: for one request).

    Empty for visitors and for people whose account is off. Being an administrator adds nothing, except the audiences
    that a break-glass of this very person holds open now.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    kept = user.__dict__.get("_reach")
    if kept is None:
        rows = apps.get_model("access", "Reader").objects.filter(user_id=user.pk).values_list("audience_id", flat=True)
        if user.is_superuser:
            opened = apps.get_model("access", "BreakGlass").objects.open(timezone.now()).filter(administrator=user)
            rows = rows.union(opened.values_list("audience_id", flat=True))
        kept = user.__dict__["_reach"] = frozenset(rows) | {EVERYONE_ID}
    return kept


def forget_reach(user) -> None:
    """Ask the database again: for code that changed a membership and goes on with the same user object."""
    user.__dict__.pop("_reach", None)


def keep_reach(user, audience_ids) -> None:
    """Take over the `Reader` rows of this person from code that read them in a statement of its own. Not for
    administrators, whose reach may be wider."""
    if user.is_authenticated and user.is_active and not user.is_superuser:
        user.__dict__.setdefault("_reach", frozenset(audience_ids) | {EVERYONE_ID})
