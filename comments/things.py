"""From a comment to what it is about, and back."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404
from wagtail.models import Page

from access.kinds import get_kind, kind_of
from comments.models import Comment, Discussion


def name_of(thing: Model) -> dict:
    """The thing as a discussion names it: kind and number."""
    return {"kind": kind_of(thing).name, "object_id": thing.pk}


def discussion_of(thing: Model) -> Discussion:
    """The discussion of a thing as stored, or an open one without comments that is not stored."""
    return Discussion.objects.filter(**name_of(thing)).first() or Discussion(**name_of(thing))


def content_type_of(thing: Model) -> ContentType:
    """The content type for the library's columns; a page keeps that of its own class, however it was fetched."""
    if isinstance(thing, Page):
        return ContentType.objects.get_for_id(thing.content_type_id)
    return ContentType.objects.get_for_model(thing)


def thing_of(comment: Comment, user) -> Model | None:
    """What the comment is about, if this person may see that; else None."""
    try:
        return get_kind(comment.discussion.kind).get_visible_or_404(user, comment.discussion.object_id)
    except Http404:
        return None


def address_of(thing: Model) -> str:
    """Where the thing is read; empty when it has no page of its own."""
    found = getattr(thing, "get_absolute_url", None)
    if found:
        return found() or ""
    return (thing.get_url() or "") if isinstance(thing, Page) else ""


def is_live(thing: Model | None) -> bool:
    """Whether the thing is there for its readers: not deleted, published and not removed."""
    return thing is not None and getattr(thing, "live", True) and getattr(thing, "removed_at", None) is None
