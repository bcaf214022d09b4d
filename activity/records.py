"""Writing the log: events become an actstream `Action`, its slim `Activity` and the sources it belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid4, uuid5

from actstream.models import Action
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from access.models import Audience, PageAudience
from activity.keys import LANES, key_for, key_of, mention_key, split
from activity.lifting import choose_lifts
from activity.models import Activity, ActivitySource, Verb
from activity.registry import Card, card_for
from core.events import Commented, Event, Followed, Published, Reacted

NAMESPACE = UUID("5c1f3e0a-7d0b-4a57-9f0f-6b5f0d7a2c11")
BATCH = 1000


@dataclass(frozen=True)
class Record:
    """One thing that happened, ready to be written. `thing` is what is shown, `place` what it belongs to."""

    verb: Verb
    thing: Model
    place: Model
    actor_id: int | None
    at: datetime
    event_id: UUID


def audience_for(thing: Model) -> int:
    """The audience an activity on this thing gets. People and topics have none of their own: everyone. A page
    without an audience is nobody's."""
    if isinstance(thing, Page):
        return PageAudience.objects.filter(page_id=thing.pk).values_list("audience_id", flat=True).first() or 0
    return getattr(thing, "audience_id", Audience.EVERYONE_ID)


def record_activity(event: Event, *, at: datetime | None = None) -> Activity | None:
    """The activity of an event, written once however often the event is delivered; None when it makes none.

    It is dated `at`, or else as the event. Timelines are ordered by id: history is recorded oldest first.
    """
    record = _read(event, at or datetime.fromisoformat(event.at))
    if record is None:
        return None
    known = Activity.objects.filter(event_id=record.event_id).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return record_many([record])[0]
    except IntegrityError:  # a second worker delivered the same event in the meantime
        return Activity.objects.get(event_id=record.event_id)


def happened(thing: Model, at: datetime) -> Record:
    """The record of something that was published, or said on a place, in the past. For imports and the demo: collect
    them, sort them by `at`, and give them to `record_many`, which writes them in that order."""
    card = card_for(type(thing))
    if card is None:
        raise LookupError(f"{type(thing).__name__} has no card.")
    place, actor = card.place(thing), card.actor(thing)
    verb = Verb.PUBLISHED if place == thing else Verb.COMMENTED
    return Record(verb, thing, place, actor.pk if actor else None, at, uuid4())


def record_many(records: Iterable[Record]) -> list[Activity]:
    """Write many activities, oldest first, a thousand at a time. The bulk road of imports and of the demo."""
    records, written = iter(records), []
    while batch := list(islice(records, BATCH)):
        with transaction.atomic():
            written += _write(batch)
    return written


def _write(batch: list[Record]) -> list[Activity]:
    actions = Action.objects.bulk_create([_action(record) for record in batch])
    activities = [
        Activity(
            action_id=action.pk,
            event_id=record.event_id,
            verb=record.verb,
            audience_id=audience_for(record.thing if record.verb != Verb.COMMENTED else record.place),
            actor_id=record.actor_id,
            thing=key_of(record.thing),
            place=key_of(record.place),
            created_at=record.at,
        )
        for record, action in zip(batch, actions, strict=True)
    ]
    choose_lifts(activities)
    Activity.objects.bulk_create(activities)
    rows = []
    for record, activity in zip(batch, activities, strict=True):
        rows += source_rows(activity, record.thing, record.place)
    ActivitySource.objects.bulk_create(rows)
    return activities


def source_rows(activity: Activity, thing: Model, place: Model) -> list[ActivitySource]:
    """By which roads this activity reaches timelines. Reactions and follows reach none: they only add weight."""
    card = card_for(type(thing))
    if card is None or activity.verb not in (Verb.PUBLISHED, Verb.COMMENTED):
        return []
    lane = LANES[card.lane]
    keys = {lane, key_of(place), *(key_of(source) for source in card.sources(thing))}
    keys |= {mention_key(person) for person in card.mentions(thing)}
    if activity.actor_id:
        keys.add(key_for(get_user_model(), activity.actor_id))
    audience = 0 if activity.hidden else activity.audience_id
    return [
        ActivitySource(activity_id=activity.pk, source=key, audience_id=audience, lane=lane) for key in sorted(keys)
    ]


def _action(record: Record) -> Action:
    """The permanent log entry; never public, so that no stream of the library shows it."""
    user_type = ContentType.objects.get_for_model(get_user_model())
    thing_type, thing_pk = split(key_of(record.thing))
    place_type, place_pk = split(key_of(record.place))
    with_actor = record.actor_id is not None
    return Action(
        actor_content_type_id=user_type.pk if with_actor else place_type,
        actor_object_id=str(record.actor_id if with_actor else place_pk),
        verb=record.verb.name.lower(),
        action_object_content_type_id=thing_type,
        action_object_object_id=str(thing_pk),
        target_content_type_id=place_type,
        target_object_id=str(place_pk),
        timestamp=record.at,
        public=False,
    )


def _read(event: Event, at: datetime) -> Record | None:
    thing = event.thing()
    if thing is None:
        return None
    if timezone.is_naive(at):
        at = timezone.make_aware(at)
    event_id, card = UUID(event.id), card_for(type(thing))
    match event:
        case Published() if card:
            return _published(event, thing, card, at)
        case Commented() if card:
            place = apps.get_model(event.on_model)._base_manager.filter(pk=event.on_pk).first()
            return place and Record(Verb.COMMENTED, thing, place, event.by, at, event_id)
        case Reacted():
            # However many kinds of reaction: one activity per person and thing.
            event_id = uuid5(NAMESPACE, f"reacted {event.by} {key_of(thing)}")
            return Record(Verb.REACTED, thing, thing, event.by, at, event_id)
        case Followed():
            # Following and unfollowing in turns makes at most one activity a day.
            event_id = uuid5(NAMESPACE, f"followed {event.by} {key_of(thing)} {timezone.localdate(at)}")
            return Record(Verb.FOLLOWED, thing, thing, event.by, at, event_id)
    return None


def _published(event: Published, thing: Model, card: Card, at: datetime) -> Record | None:
    earlier = Activity.objects.filter(thing=key_of(thing), verb=Verb.PUBLISHED)
    if not event.again and earlier.exclude(event_id=UUID(event.id)).exists():
        return None  # it came back after it was withdrawn: its first activity shows again
    actor = card.actor(thing)
    return Record(Verb.PUBLISHED, thing, card.place(thing), actor.pk if actor else event.by, at, UUID(event.id))
