"""The one visibility rule, as functions. Every view, feed, file, mail and count asks here."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from django.http import Http404
from wagtail.models import Page

from access.models import Audience, PageAudience
from access.reach import forget_reach, reach

__all__ = ["audience_id_of", "can_see", "forget_reach", "get_visible_or_404", "reach", "readers_of", "visible_pages"]


def visible_pages(user) -> QuerySet[Page]:
    """Every live page within reach, as base pages."""
    return Page.objects.filter(live=True, page_audience__audience_id__within=reach(user))


def get_visible_or_404(source: type[Model] | QuerySet, user, **lookup) -> Model:
    """The one thing that matches and that this person may see. Invisible and missing give the same 404."""
    queryset: Any = source if isinstance(source, QuerySet) else source.objects.all()
    try:
        return queryset.visible_to(user).get(**lookup)
    except (queryset.model.DoesNotExist, ValueError, OverflowError) as missing:
        raise Http404("No such thing.") from missing


def audience_id_of(thing: Model) -> int | None:
    """The id of the audience of a thing; None for a page that has none yet (then nobody sees it)."""
    if isinstance(thing, Page):
        return PageAudience.objects.filter(page_id=thing.pk).values_list("audience_id", flat=True).first()
    return thing.audience_id


def can_see(user, thing: Model) -> bool:
    """Whether this person may see this one object now."""
    if isinstance(thing, Page):
        return thing.live and audience_id_of(thing) in reach(user)
    return type(thing).objects.visible_to(user).filter(pk=thing.pk).exists()


def readers_of(audience_id: int) -> QuerySet:
    """The active people who may read what has this audience."""
    people = get_user_model().objects.filter(is_active=True)
    if audience_id == Audience.EVERYONE_ID:
        return people
    return people.filter(pk__in=Audience.readers.through.objects.filter(audience_id=audience_id).values("user_id"))
