"""Where views get comments from: only what the asker may meet, only under a thing the asker may see."""

from django.db.models import Model
from django.http import Http404

from access.kinds import get_kind
from access.rule import reach
from comments.models import Comment
from comments.permissions import standing_columns
from comments.things import thing_of

LARGEST = 2**63 - 1


def get_thing_or_404(user, kind: str, pk: int) -> Model:
    """A thing that can be commented on and that this person may see."""
    found = get_kind(kind)
    if not found.commentable:
        raise Http404("This kind of thing has no comments.")
    return found.get_visible_or_404(user, pk)


def get_comment_or_404(user, pk: int) -> tuple[Comment, Model]:
    """A comment as this person may meet it (a placeholder too), and what it is about."""
    if pk > LARGEST:  # SQLite refuses to look for such a number
        raise Http404("No such comment.")
    found = Comment.objects.filter(pk=pk, audience_id__in=reach(user)).with_faces().first()
    thing = found and thing_of(found, user)
    if thing is None:
        raise Http404("No such comment.")
    by_moderator = found.removed_at is not None and not found.is_removed_by_author
    if found.removed_at is not None and not (by_moderator and found.user_id == user.pk):
        columns = standing_columns(user, thing)
        if not Comment.objects.filter(pk=pk).shown_to(user, columns["reader_moderates"]).exists():
            raise Http404("No such comment.")
    return found, thing
