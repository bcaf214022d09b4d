"""Resized pictures for pages: made once, fetched together, and never the reason that a page fails."""

import logging
from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.images.exceptions import InvalidFilterSpecError

from files.models import Image, Rendition
from files.reading import reading
from files.visibility import uses_of

# What the CMS shows of a picture: in lists and choosers, on its own page.
CMS_SIZES = ("max-165x165", "max-800x600")
logger = logging.getLogger(__name__)


def prefetch_renditions(images: Iterable[Image | None], *specs: str) -> list[Image]:
    """Fetch the renditions of all these pictures in one query, so that `image()` in a template needs none.

    For querysets of pictures use `Image.objects.prefetch_renditions("width-800")`; this is for pictures that were
    already loaded: lead images of a list, blocks of a page.
    """
    found = [image for image in images if image is not None]
    renditions: dict[int, list[Rendition]] = {image.pk: [] for image in found}
    if renditions:
        for rendition in Rendition.objects.filter(image_id__in=renditions, filter_spec__in=specs):
            renditions[rendition.image_id].append(rendition)
    for image in found:
        image.prefetched_renditions = []
        for rendition in renditions[image.pk]:
            rendition.image = image
            image.prefetched_renditions.append(rendition)
    return found


def without_copy(spec: str) -> QuerySet[Image]:
    """The pictures of editors that are not stored in this size, newest first. Portraits and the like are shown by the
    things they belong to."""
    found = Image.objects.exclude(pk__in=Rendition.objects.filter(filter_spec=spec).values("image_id"))
    for use in uses_of(Image):
        found = found.exclude(pk__in=use.model._base_manager.exclude(**{use.field: None}).values(use.field))
    return found.order_by("-pk")


def make(images: Iterable[Image | None], *specs: str) -> None:
    """Store these pictures in these sizes, for pages to show. What cannot be made is left out."""
    with reading(on=False):
        for image in images:
            for spec in specs if image is not None else ():
                rendition_or_none(image, spec)


def rendition_or_none(image: Image, spec: str) -> Rendition | None:
    """The resized picture; None when the original is gone or damaged. A wrong `spec` is the caller's mistake."""
    try:
        rendition = image.get_rendition(spec)
    except InvalidFilterSpecError:
        raise
    except Exception:  # missing file, full disk, a decoder that gives up: the page is worth more than its picture
        logger.warning("No rendition %s of image %s.", spec, image.pk, exc_info=True)
        return None
    rendition.image = image
    return rendition
