"""The text of an export, whatever its bytes are, cut into a head and one piece per item.

An export is cut before it is parsed, so that a damaged item costs that item and not the file, and so that memory is
bounded by the largest item and not by the file.
"""

import codecs
import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

CHUNK = 1 << 16
MAX_PIECE = 32 * 1024 * 1024
MAX_UNPACKED = 4 * 1024**3

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Characters that turn the reading direction of what follows around. Right-to-left text does not need them.
DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]+")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_MARK = re.compile(r"<!\[CDATA\[|<item(?=[\s>])|</item\s*>")
_LONGEST_MARK = 40
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class ExportRefusedError(Exception):
    """The file is not read at all. The message says why, in words for the person who gave it."""


@dataclass
class Piece:
    """A part of the file. `kind`: head, item, cut (the file ends inside it), big (text is only its start) or tail."""

    kind: str
    text: str
    line: int


class Source:
    """One export file as clean text. `repaired` counts the bytes that were not in the encoding the file claims."""

    def __init__(self, path: Path, on_bytes: Callable[[int], None] | None = None):
        self.path = Path(path)
        self.on_bytes = on_bytes or (lambda count: None)
        self.repaired = 0
        self.removed = 0

    def pieces(self) -> Iterator[Piece]:
        """Head, items and tail in the order of the file."""
        return cut(self.text())

    def text(self) -> Iterator[str]:
        """The characters of the file, without those that XML does not allow."""
        try:
            with self.path.open("rb") as raw:
                start = raw.read(4)
                raw.seek(0)
                if start[:2] == b"\x1f\x8b":
                    with gzip.open(raw) as unpacked:
                        yield from self._decoded(unpacked, raw)
                elif start == b"PK\x03\x04":
                    raise ExportRefusedError(_("This is a zip archive. Unpack it and give the XML file inside."))
                else:
                    yield from self._decoded(raw, raw)
        except (OSError, EOFError) as error:
            raise ExportRefusedError(_("The file cannot be read: %(error)s") % {"error": error}) from error

    def _decoded(self, stream, raw) -> Iterator[str]:
        chunk = stream.read(CHUNK)
        encoding, skip = _encoding_of(chunk)
        decoder = codecs.getincrementaldecoder(encoding)("surrogateescape" if encoding == "utf-8" else "replace")
        read = at = 0
        chunk = chunk[skip:]
        while chunk:
            read += len(chunk)
            if read > MAX_UNPACKED:
                raise ExportRefusedError(_("The file is larger than 4 GB when unpacked."))
            yield self._clean(decoder.decode(chunk))
            position = raw.tell()
            self.on_bytes(position - at)
            at = position
            chunk = stream.read(CHUNK)
        yield self._clean(decoder.decode(b"", True))

    def _clean(self, text: str) -> str:
        """Bytes that are not UTF-8 in a file that says it is are nearly always Windows-1252 from an old database."""

        def as_windows(match: re.Match) -> str:
            self.repaired += len(match[0])
            return match[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")

        text = _ESCAPED_BYTES.sub(as_windows, text)
        text, count = ILLEGAL.subn("", text)
        self.removed += count
        return text


def _encoding_of(start: bytes) -> tuple[str, int]:
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return encoding, len(bom)
    if start[:4] == b"<\0?\0":
        return "utf-16-le", 0
    if start[:4] == b"\0<\0?":
        return "utf-16-be", 0
    declared = _DECLARED.search(start[:400])
    if declared:
        try:
            info = codecs.lookup(declared[1].decode("ascii"))
        except LookupError:
            return "utf-8", 0
        # A declaration that could be read as ASCII cannot be true when it names a two-byte encoding.
        if info._is_text_encoding and not info.name.startswith(("utf-16", "utf-32")):
            return ("cp1252" if info.name == "iso8859-1" else info.name), 0
    return "utf-8", 0


def cut(chunks: Iterator[str]) -> Iterator[Piece]:
    """Cut at <item> and </item>, except inside CDATA, where those words are somebody's text."""
    buffer, scan, line, start_line = "", 0, 1, 1
    inside_data = inside_item = seen_item = too_big = False

    def close(kind: str, upto: int) -> Piece:
        nonlocal buffer, scan, line, start_line, too_big
        text, buffer = buffer[:upto], buffer[upto:]
        piece = Piece("big" if too_big else kind, text[:2000] if too_big else text, start_line)
        line += text.count("\n")
        start_line, scan, too_big = line, 0, False
        return piece

    for chunk in chunks:
        buffer += chunk
        while True:
            if inside_data:
                end = buffer.find("]]>", scan)
                if end < 0:
                    scan = max(scan, len(buffer) - 2)
                    break
                inside_data, scan = False, end + 3
            mark = _MARK.search(buffer, scan)
            if mark is None or (mark.end() == len(buffer) and mark[0] == "<item"):
                scan = max(scan, len(buffer) - _LONGEST_MARK) if mark is None else mark.start()
                break
            if mark[0].startswith("<!["):
                inside_data, scan = True, mark.end()
            elif mark[0] == "<item":
                if inside_item:
                    yield close("item", mark.start())
                elif not seen_item:
                    yield close("head", mark.start())
                else:
                    close("gap", mark.start())
                inside_item = seen_item = True
                scan = len("<item")
            else:
                scan = mark.end()
                if inside_item:
                    yield close("item", mark.end())
                    inside_item = False
        if len(buffer) > MAX_PIECE:
            if not seen_item:
                raise ExportRefusedError(
                    _("No posts or pages were found in the first %(size)d MB of the file.") % {"size": MAX_PIECE >> 20}
                )
            too_big = True
            keep = max(len(buffer) - _LONGEST_MARK, 2000)
            line += buffer.count("\n", 2000, keep)
            buffer, scan = buffer[:2000] + buffer[keep:], max(2000, scan - (keep - 2000))
    kind = "cut" if inside_item else ("tail" if seen_item else "head")
    yield close(kind, len(buffer))
