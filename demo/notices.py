"""What the people who are described hear of the last two weeks: told as it would have been, at its own time."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Model

from activity.keys import key_of
from activity.models import Reaction
from activity.reactions import BY_CODE
from comments.models import Comment
from core.events import Commented, Event, Published, Reacted
from news.models import NewsPage
from notifications.actions import announce, told_at
from notifications.hearing import tell_of_comment, tell_of_news, tell_of_reaction
from notifications.models import Notification, ReadCursor

BACK = timedelta(days=14)
UNREAD_FOR = timedelta(days=1)
MOST_REACTIONS = 120


def tell_of_page(event: Published) -> None:
    """News for its followers; the lead story for everybody, once for both its languages."""
    page = event.thing()
    if page is None or page.slot != NewsPage.Slot.LEAD:
        tell_of_news(event)
    elif not hasattr(page, "pair_as_english"):
        announce("announcement", page, event_id=event.id, by=page.author_id)


TELL = {Commented: tell_of_comment, Reacted: tell_of_reaction, Published: tell_of_page}


def recent_events(people: dict, now: datetime) -> list[tuple[datetime, Event]]:
    """Comments and news of the last weeks, and reactions to what the described people wrote, oldest first."""
    named = {person.pk for person in people.values()}
    found = [*_comments(now), *_news(now), *_reactions(named, now)]
    return sorted(found, key=lambda pair: pair[0])


def tell(at: datetime, event: Event) -> None:
    """One event, at its moment."""
    with told_at(at):
        TELL[type(event)](event)


def leave_unread(now: datetime) -> None:
    """What is older than a day was seen, and mostly read; what is newer waits."""
    stamp = int((now - UNREAD_FOR).timestamp() * 1_000_000)
    old = Notification.objects.filter(stamp__lt=stamp)
    old.update(seen_at=now)
    pick = random.Random("unread")
    pks = [pk for pk in old.values_list("pk", flat=True).order_by("pk") if pick.random() < 0.9]
    Notification.objects.filter(pk__in=pks).update(read_at=now)
    readers = set(Notification.objects.values_list("recipient_id", flat=True))
    ReadCursor.objects.bulk_create(ReadCursor(user_id=pk, seen_upto=stamp, read_upto=stamp) for pk in sorted(readers))


def _comments(now: datetime) -> Iterator[tuple[datetime, Event]]:
    said = Comment.objects.live().filter(submit_date__gt=now - BACK, user__isnull=False).select_related("discussion")
    for comment in said:
        on = comment.content_type.model_class()._meta.label_lower
        yield (
            comment.submit_date,
            Commented(
                model="comments.comment", pk=comment.pk, by=comment.user_id, on_model=on, on_pk=int(comment.object_pk)
            ),
        )


def _news(now: datetime) -> Iterator[tuple[datetime, Event]]:
    for page in NewsPage.objects.live().filter(first_published_at__gt=now - BACK, first_published_at__lte=now):
        once = uuid5(NAMESPACE_URL, f"demo news {page.pk}").hex
        yield page.first_published_at, Published(model="news.newspage", pk=page.pk, by=page.author_id, id=once)


def _reactions(named: set[int], now: datetime) -> Iterator[tuple[datetime, Event]]:
    things: list[Model] = [*NewsPage.objects.live().filter(author__in=named).order_by("-first_published_at")[:30]]
    things += Comment.objects.live().filter(user__in=named, submit_date__gt=now - timedelta(days=60))
    by_key = {key_of(thing): thing for thing in things}
    given = Reaction.objects.filter(thing__in=list(by_key), created_at__gt=now - BACK).order_by("-created_at")
    for reaction in given[:MOST_REACTIONS]:
        thing = by_key[reaction.thing]
        model, key = thing._meta.label_lower, BY_CODE[reaction.code].key
        yield reaction.created_at, Reacted(model=model, pk=thing.pk, by=reaction.user_id, key=key)


__all__ = ["leave_unread", "recent_events", "tell"]
