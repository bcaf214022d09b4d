"""What search does when something happens elsewhere. Hiding is part of the change; showing is a task of its own."""

from django.apps import apps
from django.db.models import Model

from core.events import (
    AudienceChanged,
    Changed,
    Commented,
    Event,
    Published,
    Removed,
    Restored,
    Withdrawn,
    on,
)
from search.registry import entry_class_for, entry_classes
from search.writing import forget, readdress, refresh


@on(Published, Changed, Commented, Restored)
def write_entries(event: Event) -> None:
    """The thing as it is now, and what shows something of it."""
    refresh(apps.get_model(event.model), [event.pk])
    for model, entry_class in entry_classes():
        refresh(model, entry_class.follows(event))


@on(Withdrawn, Removed, immediately=True)
def hide_at_once(event: Event) -> None:
    """Out of the index in the very transaction; also when the thing itself is gone already."""
    model: type[Model] = apps.get_model(event.model)
    if entry_class_for(model) is not None:
        forget(model, [event.pk])
    for other, entry_class in entry_classes():
        refresh(other, entry_class.follows(event))


@on(AudienceChanged, immediately=True)
def readdress_at_once(event: AudienceChanged) -> None:
    """Entries take over the new numbers; what depends on who reads something else is read again. Readers who come and
    go with a group change no number here."""
    done = set()
    for model, entry_class in entry_classes():
        if entry_class.kind not in done:
            for audience_id, numbers in entry_class.audiences(event):
                readdress(entry_class.kind, audience_id, numbers)
                done.add(entry_class.kind)
        refresh(model, entry_class.follows(event))
