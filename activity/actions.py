"""React, follow, mute, save: what people do with a thing. All are idempotent, and none is a toggle."""

from datetime import datetime

from actstream.models import Follow
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.pace import FOLLOW, check
from activity.context import level_of
from activity.keys import key_of, split, type_key
from activity.levels import FOLLOWS, WATCHES, Level
from activity.models import FeedSettings, Mute, Saved, Wish
from activity.permissions import can_follow, can_react, can_save, can_take_back
from activity.reactions import KINDS, offered
from activity.records import Record, happened, record_activity, record_many
from activity.registry import mutable_types
from activity.stand import forget_stand, stand_of
from activity.timeline import timeline
from core.events import Event, Followed, Reacted, emit

__all__ = [
    "Record",
    "ask_as_usual",
    "ask_less",
    "choose_order",
    "close_hint",
    "follow",
    "happened",
    "mute",
    "mute_type",
    "propose_again",
    "react",
    "record_activity",
    "record_many",
    "remind",
    "remove_saved",
    "save",
    "set_level",
    "timeline",
    "turn_down",
    "unfollow",
    "unmute",
    "unmute_type",
    "unreact",
    "unsave",
]

MOST_SAVED = 1000


@transaction.atomic
def react(thing: Model, key: str, *, by, at: datetime | None = None) -> bool:
    """Give a reaction. Returns whether it is new; a second time changes nothing. LookupError for an unknown key."""
    kind = KINDS[key]
    if kind not in offered() or not can_react(by, thing):
        raise PermissionDenied("You cannot react to this.")
    at, number = at or timezone.now(), key_of(thing)
    if not _execute(
        "INSERT INTO activity_reaction (user_id, thing, code, created_at) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING",
        [by.pk, number, kind.code, connection.ops.adapt_datetimefield_value(at)],
    ):
        return False
    _count(number, kind.code, +1)
    emit(_event(Reacted, thing, by, at, key=key))
    return True


@transaction.atomic
def unreact(thing: Model, key: str, *, by) -> bool:
    """Take a reaction back. Returns whether there was one."""
    kind = KINDS[key]
    if not can_take_back(by, thing):
        raise PermissionDenied("You cannot react to this.")
    number = key_of(thing)
    if not _execute(
        "DELETE FROM activity_reaction WHERE user_id = %s AND thing = %s AND code = %s", [by.pk, number, kind.code]
    ):
        return False
    _count(number, kind.code, -1)
    return True


@transaction.atomic
def follow(thing: Model, *, by, at: datetime | None = None) -> bool:
    """Meet what happens with a thing in the timeline. Ends a mute of it. Returns whether this is new. Raises TooOften;
    with `at`, a follow from elsewhere at that time, there is no limit."""
    if not can_follow(by, thing):
        raise PermissionDenied("You cannot follow this.")
    is_new = Follow.objects.update_or_create(**_follow_of(thing, by), flag=FOLLOWS, defaults={"actor_only": False})[1]
    if is_new and at is None:
        check(by, FOLLOW)
    Mute.objects.filter(user=by, thing=key_of(thing)).delete()
    forget_stand(by)
    if is_new:
        emit(_event(Followed, thing, by, at))
    return is_new


@transaction.atomic
def unfollow(thing: Model, *, by) -> bool:
    """Stop following and watching. Allowed for what one can no longer see. Returns whether it was followed."""
    followed = Follow.objects.filter(**_follow_of(thing, by), flag__in=[FOLLOWS, WATCHES])
    forget_stand(by)
    return bool(followed.delete()[0])


@transaction.atomic
def mute(thing: Model, *, by) -> bool:
    """Keep a person, topic or page out of one's timeline. Following it stays as it is. Returns whether this is new."""
    if not can_follow(by, thing):
        raise PermissionDenied("You cannot mute this.")
    is_new = Mute.objects.get_or_create(user=by, thing=key_of(thing))[1]
    forget_stand(by)
    return is_new


@transaction.atomic
def unmute(thing: Model, *, by) -> bool:
    """Meet it again. Returns whether it was muted."""
    forget_stand(by)
    return bool(Mute.objects.filter(user=by, thing=key_of(thing)).delete()[0])


def mute_type(model: type[Model], *, by) -> bool:
    """Keep everything of this type, what colleagues make and not the organisation, out of one's timeline. Returns
    whether this is new; LookupError for a type that cannot be muted."""
    if model not in mutable_types():
        raise LookupError(f"{model.__name__} cannot be muted as a type.")
    forget_stand(by)
    return Mute.objects.get_or_create(user=by, thing=type_key(model))[1]


def unmute_type(model: type[Model], *, by) -> bool:
    """Meet them again. Returns whether the type was muted."""
    forget_stand(by)
    return bool(Mute.objects.filter(user=by, thing=type_key(model)).delete()[0])


