"""What a template needs to show controls under many things, asked at once and kept for the request."""

from collections.abc import Iterable

from django.db.models import Model

from activity.counts import Reactions, reactions_for
from activity.keys import key_of
from activity.levels import Level
from activity.stand import stand_of


def preload(user, things: Iterable[Model]) -> None:
    """Ask for the reactions to all these things and for the reader's follows and mutes: two queries, however many
    things; one when the timeline was read before. `reactions_for`, `follow_button` and `mute_button` then ask none."""
    stand_of(user)
    user.__dict__.setdefault("_reactions", {}).update(reactions_for(things, user))


def reactions_to(user, thing: Model) -> Reactions:
    """The reactions to one thing, from what was preloaded if it was."""
    kept = user.__dict__.get("_reactions", {})
    key = key_of(thing)
    return kept[key] if key in kept else reactions_for([thing], user)[key]


def is_following(user, thing: Model) -> bool:
    """Whether this person follows the thing."""
    return key_of(thing) in stand_of(user).follows


def is_muting(user, thing: Model) -> bool:
    """Whether this person muted the thing."""
    return key_of(thing) in stand_of(user).mutes


def asked_less(user, thing: Model) -> bool:
    """Whether this person asked less of the thing."""
    return key_of(thing) in stand_of(user).less


def level_of(user, key: int) -> Level:
    """How closely this person holds the thing with this number (`activity.keys`)."""
    stand = stand_of(user)
    if key in stand.mutes:
        return Level.MUTED
    if key in stand.watches:
        return Level.WATCHING
    return Level.FOLLOWING if key in stand.follows else Level.NORMAL
