"""A generated organisation for measurements: the same for the same size, and written past the actions for speed.

Profiles: `heavy` follows 300 things, `typical` 20, `lurker` 2 that are quiet. The worst profile decides.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import UUID

from actstream.models import Action, Follow
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from tqdm import tqdm
from wagtail.models import Page

from access.models import Audience, PageAudience, Reader
from accounts.models import User
from activity.keys import LANES, join, key_for, split
from activity.models import Activity, ActivitySource, Reaction, Verb
from activity.models.reaction import ReactionCount
from comments.models import Comment, Discussion
from news.models import NewsCategory, NewsIndexPage, NewsPage, Topic
from news.renderings import keep_if_live
from people.models import Department, Profile

PROFILES = {"heavy": 300, "typical": 20, "lurker": 2}
CLOSED_GROUPS = 40
TOPICS = 40


@dataclass
class Dataset:
    profiles: dict[str, User]
    page: NewsPage
    people: int
    activities: int


def insert(model: type[Model], rows: Iterable[Model], size: int = 200) -> None:
    """Insert instances into the tables of a model and its parents, as they are."""
    chain = [
        parent for parent in reversed(model.__mro__) if getattr(parent, "_meta", None) and not parent._meta.abstract
    ]
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        with transaction.atomic():
            for table in chain:
                fields = table._meta.local_concrete_fields
                table._base_manager.get_queryset()._insert(batch, fields=fields, using="default", raw=True)


def build(people: int, activities: int) -> Dataset:
    """Fill an empty database. About a minute for 5,000 people and 200,000 activities."""
    dice = random.Random(42)
    now = timezone.now()
    users = make_people(people, dice)
    audiences = make_audiences(users, dice)
    topics = Topic.objects.bulk_create(
        Topic(name_nl=f"Onderwerp {n}", name_en=f"Topic {n}", slug=f"topic-{n}") for n in range(TOPICS)
    )
    pages = make_news(max(20, activities // 100), users, topics, audiences, dice, now)
    make_activities(activities - len(pages), pages, users, topics, dice, now)
    profiles = make_follows(users, topics, dice)
    fix_sequences()
    for page, _audience in pages[-20:]:
        keep_if_live(page)
    return Dataset(profiles, pages[-1][0], people, activities)


def make_people(count: int, dice: random.Random) -> list[User]:
    password = make_password("schuif-aan")
    departments = [Department.objects.create(name_nl=f"Afdeling {n}") for n in range(20)]
    users = User.objects.bulk_create(
        [
            User(email=f"p{n}@bench.example", first_name=f"First{n}", last_name=f"Last{n}", password=password)
            for n in range(count)
        ],
        batch_size=500,
    )
    Profile.objects.bulk_create(
        [Profile(user=user, job_title="Operator", department=dice.choice(departments)) for user in users],
        batch_size=500,
        ignore_conflicts=True,
    )
    return users


def make_audiences(users: list[User], dice: random.Random) -> list[int]:
    """Everyone, and closed groups of five percent of the people each."""
    ids = []
    for number in range(CLOSED_GROUPS):
        group = Group.objects.create(name=f"Closed {number}")
        audience = Audience.objects.create(key=f"groups:{group.pk}")
        members = dice.sample(users, max(2, len(users) // 20))
        group.user_set.through.objects.bulk_create(
            [group.user_set.through(user_id=user.pk, group_id=group.pk) for user in members], batch_size=500
        )
        Reader.objects.bulk_create([Reader(audience=audience, user=user) for user in members], batch_size=500)
        ids.append(audience.pk)
    return ids


def make_news(count, users, topics, audiences, dice, now) -> list[tuple[NewsPage, int]]:
    """News pages, forty percent of them closed, spread over two years. Returns pages with their audience."""
    site_root = Page.objects.get(depth=2)
    index = NewsIndexPage.objects.first() or site_root.add_child(instance=NewsIndexPage(title="News", slug="news"))
    categories = [NewsCategory.objects.create(name_nl=f"Rubriek {n}", slug=f"category-{n}") for n in range(8)]
    news_type = ContentType.objects.get_for_model(NewsPage)
    first = (Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    paragraph = "<p>" + " ".join(f"word{n % 97}" for n in range(120)) + "</p>"
    pages = []
    for number in range(count):
        at = now - timedelta(days=730) * (1 - number / count)
        page = NewsPage(
            title=f"News item {number}",
            draft_title=f"News item {number}",
            slug=f"item-{number}",
            teaser="What it means for you, in one sentence that is not too short.",
            author=dice.choice(users),
            category=dice.choice(categories),
            body=[("text", paragraph), ("text", paragraph)],
        )
        page.pk = page.id = page.page_ptr_id = first + number
        page.path = NewsPage._get_path(index.path, index.depth + 1, number + 1)
        page.depth, page.numchild, page.content_type = index.depth + 1, 0, news_type
        page.url_path = f"{index.url_path}item-{number}/"
        page.locale_id, page.live = index.locale_id, True
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = at
        page.reading_minutes = 2
        audience = dice.choice(audiences) if dice.random() < 0.4 else Audience.EVERYONE_ID
        pages.append((page, audience))
    insert(NewsPage, tqdm((page for page, _ in pages), "news", total=count, unit="page"))
    Page.objects.filter(pk=index.pk).update(numchild=count)
    PageAudience.objects.bulk_create(
        [PageAudience(page_id=page.pk, audience_id=audience) for page, audience in pages], batch_size=500
    )
    link = NewsPage.topics.through
    link.objects.bulk_create(
        [link(newspage_id=page.pk, topic_id=dice.choice(topics).pk) for page, _ in pages], batch_size=500
    )
    write_log(
        (
            (Verb.PUBLISHED, page.author_id, join(news_type.pk, page.pk), join(news_type.pk, page.pk), audience, at,
             [LANES["organisation"], key_for(User, page.author_id), key_for(Topic, dice.choice(topics).pk)])
            for page, audience in pages
            for at in [page.first_published_at]
        ),
        LANES["organisation"],
    )  # fmt: skip
    return pages


def make_activities(count, pages, users, topics, dice, now) -> None:
    """Comments by all, on all news, in the order of time; the newest pages get the most. One in ten by a few voices."""
    loud = users[:20]
    comment_type = ContentType.objects.get_for_model(Comment).pk
    news_type = ContentType.objects.get_for_model(NewsPage).pk
    discussions = {page.pk: Discussion(pk=n + 1, kind="page", object_id=page.pk) for n, (page, _) in enumerate(pages)}
    made: list[tuple] = []
    for number in range(count):
        page, audience = pages[min(len(pages) - 1, int(len(pages) * dice.random() ** 0.5))]
        user = dice.choice(loud) if dice.random() < 0.1 else dice.choice(users)
        discussions[page.pk].comment_count += 1
        made.append((number + 1, page.pk, audience, user.pk, now - timedelta(days=30) * (1 - number / max(count, 1))))
    Discussion.objects.bulk_create(discussions.values(), batch_size=500)
    insert(
        Comment,
        tqdm(
            (
                Comment(
                    id=pk, comment_ptr_id=pk, xtdcomment_ptr_id=pk, content_type_id=news_type, object_pk=str(page_pk),
                    site_id=1, user_id=user_pk, comment="A remark of some length about this.", submit_date=at,
                    is_public=True, thread_id=pk, parent_id=pk, discussion_id=discussions[page_pk].pk,
                    audience_id=audience,
                )
                for pk, page_pk, audience, user_pk, at in made
            ),
            "comments",
            total=count,
            unit="comment",
        ),
    )  # fmt: skip
    write_log(
        (
            (Verb.COMMENTED, user_pk, join(comment_type, pk), join(news_type, page_pk), audience, at,
             [LANES["colleagues"], key_for(User, user_pk), join(news_type, page_pk)])
            for pk, page_pk, audience, user_pk, at in made
        ),
        LANES["colleagues"],
    )  # fmt: skip
    reacted = {(join(news_type, page.pk), dice.choice(users).pk) for page, _ in pages for _ in range(10)}
    Reaction.objects.bulk_create(
        [Reaction(thing=thing, user_id=user, code=1, created_at=now) for thing, user in reacted], batch_size=500
    )
    totals: dict[int, int] = {}
    for thing, _ in reacted:
        totals[thing] = totals.get(thing, 0) + 1
    ReactionCount.objects.bulk_create(
        [ReactionCount(thing=t, code=1, total=n) for t, n in totals.items()], batch_size=500
    )


def write_log(rows: Iterable[tuple], lane: int) -> None:
    """Action, Activity and ActivitySource rows; `rows` are (verb, actor, thing, place, audience, at, sources)."""
    user_type = ContentType.objects.get_for_model(User).pk
    number = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = iter(tqdm(rows, "activities", unit="row"))
    while batch := list(islice(rows, 500)):
        actions, activities, sources = [], [], []
        for verb, actor, thing, place, audience, at, keys in batch:
            number += 1
            actions.append(
                Action(id=number, actor_content_type_id=user_type, actor_object_id=str(actor), verb=verb.name.lower(),
                       target_content_type_id=split(place)[0], target_object_id=str(split(place)[1]),
                       timestamp=at, public=False)
            )  # fmt: skip
            activities.append(
                Activity(action_id=number, event_id=UUID(int=number), verb=verb, audience_id=audience, actor_id=actor,
                         thing=thing, place=place, created_at=at)
            )  # fmt: skip
            sources += [
                ActivitySource(activity_id=number, source=key, audience_id=audience, lane=lane)
                for key in sorted(set(keys))
            ]
        with transaction.atomic():
            Action.objects.bulk_create(actions)
            Activity.objects.bulk_create(activities)
            ActivitySource.objects.bulk_create(sources)


def make_follows(users: list[User], topics: list[Topic], dice: random.Random) -> dict[str, User]:
    """One reader per profile, at the end of the list; everybody else follows ten colleagues."""
    user_type, topic_type = ContentType.objects.get_for_model(User), ContentType.objects.get_for_model(Topic)
    profiles = dict(zip(PROFILES, users[-len(PROFILES) :], strict=True))
    rows = []
    for name, user in profiles.items():
        followed = users[20:] if name == "lurker" else users
        people = dice.sample(followed, min(PROFILES[name], len(followed)))
        rows += [
            Follow(user=user, content_type=user_type, object_id=str(other.pk), actor_only=False) for other in people
        ]
        if name != "lurker":
            rows += [
                Follow(user=user, content_type=topic_type, object_id=str(topic.pk), actor_only=False)
                for topic in dice.sample(topics, 5)
            ]
    for user in users[: -len(PROFILES)]:
        rows += [
            Follow(user=user, content_type=user_type, object_id=str(other.pk), actor_only=False)
            for other in dice.sample(users, min(10, len(users)))
        ]
    Follow.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return profiles


def fix_sequences() -> None:
    """Rows were written with their own numbers; PostgreSQL's sequences must catch up, and both need statistics."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in (Page, Comment._meta.get_parent_list()[-1], Discussion, Action):
                table, pk = model._meta.db_table, model._meta.pk.column
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', '{pk}'), (SELECT max({pk}) FROM {table}))"
                )
        cursor.execute("ANALYZE")
