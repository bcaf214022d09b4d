"""Taking a comment away and bringing it back, without asking who may: the actions of comments and of moderation did."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comments.models import Comment, Discussion
from core.events import Removed, Restored, emit


@transaction.atomic
def take_away(comment: Comment, *, by, reason: str) -> Comment:
    """Out of sight; its answers stay, under a placeholder. What is removed already stays as it is."""
    comment = _hold(comment)
    if comment.removed_at is not None:
        return comment
    comment.removed_at = timezone.now()
    comment.removed_by = by
    comment.removal_reason = reason[:255]
    comment.is_answer, comment.answer_label, comment.pinned_at = False, "", None
    comment.save()
    count(comment.discussion_id, -1)
    emit(Removed(model="comments.comment", pk=comment.pk, by=by.pk))
    return comment


@transaction.atomic
def bring_back(comment: Comment, *, by) -> Comment:
    """In sight again. What is there already stays as it is."""
    comment = _hold(comment)
    if comment.removed_at is None:
        return comment
    comment.removed_at = None
    comment.removed_by = None
    comment.removal_reason = ""
    comment.save()
    count(comment.discussion_id, 1)
    emit(Restored(model="comments.comment", pk=comment.pk, by=by.pk))
    return comment


def count(discussion_id: int, change: int) -> None:
    """One comment more or fewer under a thing."""
    Discussion.objects.filter(pk=discussion_id).update(comment_count=F("comment_count") + change)


def _hold(comment: Comment) -> Comment:
    """As it is now, locked with its discussion."""
    Discussion.objects.select_for_update().filter(pk=comment.discussion_id).first()
    return Comment.objects.select_related("discussion").get(pk=comment.pk)
