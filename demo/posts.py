"""What people said in their communities and to everybody, with what others said about it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from activity.models import Verb
from activity.records import Record
from comments.models import Comment
from communities.actions import publish_post
from communities.models import Community, CoreValue, Post, PostVersion, Question
from demo.talk import post_all
from demo.texts import moment, read_folder

VALUES = [
    ("Eerlijk zijn", "Being honest"),
    ("Voor elkaar", "For each other"),
    ("Vakmanschap", "Craftsmanship"),
    ("Zuinig op morgen", "Careful with tomorrow"),
]


def how_many() -> int:
    """Posts to write."""
    return sum(len(content["posts"]) for content in read_folder("posts"))


def write_posts(people: dict, now: datetime, on: Callable[[int], None]) -> tuple[list[Record], list[tuple]]:
    """All of them. Returns what the log needs, and what one may react to: (thing, the post it is on, its time)."""
    values = {number: CoreValue.objects.create(name_nl=nl, name_en=en, order=number)
              for number, (nl, en) in enumerate(VALUES, 1)}  # fmt: skip
    communities = {community.name: community for community in Community.objects.all()}
    records: list[Record] = []
    things: list[tuple[Model, Post, datetime]] = []
    for content in read_folder("posts"):
        community = communities.get(content["community"])
        if content["community"] and community is None:
            on(len(content["posts"]))
            continue
        for entry in content["posts"]:
            post, comments = write_post(entry, community, people, values, now)
            records.append(Record(Verb.PUBLISHED, post, post, post.author_id, post.published_at, uuid4()))
            things.append((post, post, post.published_at))
            for comment in comments:
                records.append(Record(Verb.COMMENTED, comment, post, comment.user_id, comment.submit_date, uuid4()))
                things.append((comment, post, comment.submit_date))
            on(1)
        if community is not None:
            latest = Post.objects.filter(community=community).order_by("-published_at").first()
            Community.objects.filter(pk=community.pk).update(last_active_at=latest.published_at)
    return records, things


def write_post(
    entry: dict, community: Community | None, people: dict, values: dict, now: datetime
) -> tuple[Post, list[Comment]]:
    """One post with its conversation, and the answer that was chosen."""
    at = moment(entry["at"], now)
    post = publish_post(
        by=people[entry["by"]],
        community=community,
        type=entry.get("type", "update"),
        title=entry.get("title", ""),
        text=entry["text"],
        value=values.get(entry.get("value")),
        at=at,
    )
    if earlier := entry.get("edited"):
        edited = at + timedelta(minutes=4)
        PostVersion.objects.create(post=post, number=1, text=earlier, written_at=at, replaced_at=edited)
        Post.objects.filter(pk=post.pk).update(edited_at=edited, version=2)
    comments = post_all(post, entry.get("said", []), at, now, people)
    if (number := entry.get("answer")) is not None:
        chosen = comments[number]
        Question.objects.filter(post=post).update(
            answer=chosen,
            answered_at=min(chosen.submit_date + timedelta(hours=1), timezone.now()),
            answered_by=post.author,
        )
    return post, comments
