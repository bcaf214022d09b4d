"""Finds a secret word in an answer, also when it is escaped, encoded, packed or cut."""

import base64
import gzip
import html
import io
import quopri
import re
import zipfile
from urllib.parse import unquote_plus

PREFIX = 8  # a word cut short is still a leak


def forms(body: bytes) -> set[str]:
    """Every reading of an answer in which a word could hide, in lower case."""
    texts = {body.decode("utf-8", "replace")}
    if body[:2] == b"\x1f\x8b":
        texts.add(gzip.decompress(body).decode("utf-8", "replace"))
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            texts |= {archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    for text in list(texts):
        texts.add(html.unescape(text))
        texts.add(unquote_plus(text))
        texts.add(text.encode().decode("unicode_escape", "replace") if "\\u" in text else text)
        texts.add(quopri.decodestring(text.encode()).decode("utf-8", "replace"))
        for packed in re.findall(r"[A-Za-z0-9+/=_-]{24,}", text):
            for decode in (base64.b64decode, base64.urlsafe_b64decode):
                try:
                    texts.add(decode(packed + "=" * (-len(packed) % 4)).decode("utf-8"))
                except ValueError:
                    continue
    return {text.casefold() for text in texts}


def leaks(body: bytes, secrets: list[str]) -> list[str]:
    """The secrets that show in this answer, whole or by their first eight letters."""
    readings = forms(body)
    return [secret for secret in secrets if any(secret[:PREFIX].casefold() in text for text in readings)]