def ask_less(thing: Model, *, by) -> bool:
    """Let what belongs to a thing stand lower in "For you". Nothing else changes. Returns whether this is new."""
    if not can_follow(by, thing):
        raise PermissionDenied("You cannot ask less of this.")
    return _wish(Wish.Kind.LESS, thing, by)


def ask_as_usual(thing: Model, *, by) -> bool:
    """Take that back. Returns whether less was asked of it."""
    forget_stand(by)
    return bool(Wish.objects.filter(user=by, kind=Wish.Kind.LESS, thing=key_of(thing)).delete()[0])


def turn_down(thing: Model, *, by) -> bool:
    """Do not have it proposed again. Returns whether this is new."""
    if not can_follow(by, thing):
        raise PermissionDenied("This is not proposed to you.")
    return _wish(Wish.Kind.NOT_PROPOSED, thing, by)


def propose_again(thing: Model, *, by) -> bool:
    """Take that back. Returns whether it was turned down."""
    return bool(Wish.objects.filter(user=by, kind=Wish.Kind.NOT_PROPOSED, thing=key_of(thing)).delete()[0])


def _wish(kind: Wish.Kind, thing: Model, by) -> bool:
    forget_stand(by)
    return Wish.objects.get_or_create(user=by, kind=kind, thing=key_of(thing))[1]


@transaction.atomic
def set_level(thing: Model, level: Level, *, by) -> bool:
    """Hold a thing at one of the four levels of `activity.levels`. Returns whether that changed something. Normal and
    muted are allowed for what one can no longer see, as far as they take something away."""
    before = level_of(by, key_of(thing))
    if level in (Level.FOLLOWING, Level.WATCHING):
        follow(thing, by=by)
        watching = _follow_of(thing, by) | {"flag": WATCHES}
        if level == Level.WATCHING:
            Follow.objects.get_or_create(**watching, defaults={"actor_only": False})
        else:
            Follow.objects.filter(**watching).delete()
    elif level == Level.MUTED:
        mute(thing, by=by)
        unfollow(thing, by=by)
    else:
        unmute(thing, by=by)
        unfollow(thing, by=by)
    forget_stand(by)
    return level != before


@transaction.atomic
def save(thing: Model, *, by) -> bool:
    """Keep a thing on one's own list. Nobody is told. Returns whether this is new; ValidationError on a full list."""
    _check_savable(thing, by)
    return Saved.objects.get_or_create(user=by, thing=key_of(thing))[1]


def unsave(thing: Model, *, by) -> bool:
    """Take a thing, and its reminder, off one's list. Returns whether it was there."""
    return bool(Saved.objects.of(by).filter(thing=key_of(thing)).delete()[0])


def remove_saved(saved: Saved, *, by) -> None:
    """Take a line off one's list, also when what it leads to is gone or out of reach."""
    if saved.user_id != by.pk:
        raise PermissionDenied("This is somebody else's list.")
    saved.delete()


@transaction.atomic
def remind(thing: Model, at: datetime | None, *, by) -> Saved:
    """Save a thing and be reminded of it at this moment, instead of at any earlier chosen one; None for no reminder.
    A moment that has passed is not refused: the reminder then comes at once."""
    _check_savable(thing, by)
    return Saved.objects.update_or_create(user=by, thing=key_of(thing), defaults={"remind_at": at})[0]


def _check_savable(thing: Model, by) -> None:
    if not can_save(by, thing):
        raise PermissionDenied("You cannot save this.")
    if Saved.objects.of(by).exclude(thing=key_of(thing)).count() >= MOST_SAVED:
        raise ValidationError(
            _("Your list holds %(most)s items, which is the most it can. Remove some first."),
            params={"most": MOST_SAVED},
        )


def choose_order(order: str, *, by) -> None:
    """Read the timeline in this order from now on. ValueError for another word than "newest" or "ranked"."""
    FeedSettings.objects.update_or_create(user=by, defaults={"order": FeedSettings.Order(order)})
    forget_stand(by)


def close_hint(*, by) -> None:
    """Do not show the welcome on the home page again."""
    FeedSettings.objects.update_or_create(
        user=by, defaults={"hint_closed": True}, create_defaults={"hint_closed": True, "order": stand_of(by).order}
    )
    forget_stand(by)


def _execute(sql: str, params: list) -> int:
    """How many rows a statement changed. In SQL because only the database knows whether *this* call did it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def _count(thing: int, code: int, delta: int) -> None:
    _execute("INSERT INTO activity_reactionchange (thing, code, delta) VALUES (%s, %s, %s)", [thing, code, delta])


def _event(event_class: type[Event], thing: Model, by, at: datetime | None, **more) -> Event:
    when = {"at": at.isoformat()} if at else {}
    return event_class(model=thing._meta.label_lower, pk=thing.pk, by=by.pk, **when, **more)


def _follow_of(thing: Model, by) -> dict:
    content_type_id, pk = split(key_of(thing))
    return {"user": by, "content_type_id": content_type_id, "object_id": str(pk)}
