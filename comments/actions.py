"""What people do with comments: each action asks permission, changes rows in one transaction and tells of it."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.sites.models import Site
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_comments_xtd.models import XtdComment
from wagtail.log_actions import log
from wagtail.models import Page

from access.kinds import allows, kind_of
from access.models import PageAudience
from access.rule import audience_id_of
from comments.models import Comment, CommentVersion, Discussion
from comments.permissions import can_close, can_comment, can_delete, can_edit, can_label, can_restore
from comments.removing import bring_back, count, take_away
from comments.things import content_type_of, is_live, name_of, thing_of
from core.events import Changed, Commented, emit
from core.text import clean_source, is_blank

__all__ = [
    "Refused",
    "StaleEdit",
    "TooMany",
    "close_comments",
    "delete_comment",
    "edit_comment",
    "label_answer",
    "pin",
    "post_comment",
    "reopen_comments",
    "restore_comment",
    "unlabel_answer",
    "unpin",
]

MOST_POSTS = 30
PER = timedelta(minutes=10)
# The same words again within this time are a second press, not a second comment.
SAME_PRESS = timedelta(seconds=10)
LONGEST_REASON = 255


class Refused(ValidationError):  # noqa: N818  it is an answer, not a fault
    """Not now: the thing is not there any more, or its discussion is closed. The message says what is the matter."""


class TooMany(ValidationError):  # noqa: N818  it is an answer, not a fault
    """More comments than one person writes; the message says when to go on."""


class StaleEdit(Exception):  # noqa: N818  an outcome that has its own page, not a fault
    """Somebody (the author, in another window) changed the comment first. `comment` is as it is now."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(f"Comment {comment.pk} is at version {comment.version}.")
        self.comment = comment


@transaction.atomic
def post_comment(
    thing: Model, text: str, *, by, parent: Comment | None = None, token: str = "", at: datetime | None = None
) -> Comment:
    """Place a comment on a thing, or an answer to the comment `parent`, and tell that it was placed.

    A form that is sent twice (the same `token`, or the same words within ten seconds) gives the same comment twice.
    With `at` this is an import of what was said elsewhere at that time: it has no limit, tells nobody, may stand
    under a thing that is not published or is closed, and `by` may be None for somebody without an account.
    Raises ValidationError (`Refused`, `TooMany`) with a message, or PermissionDenied.
    """
    text = _clean_text(text)
    live, audience_id = _hold(thing, by if at is None else None)
    discussion = Discussion.objects.select_for_update().get_or_create(**name_of(thing))[0]
    opening = _opening_of(parent, discussion)
    now = timezone.now()
    sent_once = f"{by.pk}:{token}"[:80] if token and by else None
    if at is None:
        if not live:
            raise Refused({"text": _("This is no longer here, so it cannot be commented on.")})
        if not allows(thing, "comments"):
            raise Refused({"text": _("There are no comments here: they have been switched off.")})
        if not can_comment(by, thing):
            raise PermissionDenied("This person may not comment here.")
        twin = _twin(discussion, text, by, parent, sent_once, now)
        if twin:
            return twin
        if discussion.is_closed:
            raise Refused({"text": _("Comments have been closed in the meantime.")})
        if parent and parent.removed_at is not None:
            raise Refused({"text": _("The comment you answer has been removed in the meantime.")})
        _check_pace(by, now)
    comment = Comment.objects.create(
        discussion=discussion,
        content_type=content_type_of(thing),
        object_pk=str(thing.pk),
        site_id=_site_id(),
        user=by,
        comment=text,
        submit_date=at or now,
        audience_id=audience_id,
        is_hidden=not live,
        sent_once=sent_once,
        thread_id=opening.pk if opening else 0,
        parent_id=parent.pk if parent else 0,
        level=1 if opening else 0,
        order=opening.nested_count + 2 if opening else 1,
    )
    if opening:
        XtdComment.norel_objects.filter(pk=opening.pk).update(nested_count=F("nested_count") + 1)
    else:
        comment.thread_id = comment.parent_id = comment.pk
        XtdComment.norel_objects.filter(pk=comment.pk).update(thread_id=comment.pk, parent_id=comment.pk)
    count(discussion.pk, 1)
    if at is None:
        model = content_type_of(thing).model_class()._meta.label_lower
        emit(Commented(model="comments.comment", pk=comment.pk, by=by.pk, on_model=model, on_pk=thing.pk))
    return comment


@transaction.atomic
def edit_comment(comment: Comment, text: str, *, by, version: int) -> Comment:
    """Change the words of a comment and keep the earlier ones. `version` is the one the person saw: when the comment
    has moved on since, nothing changes and StaleEdit says so. Raises ValidationError or PermissionDenied."""
    text = _clean_text(text)
    comment, thing = _hold_comment(comment, by)
    if not can_edit(by, comment, thing):
        raise PermissionDenied("This person may not edit this comment.")
    if comment.comment == text:
        return comment
    if comment.version != version:
        raise StaleEdit(comment)
    now = timezone.now()
    CommentVersion.objects.create(
        comment=comment,
        number=comment.version,
        text=comment.comment,
        written_at=comment.edited_at or comment.submit_date,
        replaced_at=now,
        replaced_by=by,
    )
    comment.comment = text
    comment.edited_at = now
    comment.version += 1
    comment.save()
    emit(Changed(model="comments.comment", pk=comment.pk, by=by.pk))
    return comment


