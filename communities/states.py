"""The state machine of membership: which steps exist. Who may take one is in `permissions`, taking it in `actions`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How a person stands to a community. One row per person and community, in exactly one of these."""

    INVITED = "invited", _("invited")
    REQUESTED = "requested", _("asked to join")
    MEMBER = "member", _("member")
    MODERATOR = "moderator", _("moderator")
    OWNER = "owner", _("owner")
    LEFT = "left", _("left")
    REMOVED = "removed", _("removed")
    BLOCKED = "blocked", _("blocked")


ACTIVE = (State.MEMBER, State.MODERATOR, State.OWNER)
"""Who sits at the table: exactly these have a `Reader` row of the community's own audience."""

MANAGING = (State.MODERATOR, State.OWNER)
"""Who looks after the members and what is said."""

WAITING = (State.INVITED, State.REQUESTED)
"""Who is not in yet, and waits or is waited for."""

STEPS: dict[State | None, frozenset[State]] = {
    None: frozenset({State.INVITED, State.REQUESTED, State.MEMBER, State.OWNER, State.BLOCKED}),
    State.INVITED: frozenset({State.MEMBER, State.LEFT, State.BLOCKED}),
    State.REQUESTED: frozenset({State.MEMBER, State.LEFT, State.BLOCKED}),
    State.MEMBER: frozenset({State.MODERATOR, State.OWNER, State.LEFT, State.REMOVED, State.BLOCKED}),
    State.MODERATOR: frozenset({State.MEMBER, State.OWNER, State.LEFT, State.REMOVED, State.BLOCKED}),
    State.OWNER: frozenset({State.MEMBER, State.MODERATOR, State.LEFT, State.REMOVED, State.BLOCKED}),
    State.LEFT: frozenset({State.INVITED, State.REQUESTED, State.MEMBER, State.BLOCKED}),
    State.REMOVED: frozenset({State.INVITED, State.REQUESTED, State.MEMBER, State.BLOCKED}),
    State.BLOCKED: frozenset({State.REMOVED}),
}
"""From how one stands (None: no row) to how one may stand next."""
