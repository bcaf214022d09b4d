"""What somebody has read already, wherever that was: a catch-up does not repeat it."""

from django.db.models import Exists, Max, OuterRef, Q

from activity.models import Activity
from news.models import NewsPage, ReadMark
from notifications.models import Broadcast, BroadcastMark, Notification, ReadCursor


def acted_on(user, groups: list, after: int) -> dict[int, int]:
    """For each place of these groups where this person said or did something since: when that was, as the number of
    the activity. One query."""
    mine = Activity.objects.filter(actor_id=user.pk, pk__gt=after, place__in={group[0].place for group in groups})
    return dict(mine.order_by().values("place").annotate(last=Max("pk")).values_list("place", "last"))


def read_in_notifications(user, groups: list) -> set[int]:
    """The newest activity of each group of which a notification tells that it was read since. Two queries."""
    keys = {row.thing for group in groups for row in group} | {group[0].place for group in groups}
    read = dict(
        Notification.objects.filter(Q(thing__in=keys) | Q(place__in=keys), recipient=user, read_at__isnull=False)
        .order_by()
        .values("place")
        .annotate(at=Max("read_at"))
        .values_list("place", "at")
    )
    marks = BroadcastMark.objects.filter(broadcast=OuterRef("pk"), user=user)
    cursor = ReadCursor.objects.filter(user=user, read_upto__gte=OuterRef("stamp"))
    told = Broadcast.objects.filter(
        Exists(marks.filter(is_read=True)) | Exists(cursor), thing__in=keys, is_hidden=False
    )
    announced = set(told.exclude(Exists(marks.filter(is_read=False))).values_list("thing", flat=True))
    return {
        group[0].pk
        for group in groups
        if group[0].thing in announced or (group[0].place in read and read[group[0].place] >= group[0].created_at)
    }


def read_on_top(user, entries: list) -> set[int]:
    """The ids of the entries that show a page which had a place on top until this reader had read it. One query. That
    is all that is known of reading: there is no register of it, so other pages leave the list by a tick."""
    pages = {entry.thing.pk: entry.id for entry in entries if isinstance(entry.thing, NewsPage)}
    marks = ReadMark.objects.filter(user=user, page_id__in=pages)
    return {pages[page] for page in marks.values_list("page_id", flat=True)}
