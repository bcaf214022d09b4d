"""Hiding what is gone, inside the transaction that takes it away; and keeping audiences those of the things.

Rows are locked in the order of their people, as in `notifications.telling`.
"""

from collections.abc import Collection

from django.db.models import F, Model, Q

from access.contents import Contents
from access.models import Audience
from access.rule import readers_of
from activity.keys import key_of, keys_in
from activity.records import audience_for
from notifications.models import Broadcast, Happening, Hidden, Notification
from notifications.telling import add_up

BATCH = 1000


def hide(key: int) -> None:
    """Take everything about a thing, and about what belongs to it, out of lists and counts."""
    _hold(Q(thing=key) | Q(place=key))
    Notification.objects.filter(thing=key).update(hidden=F("hidden").bitor(Hidden.THING_GONE.value))
    Notification.objects.filter(place=key).update(hidden=F("hidden").bitor(Hidden.PLACE_GONE.value))
    Broadcast.objects.filter(thing=key).update(is_hidden=True)
    _count_again(key, is_gone=True)


def show(key: int) -> None:
    """It came back. What was unread is unread again."""
    _hold(Q(thing=key) | Q(place=key))
    most = Hidden.THING_GONE | Hidden.EMPTY | Hidden.PLACE_GONE | Hidden.NOT_IN_APP
    Notification.objects.filter(thing=key).update(hidden=F("hidden").bitand(most - Hidden.THING_GONE))
    Notification.objects.filter(place=key).update(hidden=F("hidden").bitand(most - Hidden.PLACE_GONE))
    Broadcast.objects.filter(thing=key).update(is_hidden=False)
    _count_again(key, is_gone=False)


def readdress(thing: Model) -> None:
    """Copy the audience of a thing to what was told of it."""
    key, audience_id = key_of(thing), audience_for(thing)
    Notification.objects.filter(place=key).update(audience_id=audience_id)
    Broadcast.objects.filter(thing=key).update(audience_id=audience_id)


def readdress_contents(contents: Contents) -> None:
    """Give what was told of these things, and of what belongs to them, the audience that they have now."""
    keys = keys_in(contents)
    Notification.objects.filter(place__in=keys).update(audience_id=contents.audience_id)
    Broadcast.objects.filter(thing__in=keys).update(audience_id=contents.audience_id)


def forget_lost_readers(audience_id: int) -> None:
    """Who is no longer a reader of this audience has nothing unread of it. Coming back brings nothing back."""
    if audience_id != Audience.EVERYONE_ID:
        lost = Notification.objects.filter(audience_id=audience_id, read_at=None)
        lost.exclude(recipient__in=readers_of(audience_id).values("pk")).delete()


def _hold(condition: Q) -> None:
    rows = Notification.objects.select_for_update(of=("self",)).filter(condition).order_by("recipient_id", "pk")
    for _row in rows.values_list("pk").iterator():
        pass


def _count_again(key: int, *, is_gone: bool) -> None:
    """What happened last in somebody's notification is taken away, or back: what remains is added up again."""
    happened = Happening.objects.filter(subject=key)
    pks = list(happened.order_by("recipient_id").values_list("notification_id", flat=True).distinct())
    for start in range(0, len(pks), BATCH):
        batch: Collection[int] = pks[start : start + BATCH]
        _hold(Q(pk__in=batch))
        happened.filter(notification__in=batch).update(is_gone=is_gone)
        add_up(batch)
