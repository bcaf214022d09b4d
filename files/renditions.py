"""Resized pictures for pages: made once, fetched together, and never the reason that a page fails."""

import logging
from collections.abc import Iterable

from wagtail.images.exceptions import InvalidFilterSpecError

from files.models import Image, Rendition

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
