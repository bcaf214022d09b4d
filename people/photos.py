"""An uploaded portrait becomes a picture of our own making: nothing of the original file survives but its pixels."""

from io import BytesIO

import pillow_heif
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"]
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_SIDE = 12_000
MOST_PIXELS = 40_000_000
SMALLEST_SIDE = 64
KEPT_SIDE = 1200

pillow_heif.register_heif_opener()


def prepare_portrait(upload) -> ContentFile:
    """A JPEG without any metadata, upright, at most 1200 pixels on its long side.

    Raises ValidationError with words for the person for anything that is not a picture of a reasonable size. The size
    is read from the header before a single pixel is decoded.
    """
    if upload.size > LARGEST_FILE:
        raise ValidationError(
            _("The photo is %(size)s, the limit is %(limit)s. Pick a smaller one.")
            % {"size": filesizeformat(upload.size), "limit": filesizeformat(LARGEST_FILE)}
        )
    try:
        upload.seek(0)
        with Image.open(upload, formats=FORMATS) as picture:
            _check_size(*picture.size)
            picture.draft("RGB", (KEPT_SIDE, KEPT_SIDE))
            upright = ImageOps.exif_transpose(picture)
            flat = Image.new("RGB", upright.size, "white")
            layer = upright.convert("RGBA")
            flat.paste(layer, mask=layer.getchannel("A"))
    except ValidationError:
        raise
    except Exception as broken:  # decoders fail in many ways on hostile files; all mean the same to the person
        raise ValidationError(
            _("This is not a picture we can read. Choose a JPEG, PNG, WebP or HEIC file.")
        ) from broken
    flat.thumbnail((KEPT_SIDE, KEPT_SIDE))
    out = BytesIO()
    flat.save(out, "JPEG", quality=88, optimize=True)
    return ContentFile(out.getvalue(), name="portrait.jpg")


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > LARGEST_SIDE:
        raise ValidationError(_("The photo has too many pixels. Pick one of at most 40 megapixels."))
    if min(width, height) < SMALLEST_SIDE:
        raise ValidationError(_("The photo is too small. Pick one of at least 64 by 64 pixels."))
