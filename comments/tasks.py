"""What the clock does for comments."""

from django.db import transaction
from django.db.models import Count, Q
from django_tasks import task

from access.kinds import kinds
from access.rule import audience_id_of
from comments.models import Comment, Discussion
from comments.things import is_live
from core.clock import daily

BATCH = 500


@daily(hour=3)
@task()
def recount() -> None:
    """Make counts, audiences and hiding what they should be, should a crash of other software have left them wrong."""
    last = 0
    while batch := list(Discussion.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for discussion in batch:
            put_right(discussion.pk)
        last = batch[-1].pk


@transaction.atomic
def put_right(pk: int) -> None:
    """One discussion, under its lock."""
    discussion = Discussion.objects.select_for_update().filter(pk=pk).first()
    kind = next((kind for kind in kinds() if discussion and kind.name == discussion.kind), None)
    if kind is None:
        return
    thing = kind.model._base_manager.filter(pk=discussion.object_id).first()
    comments = Comment.objects.filter(discussion=discussion)
    hidden = not is_live(thing)
    comments.exclude(is_hidden=hidden).update(is_hidden=hidden)
    audience_id = audience_id_of(thing) if thing is not None else None
    if audience_id is not None:
        comments.exclude(audience_id=audience_id).update(audience_id=audience_id)
    count = comments.aggregate(count=Count("pk", filter=Q(removed_at=None)))["count"]
    Discussion.objects.filter(pk=pk).exclude(comment_count=count).update(comment_count=count)
