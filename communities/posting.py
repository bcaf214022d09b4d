"""Saying something, changing it, and taking it away: each verb asks permission, changes rows in one transaction, and
tells of it."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.models import Audience
from accounts.pace import MOST_MENTIONED, POST, check
from comments.models import Comment
from communities.keeping import touch
from communities.mentions import names_all, names_in
from communities.models import Community, Post, PostState, PostVersion, Question
from communities.models.post import TEXT_LENGTH, TITLE_LENGTH
from communities.post_permissions import (
    can_accept,
    can_edit_post,
    can_post_in,
    can_remove_post,
    can_tell_members,
)
from communities.post_tasks import tell_of_post
from communities.post_types import PostType, type_of
from core.events import Changed, Published, Removed, Restored, emit
from core.text import clean_source, is_blank
from moderation.actions import hold_if_needed

MODEL = Post._meta.label_lower
ALL_ONCE_IN = timedelta(days=1)


class StalePost(Exception):  # noqa: N818  an outcome that has its own page, not a fault
    """The author, in another window, changed the post first. `post` is as it is now."""

    def __init__(self, post: Post) -> None:
        super().__init__(f"Post {post.pk} is at version {post.version}.")
        self.post = post


class TellMembers(ValidationError):  # noqa: N818  it is a question, not a fault
    """The text addresses all members: `count` of them would hear of it, and nobody confirmed that number yet."""

    def __init__(self, count: int) -> None:
        words = ngettext(
            "@community tells %(n)d member at once. Confirm it below, or leave the word out.",
            "@community tells %(n)d members at once. Confirm it below, or leave the word out.",
            count,
        )
        super().__init__({"text": words % {"n": count}})
        self.count = count


@transaction.atomic
def publish_post(
    *,
    by,
    community: Community | None = None,
    type: str = "update",
    title: str = "",
    text: str = "",
    told: int | None = None,
    token: str = "",
    at: datetime | None = None,
    **more: Any,
) -> Post:
    """Say something in a community, or (None) to the whole organisation, and tell of it.

    A form that is sent twice (the same `token`) gives the same post twice. `told` is the number of members that the
    author was shown for an @community. `more` is what the type asks beside title and text. Where moderators read
    first, the post waits (`state`). With `at` this is an import of what was said at that time: no limit, and nobody
    is told. Raises ValidationError (`TooOften`, `TellMembers`) or PermissionDenied.
    """
    spec = type_of(type)
    title, text = clean(spec, title, text)
    held = Community.objects.held(community.pk) if community is not None else None
    if held is not None and held.is_archived and at is None:
        raise ValidationError({"place": _("This community was archived in the meantime. Choose another place.")})
    if at is None and not can_post_in(by, held):
        raise PermissionDenied("This person may not post here.")
    now = at or timezone.now()
    post = Post(
        community=held,
        audience_id=held.content_audience_id if held is not None else Audience.EVERYONE_ID,
        author=by,
        type=spec.name,
        title=title,
        text=text,
        state=PostState.PUBLISHED,
        created_at=now,
        published_at=now,
        sent_once=f"{by.pk}:{token}"[:80] if token else None,
    )
    if at is None:
        check(by, POST)  # from here on posts of one person come one after the other
        if token and (twin := Post.objects.filter(sent_once=post.sent_once).first()):
            return twin
    name_people(post)
    if spec.check is not None:
        spec.check(post, more)
    if names_all(text) and at is None:
        _may_tell_members(post, by, told)
    post.save()
    if spec.details is not None and (details := spec.details(post, more)) is not None:
        details.save(force_insert=True)
    if at is not None:
        return post
    bring_out(post, by)
    return post


def bring_out(post: Post, by) -> None:
    """Store it as published and tell of it; or as waiting, when a moderator reads it first."""
    is_held = hold_if_needed(post, by=by)
    post.state = PostState.HELD if is_held else PostState.PUBLISHED
    post.published_at = None if is_held else post.published_at or timezone.now()
    post.save()
    if not is_held:
        _announce(post, by)


def _announce(post: Post, by) -> None:
    emit(Published(model=MODEL, pk=post.pk, by=by.pk))
    if post.community_id is not None:
        touch(post.community_id)
    tell_later(post)


def tell_later(post: Post) -> None:
    """Tell whom it concerns when the time for taking it back is over. Told once, however often this is asked."""
    task = tell_of_post
    if task.get_backend().supports_defer and post.undo_until is not None and post.can_undo_now:
        task = task.using(run_after=post.undo_until)
    task.enqueue(post.pk)


@transaction.atomic
def edit_post(post: Post, *, by, version: int, title: str = "", text: str = "", told: int | None = None) -> Post:
    """Change the words and keep the earlier ones. `version` is the one the person saw: when the post has moved on
    since, nothing changes and StalePost says so. Raises ValidationError or PermissionDenied."""
    spec = type_of(post.type)
    title, text = clean(spec, title, text)
    held = hold_post(post)
    if not can_edit_post(by, held):
        raise PermissionDenied("This person may not edit this post.")
    if (held.title, held.text) == (title, text):
        return held
    if held.version != version:
        raise StalePost(held)
    now = timezone.now()
    earlier = PostVersion(
        post=held,
        number=held.version,
        title=held.title,
        text=held.text,
        written_at=held.edited_at or held.created_at,
        replaced_at=now,
    )
    addressed = names_all(held.text)
    held.title, held.text, held.version = title, text, held.version + 1
    held.edited_at = now if held.live else held.edited_at
    name_people(held)
    if spec.check is not None:
        spec.check(held, {})
    if names_all(text) and not addressed:
        _may_tell_members(held, by, told)
    if held.live:  # what nobody read has no history
        earlier.save()
    held.save()
    if spec.edited is not None:
        spec.edited(held)
    emit(Changed(model=MODEL, pk=held.pk, by=by.pk))
    if held.live:
        tell_later(held)
    return held


@transaction.atomic
def remove_post(post: Post, *, by, reason: str = "") -> Post:
    """Take a post away, with all that is said about it. Who moderates its place gives a reason, which the author reads.
    Removing what is removed changes nothing. Raises ValidationError or PermissionDenied."""
    held = hold_post(post)
    if held.removed_at is not None:
        return held
    if not can_remove_post(by, held):
        raise PermissionDenied("This person may not remove this post.")
    reason = " ".join(clean_source(reason).split())
    if held.author_id != by.pk and is_blank(reason):
        raise ValidationError({"reason": _("Say why. The author will read it.")})
    if len(reason) > 255:
        raise ValidationError({"reason": _("Say it in at most %(most)d characters.") % {"most": 255}})
    held.removed_at, held.removed_by = timezone.now(), by
    held.removal_reason = "" if held.author_id == by.pk else reason
    held.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    emit(Removed(model=MODEL, pk=held.pk, by=by.pk))
    return held


@transaction.atomic
def restore_post(post: Post, *, by) -> Post:
    """Bring back what its author removed a moment ago. What is there already stays as it is."""
    held = hold_post(post)
    if held.removed_at is None:
        return held
    if not Post.objects.restorable_by(by).filter(pk=held.pk).exists():
        raise PermissionDenied("This person may not restore this post.")
    held.removed_at = held.removed_by = None
    held.removal_reason = ""
    held.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    emit(Restored(model=MODEL, pk=held.pk, by=by.pk))
    if held.live:
        tell_later(held)
    return held


@transaction.atomic
def release_post(post: Post, *, by) -> Post:
    """A moderator approved what waited: it is published now, in its author's name."""
    held = hold_post(post)
    if held.state != PostState.HELD or held.removed_at is not None:
        return held
    held.state, held.published_at = PostState.PUBLISHED, timezone.now()
    held.save(update_fields=["state", "published_at"])
    _announce(held, held.author or by)
    return held


