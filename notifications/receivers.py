"""What is told when something happens, and hidden when it is taken away."""

from django.apps import apps

from access.contents import contents_of
from access.models import Audience
from activity.keys import key_for, key_of
from core.events import (
    AudienceChanged,
    Commented,
    Event,
    Followed,
    Left,
    Published,
    Reacted,
    Removed,
    Restored,
    Withdrawn,
    on,
)
from notifications.hearing import tell_of_comment, tell_of_follower, tell_of_news, tell_of_reaction
from notifications.hiding import forget_lost_readers, hide, readdress, readdress_contents, show
from notifications.models import Notification


@on(Commented)
def comment(event: Commented) -> None:
    tell_of_comment(event)


@on(Reacted)
def reaction(event: Reacted) -> None:
    tell_of_reaction(event)


@on(Followed)
def follower(event: Followed) -> None:
    tell_of_follower(event)


@on(Published)
def news(event: Published) -> None:
    tell_of_news(event)


@on(Withdrawn, Removed, immediately=True)
def hide_at_once(event: Event) -> None:
    """Out of every list and count, in the very transaction; also when the thing itself is gone already."""
    thing = event.thing()
    hide(key_of(thing) if thing else key_for(apps.get_model(event.model), event.pk))


@on(Restored)
def show_again(event: Restored) -> None:
    """What was hidden with it shows again."""
    if thing := event.thing():
        show(key_of(thing))


@on(AudienceChanged, immediately=True)
def follow_audience(event: AudienceChanged) -> None:
    """Lists and counts follow at once, because they ask for the audience. Who left one loses what is unread of it."""
    for contents in contents_of(event):
        readdress_contents(contents)
    thing = event.thing()
    if isinstance(thing, Audience):
        forget_lost_readers(thing.pk)
    elif thing is not None and hasattr(thing, "audience_id"):
        readdress(thing)


@on(Left, immediately=True)
def forget_left(event: Left) -> None:
    """Who left something has nothing unread of it."""
    if thing := event.thing():
        Notification.objects.filter(recipient_id=event.by, place=key_of(thing), read_at=None).delete()
