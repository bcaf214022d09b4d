"""What the author of a comment, and those around it, are told of what somebody did with it."""

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from access.kinds import get_kind
from activity.keys import key_of
from activity.levels import followers
from comments.models import Comment, Discussion
from notifications.actions import notify
from notifications.recipients import owners_of
from notifications.registry import Kind, Lane, register


def register_kinds() -> None:
    """Called once, when the site starts."""
    for kind in KINDS:
        register(kind)


KINDS = [
    Kind(
        code="comment_answer",
        label=gettext_lazy("My comment became the official answer"),
        words=lambda people: _("%(who)s made your comment on %(thing)s the official answer"),
        icon="badge-check",
        reason=gettext_lazy("You wrote the comment."),
    ),
    Kind(
        code="comment_answered",
        label=gettext_lazy("An official answer in a conversation I started or on what I follow"),
        words=lambda people: ngettext(
            "%(thing)s has an official answer, chosen by %(who)s",
            "%(thing)s has official answers, chosen by %(who)s",
            people,
        ),
        icon="badge-check",
        reason=gettext_lazy("You started the conversation, or follow what it is about."),
    ),
    Kind(
        code="comment_pinned",
        label=gettext_lazy("My comment was pinned"),
        words=lambda people: _("%(who)s pinned your comment on %(thing)s"),
        icon="pin",
        reason=gettext_lazy("You wrote the comment."),
    ),
    Kind(
        code="comments_closed",
        label=gettext_lazy("Comments were closed on what I wrote or follow"),
        words=lambda people: _("%(who)s closed the comments on %(thing)s"),
        icon="lock",
        lane=Lane.FOLLOWED,
        reason=gettext_lazy("You wrote it, or follow it."),
    ),
]


def tell_of_marks(comment: Comment, by: int | None) -> None:
    """That a comment became the official answer or was pinned, each once; asked of the comment as it is now."""
    place = place_of(comment.discussion)
    if place is None or comment.removed_at is not None:
        return
    author = owners_of(comment)
    about: dict = {"by": by, "place": place}
    if comment.pinned_at is not None:
        notify("comment_pinned", comment, to=author, event_id=f"pinned {comment.pk} {comment.pinned_at}", **about)
    if comment.is_answer:
        once = f"answer {comment.pk}"
        notify("comment_answer", comment, to=author, event_id=once, **about)
        around = {user_id for user_id, _type, _pk in followers([key_of(place)])}
        opening = Comment.objects.filter(pk=comment.thread_id, user__isnull=False).values_list("user_id", flat=True)
        to = (around | set(opening)) - author
        notify("comment_answered", place, to=to, event_id=once, newest=comment, **about)


def tell_of_closing(discussion: Discussion, by: int | None) -> None:
    """That no more comments are taken, with the reason: whoever wrote or follows the thing."""
    place = place_of(discussion)
    if place is not None and discussion.closed_at is not None:
        to = owners_of(place) | {user_id for user_id, _type, _pk in followers([key_of(place)])}
        once = f"closed {discussion.pk} {discussion.closed_at}"
        notify("comments_closed", place, to=to, event_id=once, by=by, text=discussion.reason)


def place_of(discussion: Discussion) -> Model | None:
    """What a discussion is about, a page as its own type; None when that is gone."""
    found = get_kind(discussion.kind).model._base_manager.filter(pk=discussion.object_id).first()
    return found.specific if found is not None and hasattr(found, "specific") else found
