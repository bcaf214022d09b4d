"""Files that break software: by what is in them, or by what they are called."""

# ruff: noqa: E501  a table reads better in long lines

import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image as Pillow

from tests.bad_inputs import BAD_STRINGS, as_sent

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'
SVG_INSIDES = (
    b"<script>kring()</script>", b'<image href="http://x.example/a"/>', b'<a xlink:href="javascript:kring()">x</a>',
    b"<foreignObject><iframe srcdoc='&lt;script>kring()&lt;/script>'/></foreignObject>", b'<g onload="kring()"/>',
    b'<use href="//x.example/a.svg#b"/>', b"<style>@import url(//x.example)</style>", b"<set attributeName='onload'/>",
)  # fmt: skip
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccccc">%s]>' + SVG % b"&k;"
PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "avif", "heic")
DOCUMENTS = ("pdf", "docx", "xlsx", "odt", "zip", "txt", "csv", "svg", "mp4", "mp3", "doc", "rtf", "ics", "vtt")


def picture(form: str = "JPEG", size=(40, 30), **options) -> bytes:
    out = BytesIO()
    Pillow.new("RGB", size, "teal").save(out, form, **options)
    return out.getvalue()


def claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + b"\0\0\0\x40IDAT"


def flood(side: int) -> bytes:
    """A real PNG of one colour: some kilobytes that unpack to side × side pixels."""
    out = BytesIO()
    Pillow.new("1", (side, side)).save(out, "PNG")
    return out.getvalue()


def frames(number: int) -> bytes:
    """An animation of so many frames."""
    one = BytesIO()
    Pillow.new("P", (2, 2)).save(one, "GIF")
    data = one.getvalue()
    head, frame = data[: data.index(b",")], data[data.index(b",") : -1]
    return head + frame * number + b";"


def zipped(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def odd_zip(name: str, data: bytes = b"x", attributes: int = 0) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = attributes
        archive.writestr(entry, data)
    return out.getvalue()


def contents() -> dict[str, bytes]:
    """What may be in a file, by a name for the failure."""
    jpeg, png, gif = picture(), picture("PNG"), picture("GIF")
    zeros = zipped(**{"word__document.xml": b"\0" * 5_000_000})
    found = {
        "nothing": b"", "one byte": b"\0", "zeros": b"\0" * 5000, "text": b"Hello", "html": b"<script>kring()</script>",
        "jpeg": jpeg, "png": png, "gif": gif, "half a jpeg": jpeg[: len(jpeg) // 2], "half a png": png[: len(png) // 2],
        "jpeg and html": jpeg + b"<script>kring()</script>", "gif and script": b"GIF89a/*" + jpeg + b"*/=1;kring()",
        "jpeg and zip": jpeg + zipped(a=b"x"), "pdf and html": b"%PDF-1.7\n<script>kring()</script>", "mz": b"MZ\x90\0" * 9,
        "jpeg with a comment": picture(comment=b"<?php kring() ?>"), "elf": b"\x7fELF" * 9, "xml": b"<?xml version='1.0'?><a/>",
        "claims 60,000 square": claims(60_000, 60_000), "claims 2^31 square": claims(2**31 - 1, 2**31 - 1),
        "claims nothing": claims(0, 0), "claims a line": claims(30_000, 1), "flood": flood(9000), "frames": frames(5000),
        "many frames": frames(299), "docx of zeros": zeros, "zip in zip": zipped(a=zeros), "zip slip": odd_zip("../../a"),
        "zip with a link": odd_zip("a", b"/etc/passwd", 0o120777 << 16), "zip with NUL": odd_zip("a\0b"), "gz": gzip.compress(b"x" * 9),
        "macros": zipped(**{"word__vbaProject.bin": b"x", "word__document.xml": b"x"}), "xlsx": zipped(**{"xl__workbook.xml": b"x"}),
        "odt": zipped(mimetype=b"x"), "broken zip": b"PK\x03\x04" + b"\xff" * 60, "empty zip": b"PK\x05\x06" + b"\0" * 18,
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 64, "pdf": b"%PDF-1.7\n%%EOF",
        "utf-16": "Straße".encode("utf-16"), "broken utf-8": b"\xc3\x28\xa0\xff", "formula": b"=cmd|'/c calc'!A0,1\n", "ics": b"BEGIN:VCALENDAR\n" * 500,
        "entities": BOMB % b'<!ENTITY k "&b;&b;">', "outside": b'<!DOCTYPE a [<!ENTITY k SYSTEM "file:///etc/passwd">]>' + SVG % b"&k;",
        "deep svg": SVG % (b"<g>" * 5000), "svg in utf-7": b'<?xml version="1.0" encoding="utf-7"?>' + SVG % b"", "long line": b"a" * 300_000,
    }  # fmt: skip
    return found | {f"svg {number}": SVG % inside for number, inside in enumerate(SVG_INSIDES)}


def names() -> list[str]:
    """What a file may be called, apart from its extension."""
    listed = [
        as_sent(text)
        for category in ("identifiers", "direction and invisible", "emoji")
        for text in BAD_STRINGS[category]
    ]
    odd = [
        "..",
        "../../etc/passwd",
        "C:\\x",
        "CON",
        "a.php",
        "a.jpg.exe",
        ".htaccess",
        "x" * 300,
        'a"b',
        "a\r\nX-Kring: 1",
        "%00",
        "",
    ]
    return odd + listed


def every_file(extensions: tuple[str, ...], *, thorough: bool) -> Iterator[tuple[str, bytes]]:
    """Files by name: everything under its own and under wrong extensions, and good ones under odd names."""
    for place, (what, data) in enumerate(contents().items()):
        chosen = extensions if thorough else (extensions[place % len(extensions)],)
        for extension in chosen:
            yield f"{what}.{extension}", data
    good = {"jpg": picture(), "txt": b"Hello"}
    for place, name in enumerate(names()):
        extension = "jpg" if "jpg" in extensions else "txt"
        if thorough or place % 8 == 0:
            yield f"{name}.{extension}", good[extension]
