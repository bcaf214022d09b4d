"""The detector itself: planted leaks are found, clean answers stay clean."""

import base64
import gzip
import html
import io
import quopri
import zipfile
from urllib.parse import quote

import pytest

from tests.visibility.detect import leaks

SECRET = "zwvuqxkjyhgbdmpfrtlc"


def zipped(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("sheet.xml", text)
    return packed.getvalue()


HIDINGS = {
    "plain": SECRET.encode(),
    "upper case": SECRET.upper().encode(),
    "cut": SECRET[:8].encode() + b"...",
    "entities": "".join(f"&#{ord(letter)};" for letter in SECRET).encode(),
    "hex entities": "".join(f"&#x{ord(letter):x};" for letter in SECRET).encode(),
    "escaped": html.escape(f"<b>{SECRET}</b>").encode(),
    "address": quote(SECRET).replace("z", "%7A").encode(),
    "json": "".join(f"\\u{ord(letter):04x}" for letter in SECRET).encode(),
    "base64": base64.b64encode(f"before {SECRET} after".encode()),
    "urlsafe base64": base64.urlsafe_b64encode(f"??>>{SECRET}".encode()),
    "quoted-printable": quopri.encodestring(SECRET.encode()).replace(b"z", b"=7A"),
    "gzip": gzip.compress(SECRET.encode()),
    "zip": zipped(SECRET),
}


@pytest.mark.parametrize("hiding", HIDINGS)
@pytest.mark.parametrize("padding", [b"", b"<p>", b" " * 500, b"\xff\xfe"])
def test_a_planted_leak_is_found(hiding, padding):
    if hiding in ("gzip", "zip"):
        padding = b""
    assert leaks(padding + HIDINGS[hiding] + b"</p>" * bool(padding), [SECRET]) == [SECRET]


def test_a_clean_answer_is_clean():
    assert leaks(b"<p>Nothing to see here: zwvuqxk, quite.</p>", [SECRET]) == []
