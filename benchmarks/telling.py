"""B7, B8, B10 and B12: the stream library, posting before many followers, the badge, a long discussion."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from uuid import UUID

from actstream.models import Action, Follow, user_stream
from actstream.registry import register
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from access.models import Audience
from access.reach import reach
from accounts.models import User
from activity.keys import join
from activity.sql import Reading, newest
from activity.stand import forget_stand, stand_of
from benchmarks.dataset import Dataset, fix_sequences, insert
from benchmarks.harness import Browser, Result, compare
from comments import actions
from comments.models import Comment, Discussion
from news.models import NewsPage
from notifications.models import Broadcast, Notification
from notifications.unread import unread_count, unread_stamp


def run(data: Dataset, rounds: int) -> Iterator[Result]:
    """Changes the data: the last to be measured."""
    yield from streams(data, rounds)
    yield badge(data.profiles["heavy"], rounds)
    yield from discussions(data, rounds)
    yield posting(data, rounds)


def streams(data: Dataset, rounds: int) -> Iterator[Result]:
    """The library shows public actions only and knows no audiences, so its actions are made public for this, and ours
    reads what everybody may read of the same followed people."""
    register(User)
    Action.objects.update(public=True)
    for name, goal in (("heavy", ">= 6"), ("lurker", ">= 1000")):
        user = data.profiles[name]
        yield compare(
            "B7", f"the stream library's user_stream of {name} / ours", goal,
            lambda user=user: list(user_stream(user)[:20]), lambda user=user: followed(user), max(10, rounds // 3),
        )  # fmt: skip


def followed(user: User) -> list:
    stand = stand_of(user)
    return newest(Reading(sources=stand.follows, reach=reach(user), mutes=stand.mutes, limit=20))


def badge(user: User, rounds: int) -> Result:
    """The two values that come along with the session, as a statement of their own, put together beforehand."""
    now = timezone.now()
    page_type = ContentType.objects.get_for_model(NewsPage).pk
    Notification.objects.bulk_create(
        Notification(
            recipient=user, kind="comment", family="comments", lane=1, thing=join(page_type, n), place=join(page_type, n),
            newest=join(page_type, n), audience_id=Audience.EVERYONE_ID, stamp=n, read_at=None if n % 3 else now,
        )
        for n in range(1, 301)
    )  # fmt: skip
    Broadcast.objects.bulk_create(
        Broadcast(
            event_id=UUID(int=n), kind="news", thing=join(page_type, n), audience_id=Audience.EVERYONE_ID, stamp=1000 + n,
            created_at=now + timedelta(minutes=n),
        )
        for n in range(30)
    )  # fmt: skip
    asked = User.objects.filter(pk=user.pk).annotate(unread=unread_count("pk"), newest=unread_stamp("pk"))
    sql, parameters = asked.values_list("unread", "newest").query.sql_with_params()
    assert fetch(sql, parameters)[0][0] == 100 + 30, "the badge counts wrongly"
    return compare(
        "B10", "badge with announcements / SELECT 1", "<= 2",
        lambda: fetch(sql, parameters), lambda: fetch("SELECT 1", []), rounds,
    )  # fmt: skip


def fetch(sql: str, parameters) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def discussions(data: Dataset, rounds: int) -> Iterator[Result]:
    """Two old items that everybody may read, with exactly this many comments."""
    items = NewsPage.objects.filter(page_audience__audience_id=Audience.EVERYONE_ID).order_by("pk")[:2]
    (long, short), ours = items, Browser(data.profiles["heavy"])
    for page, number in ((long, 500), (short, 20)):
        comment_on(page, number, data.profiles["typical"])
    fix_sequences()
    yield compare(
        "B12", "page with 500 comments / with 20", "<= 1.2",
        lambda: ours.get(long.url), lambda: ours.get(short.url), rounds,
    )  # fmt: skip


def comment_on(page: NewsPage, number: int, user: User) -> None:
    discussion, _made = Discussion.objects.get_or_create(kind="page", object_id=page.pk)
    Comment.objects.filter(discussion=discussion).delete()
    first = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    page_type = ContentType.objects.get_for_model(NewsPage).pk
    now = timezone.now()
    insert(
        Comment,
        (
            Comment(
                id=pk, comment_ptr_id=pk, xtdcomment_ptr_id=pk, content_type_id=page_type, object_pk=str(page.pk),
                site_id=1, user_id=user.pk, comment="A remark of some length about this.",
                submit_date=now + timedelta(seconds=pk), is_public=True, thread_id=pk, parent_id=pk,
                discussion_id=discussion.pk, audience_id=Audience.EVERYONE_ID,
            )
            for pk in range(first, first + number)
        ),
    )  # fmt: skip
    Discussion.objects.filter(pk=discussion.pk).update(comment_count=number)


def posting(data: Dataset, rounds: int) -> Result:
    """A comment until its commit, with the tasks it leaves, by somebody whom everybody follows and by somebody whom ten
    follow."""
    known, quiet = User.objects.order_by("pk")[20:22]
    kind = ContentType.objects.get_for_model(User)
    Follow.objects.filter(content_type=kind, object_id__in=[str(known.pk), str(quiet.pk)]).delete()
    for author, followers in ((known, data.people), (quiet, 10)):
        Follow.objects.bulk_create(
            (
                Follow(user=user, content_type=kind, object_id=str(author.pk), actor_only=False)
                for user in User.objects.exclude(pk=author.pk)[:followers]
            ),
            batch_size=500,
        )
        forget_stand(author)
    page, turn = NewsPage.objects.filter(page_audience__audience_id=Audience.EVERYONE_ID).order_by("pk")[2], count()

    actions.MOST_POSTS = 10**6  # how many comments one person may place is not measured here

    def post(author: User) -> None:
        actions.post_comment(page, f"A remark, number {next(turn)}.", by=author)

    return compare(
        "B8", f"comment by somebody with {data.people} followers / with 10", "<= 1.2",
        lambda: post(known), lambda: post(quiet), rounds,
    )  # fmt: skip
