"""What templates can use: `image(img, "width-800", alt="…")`."""

from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from files.models import Image
from files.renditions import rendition_or_none


def image(img: Image | None, spec: str, alt: str | None = None, **attrs) -> SafeString | str:
    """An `<img>` with its size, loaded when it comes near. `alt=""` marks it decorative; without `alt` the picture's
    own description is used. Extra attributes go by keyword (`class_` for class, `data_x` for data-x).

    A picture that cannot be shown leaves its words. Lists call `files.renditions.prefetch_renditions` first.
    """
    if img is None:
        return ""
    words = img.default_alt_text if alt is None else alt
    rendition = rendition_or_none(img, spec)
    if rendition is None:
        return format_html('<span class="image-missing">{}</span>', words) if words else ""
    values = {"src": rendition.url, "width": rendition.width, "height": rendition.height, "alt": words}
    extra = {"loading": "lazy", "decoding": "async"}
    extra |= {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items() if value is not None}
    return format_html("<img{}>", flatatt(values | extra))


def image_url(img: Image | None, spec: str) -> str:
    """The address of the resized picture; empty when there is none."""
    rendition = rendition_or_none(img, spec) if img is not None else None
    return rendition.url if rendition else ""


GLOBALS = {"image": image, "image_url": image_url}
