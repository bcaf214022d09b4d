"""Posts that wait for their moment: drafts that their author finishes later, and posts that go out by themselves."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.models import Audience
from accounts.pace import POST, check
from communities.mentions import names_all
from communities.models import Community, Post, PostState
from communities.post_permissions import can_post_in
from communities.post_types import type_of
from communities.posting import bring_out, clean, hold_post, name_people
from core.text import clean_source, is_blank

WAITING = (PostState.DRAFT, PostState.SCHEDULED)
MOST_KEPT = 50
FURTHEST = timedelta(days=366)


@transaction.atomic
def keep_post(
    *,
    by,
    community: Community | None = None,
    type: str = "update",
    title: str = "",
    text: str = "",
    at: datetime | None = None,
    token: str = "",
    **more: Any,
) -> Post:
    """Keep a post for later: a draft, or with `at` one that goes out then. Until then only its author sees it. Raises
    ValidationError (`TooOften`) or PermissionDenied."""
    spec, now = type_of(type), timezone.now()
    if at is None:
        title, text = " ".join(clean_source(title).split())[:150], clean_source(text)
        if is_blank(title) and is_blank(text):
            raise ValidationError({"text": _("Write something first; there is nothing to keep yet.")})
    else:
        title, text = clean(spec, title, text)
        if not now < at < now + FURTHEST:
            raise ValidationError({"at": _("Choose a moment in the coming year.")})
    held = Community.objects.held(community.pk) if community is not None else None
    if not can_post_in(by, held):
        raise PermissionDenied("This person may not post here.")
    check(by, POST)
    once = f"{by.pk}:{token}"[:80] if token else None
    if once and (twin := Post.objects.filter(sent_once=once).first()):
        return twin
    if Post.objects.filter(author=by, state__in=WAITING, removed_at=None).count() >= MOST_KEPT:
        words = _("You keep %(most)d posts for later already. Post or delete one first.")
        raise ValidationError({"text": words % {"most": MOST_KEPT}})
    post = Post(
        community=held,
        audience_id=held.content_audience_id if held is not None else Audience.EVERYONE_ID,
        author=by,
        type=spec.name,
        title=title,
        text=text,
        state=PostState.DRAFT if at is None else PostState.SCHEDULED,
        created_at=now,
        scheduled_at=at,
        sent_once=once,
    )
    _refuse_all(text)
    name_people(post)
    if at is not None and spec.check is not None:
        spec.check(post, more)
    post.save()
    if spec.details is not None and (details := spec.details(post, more)) is not None:
        details.save(force_insert=True)
    return post


@transaction.atomic
def publish_kept(post: Post, *, by) -> Post:
    """Its author posts it now, or its moment has come. What is out already stays as it is. Raises ValidationError for
    what is not complete, or PermissionDenied."""
    held = hold_post(post)
    if held.state not in WAITING or held.removed_at is not None:
        return held
    if held.author_id != by.pk or not can_post_in(by, held.community):
        raise PermissionDenied("This person may not post this.")
    spec = type_of(held.type)
    held.title, held.text = clean(spec, held.title, held.text)
    _refuse_all(held.text)
    name_people(held)  # who can read the place may be others by now
    if spec.check is not None:
        spec.check(held, {})
    if spec.edited is not None:
        spec.edited(held)
    held.scheduled_at, held.created_at = None, timezone.now()
    bring_out(held, by)
    return held


@transaction.atomic
def send_back(post: Post) -> None:
    """What could not go out at its moment is a draft again."""
    Post.objects.filter(pk=post.pk, state=PostState.SCHEDULED).update(state=PostState.DRAFT, scheduled_at=None)


def due_posts() -> list[Post]:
    """Those whose moment has come, the longest waiting first."""
    due = Post.objects.filter(state=PostState.SCHEDULED, scheduled_at__lte=timezone.now(), removed_at=None)
    return list(due.select_related("author", "community").order_by("scheduled_at", "pk")[:500])


def _refuse_all(text: str) -> None:
    if names_all(text):
        raise ValidationError(
            {"text": _("@community works in what you post at once. Leave it out to keep this for later.")}
        )


__all__ = ["due_posts", "keep_post", "publish_kept", "send_back"]
