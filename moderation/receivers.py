"""What happens to things that moderators look at, and what is looked through for watched words."""

from core.events import Changed, Commented, Event, Published, Removed, Restored, on
from moderation.actions import look_through
from moderation.following import notice_change, notice_removal, notice_return
from moderation.following import reportable_thing as thing_of


@on(Published, Changed, Commented)
def watch_words(event: Event) -> None:
    """Words that moderators watch, in whatever is read by others now."""
    if thing := thing_of(event):
        look_through(thing)


@on(Changed)
def author_changed_it(event: Changed) -> None:
    """What the author was asked to change goes back to the moderators."""
    if thing := thing_of(event):
        notice_change(thing, by=event.by, event_id=event.id)


@on(Removed)
def somebody_took_it_away(event: Removed) -> None:
    """The author's going is noted; a moderator's, outside the queue, is a decision that can be objected to."""
    if thing := thing_of(event):
        notice_removal(thing, by=event.by)


@on(Restored)
def somebody_put_it_back(event: Restored) -> None:
    """A moderator took such a decision back."""
    if thing := thing_of(event):
        notice_return(thing, by=event.by, at=event.at)
