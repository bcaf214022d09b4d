"""The set of reactions. Feelings are shown together; "seen" and "helpful" are statements, and never added to them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ReactionKind:
    """One reaction: its name in URLs, its number in the database, its word and its icon."""

    key: str
    code: int
    label: str | Promise
    icon: str
    is_statement: bool = False


KINDS = {
    kind.key: kind
    for kind in (
        ReactionKind("like", 1, _("Nice"), "heart"),
        ReactionKind("agree", 2, _("Agree"), "thumbs-up"),
        ReactionKind("thanks", 3, _("Thanks"), "hand-heart"),
        ReactionKind("insightful", 4, _("Insightful"), "lightbulb"),
        ReactionKind("support", 5, _("Support"), "life-buoy"),
        ReactionKind("celebrate", 6, _("Celebrate"), "party-popper"),
        ReactionKind("seen", 20, _("Seen"), "eye", is_statement=True),
        ReactionKind("helpful", 21, _("Helpful"), "circle-check", is_statement=True),
    )
}
BY_CODE = {kind.code: kind for kind in KINDS.values()}


def offered() -> list[ReactionKind]:
    """The reactions people can give here, in order: all, or those named in `KRING_REACTIONS`."""
    names = getattr(settings, "KRING_REACTIONS", None)
    return [KINDS[name] for name in names if name in KINDS] if names else list(KINDS.values())