@transaction.atomic
def delete_comment(comment: Comment, *, by, reason: str = "") -> Comment:
    """Take a comment away. Its answers stay, under a placeholder. A moderator gives a reason, which the author reads.
    Removing what is removed changes nothing. Raises ValidationError or PermissionDenied."""
    comment, thing = _hold_comment(comment, by)
    if comment.removed_at is not None:
        return comment
    if not can_delete(by, comment, thing):
        raise PermissionDenied("This person may not remove this comment.")
    by_moderator = comment.user_id != by.pk
    reason = _clean_reason(reason) if by_moderator else ""
    comment = take_away(comment, by=by, reason=reason)
    if by_moderator:
        _record(thing, "comments.remove", by, {"comment": comment.pk, "reason": reason})
    return comment


@transaction.atomic
def restore_comment(comment: Comment, *, by) -> Comment:
    """Bring a removed comment back: its author for a quarter of an hour, a moderator at any time."""
    comment, thing = _hold_comment(comment, by)
    if comment.removed_at is None:
        return comment
    if not can_restore(by, comment, thing):
        raise PermissionDenied("This person may not restore this comment.")
    comment = bring_back(comment, by=by)
    if comment.user_id != by.pk:
        _record(thing, "comments.restore", by, {"comment": comment.pk})
    return comment


@transaction.atomic
def close_comments(thing: Model, *, by, reason: str, at: datetime | None = None) -> Discussion:
    """Take no more comments on a thing, now or from the moment `at`; everybody reads the reason."""
    if not can_close(by, thing):
        raise PermissionDenied("This person may not close these comments.")
    reason = _clean_reason(reason)
    now = timezone.now()
    if at is not None and at <= now:
        raise ValidationError({"at": _("Choose a moment in the future, or leave it empty to close now.")})
    _hold(thing, by)
    discussion = Discussion.objects.select_for_update().get_or_create(**name_of(thing))[0]
    discussion.closed_at, discussion.closes_at = (now, None) if at is None else (None, at)
    discussion.closed_by = by
    discussion.reason = reason
    discussion.save(update_fields=["closed_at", "closes_at", "closed_by", "reason"])
    _record(thing, "comments.close", by, {"reason": reason, "at": (at or now).isoformat()})
    emit(Changed(model="comments.discussion", pk=discussion.pk, by=by.pk))
    return discussion


@transaction.atomic
def reopen_comments(thing: Model, *, by) -> Discussion:
    """Take comments again. Reopening what is open changes nothing."""
    if not can_close(by, thing):
        raise PermissionDenied("This person may not reopen these comments.")
    discussion = Discussion.objects.select_for_update().get_or_create(**name_of(thing))[0]
    if discussion.closed_at is None and discussion.closes_at is None:
        return discussion
    discussion.closed_at = discussion.closes_at = discussion.closed_by = None
    discussion.reason = ""
    discussion.save(update_fields=["closed_at", "closes_at", "closed_by", "reason"])
    _record(thing, "comments.reopen", by, {})
    emit(Changed(model="comments.discussion", pk=discussion.pk, by=by.pk))
    return discussion


def label_answer(comment: Comment, *, by, words: str = "") -> Comment:
    """Mark a comment as the official answer; `words` on the label say whose. By somebody who answers for the thing.
    Raises ValidationError when the words are too long."""
    words = " ".join(clean_source(words).split())
    most = Comment._meta.get_field("answer_label").max_length
    if len(words) > most:
        raise ValidationError({"words": _("Say it in at most %(most)d characters.") % {"most": most}})
    return _mark(comment, by, is_answer=True, words="" if is_blank(words) else words)


def unlabel_answer(comment: Comment, *, by) -> Comment:
    """Take that mark away."""
    return _mark(comment, by, is_answer=False)


def pin(comment: Comment, *, by) -> Comment:
    """Show this comment above all others, in the place of the one that was pinned before."""
    return _mark(comment, by, pinned=True)


def unpin(comment: Comment, *, by) -> Comment:
    """Show it only in its own place again."""
    return _mark(comment, by, pinned=False)


# --- what the actions share -------------------------------------------------------------------------------------------
def _clean_text(text: str) -> str:
    text = clean_source(text)
    if is_blank(text):
        raise ValidationError({"text": _("Write something first; there is nothing to read here yet.")})
    if len(text) > Comment.MAX_LENGTH:
        over = len(text) - Comment.MAX_LENGTH
        raise ValidationError(
            {
                "text": ngettext(
                    "A comment has at most %(most)d characters; this is %(over)d too many.",
                    "A comment has at most %(most)d characters; these are %(over)d too many.",
                    over,
                )
                % {"most": Comment.MAX_LENGTH, "over": over}
            }
        )
    return text


