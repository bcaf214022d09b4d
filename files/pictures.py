"""Pictures as they are kept: turned upright, without a trace of where, when and with what they were taken."""

import os
import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageOps

from files import limits
from files.validation import validate_upload

KEPT = ("icc_profile", "transparency", "duration", "loop", "background", "disposal", "gamma")


def clean_picture(file: File) -> ContentFile:
    """A new file with the pixels of a checked upload and nothing else: no EXIF, place, comments or trailing bytes.

    HEIC becomes JPEG. Raises ValidationError for what cannot be kept.
    """
    extension = validate_upload(file, kind="image")
    source = limits.IMAGE_FORMATS[extension]
    target, extension = limits.CONVERTED.get(source, (source, extension))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            data = _encoded(file, source, target)
    except Exception as broken:  # the decoders raise whatever they like on hostile input
        message = _("This picture cannot be read. It may be damaged: save it again and retry.")
        raise ValidationError(message, code="damaged") from broken
    finally:
        file.seek(0)
    return ContentFile(data, name=f"{os.path.splitext(os.path.basename(file.name))[0]}.{extension}")


def _encoded(file: File, source: str, target: str) -> bytes:
    output = BytesIO()
    with Pillow.open(file, formats=[source]) as picture:
        moving = getattr(picture, "is_animated", False) and target in ("GIF", "WEBP", "PNG", "AVIF")
        options: dict = {"save_all": True} if moving else {}
        if not moving:
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            keep_tables = target == source == "JPEG" and upright.size == picture.size and not _is_turned(picture)
            picture = picture if keep_tables else upright
        else:
            keep_tables = False
        picture.info = {key: value for key, value in picture.info.items() if key in KEPT}
        if profile := picture.info.get("icc_profile"):
            options["icc_profile"] = profile
        if target == "JPEG":
            options |= {"quality": "keep"} if keep_tables else {"quality": 90}
            options["optimize"] = True
            if picture.mode not in ("RGB", "L", "CMYK"):
                picture = _on_white(picture)
        elif target in ("WEBP", "AVIF"):
            options["quality"] = 90
        if target != "GIF":
            options["exif"] = b""
        picture.save(output, format=target, **options)
    return output.getvalue()


def _is_turned(picture: Pillow.Image) -> bool:
    return picture.getexif().get(0x0112, 1) != 1


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    if "A" not in picture.mode and "transparency" not in picture.info:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Pillow.new("RGBA", layer.size, "white")
    return Pillow.alpha_composite(paper, layer).convert("RGB")
