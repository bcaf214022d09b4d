"""What may be uploaded is decided by content; what is kept holds no trace of its maker."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as Pillow

from files import limits
from files.actions import save_document, save_image
from files.forms import ImageForm
from files.names import clean_name, stored_name
from files.validation import validate_upload
from tests.files.conftest import picture, upload


def code(data: bytes, name: str, kind: str = "image") -> str:
    """Why an upload is refused."""
    with pytest.raises(ValidationError) as refused:
        validate_upload(upload(data, name), kind=kind)
    assert refused.value.messages[0]
    return refused.value.code


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + head
        + struct.pack(">I", zlib.crc32(head))
        + b"\0\0\0\x40IDAT"
        + b"\0" * 64
    )


def animation(frames: int, size=(8, 8)) -> bytes:
    out = BytesIO()
    pictures = [Pillow.new("RGB", size, (number % 256, 40 * (number % 7), 0)) for number in range(frames)]
    pictures[0].save(out, format="GIF", save_all=True, append_images=pictures[1:], duration=20, loop=0)
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("extension", ["jpg", "png", "gif", "webp", "avif", "heic"])
def test_pictures_are_accepted(extension):
    assert validate_upload(upload(picture(extension), f"x.{extension}"), kind="image") == extension


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "x.jpg", "empty"),
        (b"<script>alert(1)</script>", "x.jpg", "mismatch"),
        (picture("png"), "x.jpg", "mismatch"),
        (picture("jpg"), "x.png", "mismatch"),
        (b"GIF89a/*<svg onload=alert(1)>*/=1;", "x.gif", "damaged"),
        (b"%PDF-1.7", "x.png", "mismatch"),
        (SVG, "x.svg", "svg"),
        (picture(), "x.exe", "extension"),
        (picture(), "x", "extension"),
        (picture(), "x.jpg.php", "extension"),
        (picture()[:3], "x.jpg", "damaged"),
        (png_header(60_000, 60_000), "x.png", "pixels"),
        (png_header(10_000, 9_000), "x.png", "pixels"),
        (png_header(25_000, 2), "x.png", "pixels"),
        (png_header(0, 5), "x.png", "damaged"),
        (png_header(2**31 - 1, 2**31 - 1), "x.png", "pixels"),
        (animation(limits.MAX_FRAMES + 5), "x.gif", "frames"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_bearable_picture_is_refused_with_a_reason(data, name, reason):
    assert code(data, name) == reason


def test_size_is_told_in_megabytes(monkeypatch):
    monkeypatch.setattr(limits, "MAX_IMAGE_MB", 1)
    with pytest.raises(ValidationError) as refused:
        validate_upload(upload(picture() + b"\0" * 1_500_000, "x.jpg"), kind="image")
    assert refused.value.messages == ["This file is 1.4 MB. The most that can be uploaded is 1 MB."]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "x.pdf"),
        ("naam;plaats\nZoë;Súdwest".encode(), "x.csv"),
        ("naam".encode("utf-16"), "x.txt"),
        (SVG, "x.svg"),
        (zipped("word/document.xml", "[Content_Types].xml"), "x.docx"),
        (zipped("xl/workbook.xml"), "x.xlsx"),
        (zipped("mimetype"), "x.odt"),
        (zipped("a.txt"), "x.zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.doc"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 64, "x.mp4"),
        (picture(), "x.jpg"),
    ],
)
def test_documents_are_accepted(data, name):
    validate_upload(upload(data, name), kind="document")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"MZ\x90\0", "x.pdf", "mismatch"),
        (b"MZ\x90\0\0\0", "x.txt", "mismatch"),
        (b"%PDF-1.7", "x.txt", "mismatch"),
        (zipped("word/document.xml", "word/vbaProject.bin"), "x.docx", "macros"),
        (zipped("a.txt"), "x.docx", "mismatch"),
        (b"PK\x03\x04garbage", "x.xlsx", "mismatch"),
        (b"not zip", "x.zip", "mismatch"),
        (b"<html></html>", "x.svg", "mismatch"),
        (b"<svg><unclosed>", "x.svg", "mismatch"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>', "x.svg", "mismatch"),
        (b"<html><script>1</script></html>", "x.html", "extension"),
        (b"x", "x.docm", "extension"),
        (b"x", "x.js", "extension"),
        (png_header(60_000, 60_000), "x.png", "pixels"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_such_document_is_refused(data, name, reason):
    assert code(data, name, "document") == reason


# --- what is kept -----------------------------------------------------------------------------------------------------
def exif(orientation: int = 1) -> bytes:
    data = Pillow.Exif()
    data[0x0112] = orientation
    data[0x010F] = "SECRETCAMERA"
    gps = data.get_ifd(0x8825)
    gps[1], gps[2] = "N", (52.0, 22.0, 30.0)
    return data.tobytes()


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif", "heic"])
def test_metadata_is_gone(extension, db, media):
    data = picture(extension, exif=exif())
    assert b"SECRETCAMERA" in data
    image = save_image(upload(data, f"x.{extension}"), title="x")
    kept = (media / image.file.name).read_bytes()
    assert b"SECRETCAMERA" not in kept
    with Pillow.open(BytesIO(kept)) as found:
        assert not found.getexif()


def test_picture_is_turned_upright(db, media):
    image = save_image(upload(picture(size=(40, 30), exif=exif(6)), "x.jpg"), title="x")
    assert (image.width, image.height) == (30, 40)
    with Pillow.open(media / image.file.name) as found:
        assert found.size == (30, 40)


def test_trailing_bytes_are_gone(db, media):
    image = save_image(upload(picture() + b"PK\x03\x04<script>alert(1)</script>", "x.jpg"), title="x")
    assert b"<script>" not in (media / image.file.name).read_bytes()


def test_heic_becomes_jpeg(db, media):
    image = save_image(upload(picture("heic"), "IMG_0001.HEIC"), title="x")
    assert image.filename == "IMG_0001.jpg"
    assert image.content_type == "image/jpeg"
    with Pillow.open(media / image.file.name) as found:
        assert found.format == "JPEG"


def test_animation_keeps_moving(db, media):
    image = save_image(upload(animation(4), "x.gif"), title="x")
    with Pillow.open(media / image.file.name) as found:
        assert found.n_frames == 4


def test_transparency_is_kept(db, media):
    out = BytesIO()
    Pillow.new("RGBA", (10, 10), (255, 0, 0, 128)).save(out, format="PNG")
    image = save_image(upload(out.getvalue(), "x.png"), title="x")
    with Pillow.open(media / image.file.name) as found:
        assert found.getpixel((1, 1))[3] == 128


def test_metadata_of_the_row_is_that_of_the_kept_file(image, media):
    kept = media / image.file.name
    assert image.file_size == kept.stat().st_size
    assert image.file_hash


def test_refused_picture_leaves_no_file(db, media):
    with pytest.raises(ValidationError):
        save_image(upload(b"nothing", "x.jpg"), title="x")
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_document_is_kept_byte_for_byte_under_a_random_name(document, media):
    assert document.filename == "Reglement été.pdf"
    assert "Reglement" not in document.file.name
    assert (media / document.file.name).read_bytes().startswith(b"%PDF-1.7")


def test_script_named_as_document_is_refused(db, media):
    with pytest.raises(ValidationError):
        save_document(upload(b"<script>", "x.html"), title="x")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Jaarplan 2026.pdf", "Jaarplan 2026.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\bo\\plan.pdf", "plan.pdf"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie- x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  .. .pdf", "pdf"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("Beleidsnotitie_été_ſ.docx", "Beleidsnotitie_été_ſ.docx"),
        ('a"b;c%d#e?.txt', "a-b-c-d-e.txt"),
        ("emoji 🎉.png", "emoji 🎉.png"),
    ],
)
def test_names_are_cleaned(name, clean):
    assert clean_name(name) == clean


def test_stored_names_cannot_be_guessed():
    names = {stored_name("documents", "plan.pdf") for _ in range(100)}
    assert len(names) == 100
    assert all(len(name) == len("documents/ab/") + 44 for name in names)


def test_form_of_the_cms_refuses_a_pixel_flood(sam, media):
    form = ImageForm_for(sam, png_header(60_000, 60_000), "x.png")
    assert not form.is_valid()
    assert "million pixels" in form.errors["file"][0]


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_form_of_the_cms_refuses_half_a_picture(sam, media, extension):
    whole = picture(extension, size=(400, 300))
    form = ImageForm_for(sam, whole[: len(whole) * 2 // 3], f"x.{extension}")
    assert "cannot be read" in form.errors["file"][0]


def test_form_of_the_cms_saves_a_clean_picture(sam, media):
    form = ImageForm_for(sam, picture("heic", exif=exif()), "IMG 1.heic")
    assert form.is_valid(), form.errors
    image = form.save()
    assert image.filename == "IMG 1.jpg"
    assert b"SECRETCAMERA" not in (media / image.file.name).read_bytes()
    assert image.file_size == (media / image.file.name).stat().st_size


def ImageForm_for(user, data: bytes, name: str) -> ImageForm:  # noqa: N802  reads as the class it makes
    from django.core.files.uploadedfile import SimpleUploadedFile
    from wagtail.images.forms import get_image_form
    from wagtail.models import Collection

    from files.models import Image

    form = get_image_form(Image)
    assert issubclass(form, ImageForm)
    values = {"title": "x", "collection": Collection.get_first_root_node().pk}
    return form(values, {"file": SimpleUploadedFile(name, data)}, user=user)