def _clean_reason(reason: str) -> str:
    reason = " ".join(clean_source(reason).split())
    if is_blank(reason):
        raise ValidationError({"reason": _("Say why. People who read along will see it.")})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Say it in at most %(most)d characters.") % {"most": LONGEST_REASON}})
    return reason


def _hold(thing: Model, by) -> tuple[bool, int]:
    """Lock the thing and its audience, so that closing or withdrawing it and commenting on it happen one after the
    other. Returns whether it is there (for `by`, or at all when nobody is named) and the id of its audience."""
    kind = kind_of(thing)
    locked = kind.model._base_manager.select_for_update(no_key=True, of=("self",)).filter(pk=thing.pk).first()
    if isinstance(thing, Page):
        PageAudience.objects.select_for_update(no_key=True, of=("self",)).filter(pk=thing.pk).first()
    audience_id = audience_id_of(thing)
    if locked is None or audience_id is None:
        raise Refused({"text": _("This is no longer here, so it cannot be commented on.")})
    if by is None:
        return is_live(locked), audience_id
    return kind.visible_to(by).filter(pk=thing.pk).exists(), audience_id


def _hold_comment(comment: Comment, by) -> tuple[Comment, Model]:
    """The comment as it is now, locked with its discussion, and its thing. Raises PermissionDenied when invisible."""
    Discussion.objects.select_for_update().filter(pk=comment.discussion_id).first()
    held = Comment.objects.select_related("discussion").filter(pk=comment.pk).first()
    thing = held and thing_of(held, by)
    if thing is None:
        raise PermissionDenied("This comment is not there for this person.")
    return held, thing


def _opening_of(parent: Comment | None, discussion: Discussion) -> Comment | None:
    """The comment that opened the thread of `parent`, read under the lock of the discussion."""
    if parent is None:
        return None
    opening = Comment.objects.filter(pk=parent.thread_id, discussion=discussion).first()
    if opening is None or parent.discussion_id != discussion.pk:
        raise ValidationError({"text": _("The comment you answer belongs to something else.")})
    return opening


def _twin(discussion: Discussion, text: str, by, parent: Comment | None, sent_once: str | None, now: datetime):
    """The comment that an earlier press of the same button placed. Waits for other comments of this person, so that
    the limit and this hold for parallel requests too."""
    get_user_model()._base_manager.select_for_update(no_key=True, of=("self",)).filter(pk=by.pk).first()
    if sent_once:
        earlier = Comment.objects.filter(sent_once=sent_once, discussion=discussion).first()
        if earlier:
            return earlier
    same = Comment.objects.filter(
        discussion=discussion, user=by, comment=text, submit_date__gt=now - SAME_PRESS, removed_at=None
    )
    same = same.filter(parent_id=parent.pk, level=1) if parent else same.filter(level=0)
    return same.first()


def _check_pace(by, now: datetime) -> None:
    recent = Comment.objects.filter(user=by, submit_date__gt=now - PER).order_by("submit_date")
    times = list(recent.values_list("submit_date", flat=True)[: MOST_POSTS + 1])
    if len(times) < MOST_POSTS:
        return
    minutes = max(1, -(-int((times[-MOST_POSTS] + PER - now).total_seconds()) // 60))
    raise TooMany(
        {
            "text": ngettext(
                "You placed many comments in a short time. You can go on in %(minutes)d minute; your text is kept.",
                "You placed many comments in a short time. You can go on in %(minutes)d minutes; your text is kept.",
                minutes,
            )
            % {"minutes": minutes}
        }
    )


def _mark(
    comment: Comment, by, *, is_answer: bool | None = None, words: str = "", pinned: bool | None = None
) -> Comment:
    with transaction.atomic():
        comment, thing = _hold_comment(comment, by)
        if not can_label(by, thing):
            raise PermissionDenied("This person does not answer for this thing.")
        if comment.removed_at is not None:
            raise Refused({"comment": _("This comment has been removed in the meantime.")})
        if is_answer is not None:
            comment.is_answer, comment.answer_label = is_answer, words
        if pinned:
            Comment.objects.filter(discussion=comment.discussion_id).exclude(pk=comment.pk).update(pinned_at=None)
            comment.pinned_at = comment.pinned_at or timezone.now()
        elif pinned is not None:
            comment.pinned_at = None
        comment.save()
        emit(Changed(model="comments.comment", pk=comment.pk, by=by.pk))
    return comment


def _record(thing: Model, action: str, by, data: dict) -> None:
    """In the history that editors see beside a page."""
    if isinstance(thing, Page):
        log(thing, action, user=by, data=data)


def _site_id() -> int:
    """The library wants a site on each comment; all of Kring is one."""
    return Site.objects.get_current().pk
