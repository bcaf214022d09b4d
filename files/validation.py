"""Whether an upload may be kept. Every check reads headers or counts bytes; nothing is unpacked, and pictures are
decoded only after their size is known to be bearable."""

import warnings
import zipfile
from typing import BinaryIO

import defusedxml.ElementTree as ElementTree
import filetype
import pillow_heif
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow

from files import limits
from files.names import extension_of

pillow_heif.register_heif_opener()
HEAD = 8192


def validate_upload(file, *, kind: str) -> str:
    """The extension of an upload that may be kept as `kind` ("image" or "document").

    `file` is a Django file. Raises ValidationError with a sentence that says what to do instead. The file stands at
    its beginning afterwards.
    """
    extension = extension_of(file.name or "")
    allowed = limits.IMAGE_EXTENSIONS if kind == "image" else limits.DOCUMENT_EXTENSIONS
    if extension not in allowed:
        if kind == "image" and extension == "svg":
            raise ValidationError(_("SVG drawings can be shared as a document, not as an image."), code="svg")
        message = _("Files of this kind cannot be uploaded here. Use one of: %(types)s.")
        raise ValidationError(message, code="extension", params={"types": ", ".join(allowed)})
    _check_size(file, extension, kind)
    try:
        file.seek(0)
        if kind == "image":
            check_picture(file, extension)
        else:
            _check_content(file, extension)
    finally:
        file.seek(0)
    return extension


def _check_size(file, extension: str, kind: str) -> None:
    if not file.size:
        raise ValidationError(_("This file is empty."), code="empty")
    megabytes = limits.MAX_IMAGE_MB if kind == "image" else limits.MAX_DOCUMENT_MB
    if extension in limits.VIDEO:
        megabytes = limits.MAX_VIDEO_MB
    elif extension == "svg":
        megabytes = limits.MAX_SVG_MB
    if file.size > megabytes * limits.MEGABYTE:
        size = f"{file.size / limits.MEGABYTE:.1f}"
        message = _("This file is %(size)s MB. The most that can be uploaded is %(most)s MB.")
        raise ValidationError(message, code="too_large", params={"size": size, "most": megabytes})


def check_picture(file: BinaryIO, extension: str) -> None:
    """Refuse what is no picture of this type, or has more pixels or frames than we decode."""
    _check_head(file, extension)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(file, formats=[limits.IMAGE_FORMATS[extension]]) as picture:
                width, height = picture.size
                _check_pixels(width, height)
                frames = _frames(picture)
    except Pillow.DecompressionBombError as flood:
        raise _too_many_pixels() from flood
    except ValidationError:
        raise
    except Exception as broken:  # the decoders raise whatever they like on hostile input
        raise _damaged() from broken
    if frames > limits.MAX_FRAMES or frames * width * height > limits.MAX_ANIMATION_PIXELS * (2 if frames == 1 else 1):
        message = _("This animation is too long. The most is %(most)s frames.")
        raise ValidationError(message, code="frames", params={"most": limits.MAX_FRAMES})


def check_decodes(file: BinaryIO, extension: str) -> None:
    """Refuse a picture whose pixels cannot be read to the end. Only for one whose header `validate_upload` accepted."""
    try:
        file.seek(0)
        with Pillow.open(file, formats=[limits.IMAGE_FORMATS[extension]]) as picture:
            picture.draft("RGB", (100, 100))  # a JPEG is then read small, which is all that is needed to know
            picture.load()
    except Exception as broken:  # the decoders raise whatever they like on hostile input
        raise _damaged() from broken
    finally:
        file.seek(0)


def _check_pixels(width: int, height: int) -> None:
    if width * height > limits.MAX_PIXELS or max(width, height) > limits.MAX_SIDE:
        raise _too_many_pixels()
    if min(width, height) < 1:
        raise _damaged()


def _frames(picture: Pillow.Image) -> int:
    """How many frames, counted no further than needed: finding the number of a GIF means walking through it."""
    if picture.format != "GIF":
        return getattr(picture, "n_frames", 1)
    for frame in range(limits.MAX_FRAMES + 1):
        try:
            picture.seek(frame)
        except EOFError:
            return frame
    return limits.MAX_FRAMES + 1


def _too_many_pixels() -> ValidationError:
    message = _("This picture is too large. The most is %(most)s million pixels: make it smaller first.")
    return ValidationError(message, code="pixels", params={"most": limits.MAX_PIXELS // 1_000_000})


def _damaged() -> ValidationError:
    return ValidationError(
        _("This picture cannot be read. It may be damaged: save it again and retry."), code="damaged"
    )


def _mismatch(extension: str) -> ValidationError:
    message = _("This is not a %(extension)s file, although its name says so.")
    return ValidationError(message, code="mismatch", params={"extension": extension.upper()})


def _check_head(file: BinaryIO, extension: str) -> None:
    """The first bytes must be those of the type that the name promises."""
    head = file.read(HEAD)
    file.seek(0)
    found = filetype.guess(head)
    if found is None or found.extension not in limits.SNIFFED[extension]:
        raise _mismatch(extension)


def _check_content(file: BinaryIO, extension: str) -> None:
    if extension == "svg":
        _check_svg(file)
    elif extension in limits.TEXT:
        _check_text(file, extension)
    elif extension in limits.ZIP:
        _check_zip(file, extension)
    elif extension in limits.OLE:
        if file.read(8) != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise _mismatch(extension)
    else:
        _check_head(file, extension)
        if extension in limits.IMAGE_FORMATS:
            check_picture(file, extension)


def _check_text(file: BinaryIO, extension: str) -> None:
    head = file.read(HEAD)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    if b"\0" in head or filetype.guess(head) is not None:
        raise _mismatch(extension)


def _check_zip(file: BinaryIO, extension: str) -> None:
    """Reads the list of contents only."""
    marks = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
    if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        raise _mismatch(extension)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except Exception as broken:  # zipfile raises many kinds of errors on hostile input
        raise _mismatch(extension) from broken
    if extension in marks:
        if not any(name.startswith(marks[extension]) for name in names):
            raise _mismatch(extension)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise ValidationError(_("Documents with macros cannot be uploaded. Save it without macros."), code="macros")
    elif extension != "zip" and "mimetype" not in names:
        raise _mismatch(extension)


def _check_svg(file: BinaryIO) -> None:
    """Well-formed, an svg at the root, no entities. What is inside never runs: it is served as a sandboxed download."""
    try:
        root = ElementTree.parse(file, forbid_dtd=False).getroot()
    except Exception as broken:  # expat's and defusedxml's own errors, and encodings that do not exist
        raise _mismatch("svg") from broken
    if root.tag not in ("svg", "{http://www.w3.org/2000/svg}svg"):
        raise _mismatch("svg")