@transaction.atomic
def accept_answer(post: Post, comment: Comment | None, *, by) -> Question:
    """Choose the answer to a question, another one, or (None) none any more."""
    held = hold_post(post)
    if not can_accept(by, held):
        raise PermissionDenied("This person does not choose the answer.")
    question = Question.objects.select_for_update(no_key=True).get(post=held)
    if comment is not None:
        about = comment.discussion
        if (about.kind, about.object_id) != ("post", held.pk) or comment.removed_at is not None or comment.is_hidden:
            raise ValidationError(_("This is not an answer to this question, or it was removed in the meantime."))
    if question.answer_id == (comment.pk if comment is not None else None):
        return question
    question.answer = comment
    question.answered_at = timezone.now() if comment is not None else None
    question.answered_by = by if comment is not None else None
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    emit(Changed(model=MODEL, pk=held.pk, by=by.pk))
    return question


# --- what the verbs share ---------------------------------------------------------------------------------------------
def hold_post(post: Post) -> Post:
    """As it is now, kept from changing; its community too, so that closing that and changing this come one after the
    other."""
    if post.community_id is not None:
        Community.objects.held(post.community_id)
    return Post.objects.select_for_update(no_key=True, of=("self",)).select_related("community").get(pk=post.pk)


def clean(spec: PostType, title: str, text: str) -> tuple[str, str]:
    title, text = " ".join(clean_source(title).split()) if spec.has_title else "", clean_source(text)
    errors = {}
    if spec.has_title and is_blank(title):
        errors["title"] = _("Write it in one line: people see this first.")
    elif len(title) > TITLE_LENGTH:
        errors["title"] = _("Say it in at most %(most)d characters.") % {"most": TITLE_LENGTH}
    if spec.needs_text and is_blank(text):
        errors["text"] = _("Write something first; there is nothing to read here yet.")
    elif len(text) > TEXT_LENGTH:
        over = len(text) - TEXT_LENGTH
        words = ngettext(
            "A post has at most %(most)d characters; this is %(over)d too many.",
            "A post has at most %(most)d characters; these are %(over)d too many.",
            over,
        )
        errors["text"] = words % {"most": TEXT_LENGTH, "over": over}
    if errors:
        raise ValidationError(errors)
    return title, "" if is_blank(text) else text


def name_people(post: Post) -> None:
    found = names_in(post.text, post.audience_id)
    if len({pk for pk, _words in found.mentioned}) > MOST_MENTIONED:
        words = _("Mention at most %(most)d people; more than that is a matter for the whole community.")
        raise ValidationError({"text": words % {"most": MOST_MENTIONED}})
    post.mentioned = found.mentioned
    post.unheard = found.unheard


def _may_tell_members(post: Post, by, told: int | None) -> None:
    community = post.community
    if community is None or not can_tell_members(by, community):
        words = _("Only those who run a community may address all its members. Leave @community out.")
        raise ValidationError({"text": words})
    recent = Post.objects.filter(community=community, tells_members=True, published_at__gt=timezone.now() - ALL_ONCE_IN)
    if recent.exclude(pk=post.pk).exists():
        words = _("All members were addressed less than a day ago. Leave @community out, or wait until tomorrow.")
        raise ValidationError({"text": words})
    count = max(community.member_count - 1, 0)
    if told != count:
        raise TellMembers(count)
    post.tells_members = True
