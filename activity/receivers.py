"""What activity does when something happens elsewhere."""

from django.apps import apps

from access.contents import contents_of
from activity.hiding import forget_follows, hide, readdress, readdress_contents, refresh, replace_earlier, show
from activity.keys import key_for, key_of
from activity.records import record_activity
from core.events import (
    AudienceChanged,
    Changed,
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


@on(Published)
def announce(event: Published) -> None:
    """A new row; or, for what came back, its old one shows again."""
    thing = event.thing()
    if thing is None:
        return
    show(key_of(thing))
    activity = record_activity(event)
    if activity and event.again:
        replace_earlier(activity)


@on(Commented, Reacted, Followed)
def log(event: Event) -> None:
    """A new row."""
    record_activity(event)


@on(Changed)
def keep_sources(event: Changed) -> None:
    """No new row, but author and topics may be others now."""
    if thing := event.thing():
        refresh(thing)


@on(Withdrawn, Removed, immediately=True)
def hide_at_once(event: Event) -> None:
    """Out of every timeline, in the very transaction; also when the thing itself is gone already."""
    thing = event.thing()
    hide(key_of(thing) if thing else key_for(apps.get_model(event.model), event.pk))


@on(Restored)
def show_again(event: Restored) -> None:
    """Its activities, and those on it, show again."""
    if thing := event.thing():
        show(key_of(thing))


@on(AudienceChanged, immediately=True)
def readdress_at_once(event: AudienceChanged) -> None:
    """Activities follow their thing, and all that lies in it. Readers who come and go with a group change no number
    here."""
    for contents in contents_of(event):
        readdress_contents(contents)
    thing = event.thing()
    if thing is not None and hasattr(thing, "audience_id"):
        readdress(thing)


@on(Left, immediately=True)
def forget_left(event: Left) -> None:
    """Who left something follows neither it nor what lies in it out of others' sight."""
    forget_follows(event)
