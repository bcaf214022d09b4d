"""Pictures as the templates take them: {src, width, height, alt}, without a query per picture."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import JSONObject
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

CARD = "fill-720x405"
WIDE = "fill-1280x720"
IN_TEXT = "width-1200"
FULL = "max-2400x2400"
THUMB = "fill-480x480"
COLUMNS = ("id", "file", "width", "height", "image_id", "filter_spec", "focal_point_key")


def with_card_picture(news: QuerySet) -> QuerySet:
    """The same news; `card_rendition` holds the columns of the picture for a card, or None."""
    rendition = get_image_model().get_rendition_model()
    rows = rendition.objects.filter(image_id=OuterRef("lead_image_id"), filter_spec=CARD).order_by("-pk")
    columns = JSONObject(**{name: name for name in COLUMNS})
    return news.annotate(card_rendition=Subquery(rows.annotate(columns=columns).values("columns")[:1]))


def card_picture(page, alt: str = "") -> dict | None:
    """The picture of a news item in a list. Decorative by default: the title stands beside it."""
    columns = getattr(page, "card_rendition", None)
    if columns:
        rendition = get_image_model().get_rendition_model()(**columns)
        rendition.image = page.lead_image  # its address asks for the image; it is loaded already
        return as_value(rendition, alt)
    if not page.lead_image_id:
        return None
    if hasattr(page, "card_rendition"):  # asked, and not made yet
        page.lead_image.prefetched_renditions = []
    return picture(page.lead_image, CARD, alt)


def as_value(rendition, alt: str) -> dict:
    return {"src": rendition.url, "width": rendition.width, "height": rendition.height, "alt": alt}


def picture(image, spec: str, alt: str) -> dict | None:
    """One picture in one size; None when its file cannot be read."""
    if image is None:
        return None
    try:
        return as_value(image.get_rendition(spec), alt)
    except (SourceImageIOError, FileNotFoundError):
        return None


def load_renditions(images: Iterable) -> None:
    """Load the renditions of all these images in one query, for `picture`."""
    images = list({id(image): image for image in images if image}.values())
    if images:
        prefetch_related_objects(images, "renditions")
