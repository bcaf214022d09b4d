"""What happened: every event of Kring, and who is told.

An action calls `emit(event)` inside its transaction. Listeners that hide run there and then; all others become one
task row each in the same transaction, so that neither a crash nor a rollback can separate a change from its news.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from uuid import uuid4

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django_tasks import task

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact about one object. `model` is its label ("news.newspage"), `by` the id of the person who did it."""

    model: str
    pk: int
    by: int | None = None
    id: str = field(default_factory=lambda: uuid4().hex)
    at: str = field(default_factory=lambda: timezone.now().isoformat())

    def thing(self) -> Model | None:
        """The object itself as it is now, or None when it is gone."""
        return apps.get_model(self.model)._base_manager.filter(pk=self.pk).first()


@dataclass(frozen=True, kw_only=True)
class Published(Event):
    """Something became readable. `again` tells followers anew about a thing that was published before."""

    again: bool = False


@dataclass(frozen=True, kw_only=True)
class Changed(Event):
    """Something readable has new content."""


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Event):
    """Something is no longer published."""


@dataclass(frozen=True, kw_only=True)
class Removed(Event):
    """Something was deleted by its author or a moderator, and can come back."""


@dataclass(frozen=True, kw_only=True)
class Restored(Event):
    """Something removed came back."""


@dataclass(frozen=True, kw_only=True)
class Commented(Event):
    """A comment (`model`, `pk`) was placed on a thing (`on_model`, `on_pk`)."""

    on_model: str
    on_pk: int


@dataclass(frozen=True, kw_only=True)
class Reacted(Event):
    """Somebody reacted with `key` to a thing."""

    key: str


@dataclass(frozen=True, kw_only=True)
class Followed(Event):
    """Somebody follows a thing from now on."""


@dataclass(frozen=True, kw_only=True)
class Joined(Event):
    """Somebody (`by`) became a member of a thing."""


@dataclass(frozen=True, kw_only=True)
class Left(Event):
    """Somebody (`by`) is no longer a member of a thing."""


@dataclass(frozen=True, kw_only=True)
class AudienceChanged(Event):
    """Who may read a thing changed. What `model` and `pk` name:

    - "wagtailcore.page": this page or anything below it got another audience, and the rows of
      `access.models.PageAudience.objects.under(pk)` are new already. One event per changed root, never one per page:
      a listener that copied numbers copies them again for the subtree, with a join. It hides, so it is `immediately`.
    - "wagtailcore.collection": the same for a collection of files.
    - another thing with an `audience_id`: it has another number, and so has all that lies in it, of which
      `access.contents.contents_of(event)` tells kinds, numbers and audiences. Pages are told by that registry too.
    - "access.audience": somebody is no longer a reader of this audience. A listener drops what belongs to people who
      are not in `readers_of(pk)`: follows, unread notifications.
    """


EVENTS = {
    cls.__name__: cls
    for cls in (
        Published, Changed, Withdrawn, Removed, Restored, Commented, Reacted, Followed, Joined, Left, AudienceChanged,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Listener:
    """A function that is told of an event. `immediately` means inside the emitting transaction."""

    function: Callable[[Event], None]
    immediately: bool

    @property
    def name(self) -> str:
        return f"{self.function.__module__}.{self.function.__qualname__}"


_listeners: dict[type[Event], dict[str, Listener]] = defaultdict(dict)


def on(*event_classes: type[Event], immediately: bool = False) -> Callable:
    """Register the decorated function for these events. It must be idempotent by `event.id`, and must not emit."""

    def register(function: Callable[[Event], None]) -> Callable[[Event], None]:
        listener = Listener(function, immediately)
        for event_class in event_classes:
            _listeners[event_class][listener.name] = listener
        return function

    return register


def listeners_of(event_class: type[Event]) -> list[Listener]:
    """Who listens to this event, in a stable order."""
    return [_listeners[event_class][name] for name in sorted(_listeners[event_class])]


def emit(event: Event) -> None:
    """Tell everybody who listens. Hiding listeners run now; the others are delivered by a worker after commit."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("emit() belongs inside the transaction of the change it reports.")
    for listener in listeners_of(type(event)):
        if listener.immediately:
            listener.function(event)
        else:
            deliver.enqueue(listener.name, type(event).__name__, asdict(event))


@task()
def deliver(listener_name: str, event_name: str, payload: dict) -> None:
    """Tell one listener, in one transaction. The worker tries a failure again (core.worker)."""
    event_class = EVENTS[event_name]
    listener = _listeners[event_class].get(listener_name)
    if listener is None:
        logger.warning("Listener %s is gone; %s %s dropped.", listener_name, event_name, payload["id"])
        return
    with transaction.atomic():
        listener.function(event_class(**payload))
