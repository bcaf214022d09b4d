"""What a person may do with a thing here. Everything starts from being able to see it."""

from django.db.models import Model

from access.kinds import Kind, allows, kind_of


def _visible_kind(user, thing: Model) -> Kind | None:
    try:
        kind = kind_of(thing)
    except LookupError:
        return None
    return kind if kind.visible_to(user).filter(pk=thing.pk).exists() else None


def can_react(user, thing: Model) -> bool:
    """Whether this person may react to the thing."""
    return can_take_back(user, thing) and allows(thing, "reactions")


def can_take_back(user, thing: Model) -> bool:
    """Whether this person may take a reaction back: also where reactions have been switched off since."""
    kind = _visible_kind(user, thing)
    return bool(kind and kind.reactable)


def can_follow(user, thing: Model) -> bool:
    """Whether this person may follow or mute the thing; nobody follows themselves."""
    kind = _visible_kind(user, thing)
    return bool(kind and kind.followable and thing != user)


def can_save(user, thing: Model) -> bool:
    """Whether this person may put the thing on their list."""
    kind = _visible_kind(user, thing)
    return bool(kind and kind.savable)
