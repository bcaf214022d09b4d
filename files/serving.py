"""A stored file as an HTTP answer: private caching, one range, HEAD and 304, and nothing a browser might run."""

import hashlib
import logging
import re
from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import parse_etags

from files.limits import CONTENT_TYPES, INLINE
from files.names import clean_name, extension_of

logger = logging.getLogger(__name__)

CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
# Nothing in a file may fetch, run or frame anything. PDF viewers of browsers do not work in a sandbox.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; frame-ancestors 'none'"
# A fixed internal place of the web server; no part of it comes from a request.
INTERNAL_PREFIX = "/protected-files/"


def file_response(request: HttpRequest, field_file, name: str, *, for_everyone: bool) -> HttpResponse:
    """The answer to a request for a file that this person was found to be allowed to have."""
    extension = extension_of(field_file.name)
    etag = '"' + hashlib.sha256(field_file.name.encode()).hexdigest()[:32] + '"'
    if _matches(request.headers.get("If-None-Match"), etag):
        return _with_headers(HttpResponseNotModified(), extension, name, etag, for_everyone)
    if server := getattr(settings, "FILES_SENDFILE", ""):
        response = HttpResponse(content_type=CONTENT_TYPES.get(extension, "application/octet-stream"))
        if server == "x-accel":
            response["X-Accel-Redirect"] = INTERNAL_PREFIX + quote(field_file.name)
        else:
            response["X-Sendfile"] = field_file.path
        return _with_headers(response, extension, name, etag, for_everyone)
    try:
        size = field_file.storage.size(field_file.name)
    except OSError as missing:
        logger.warning("Stored file %s is missing.", field_file.name)
        raise Http404("No such file.") from missing
    return _with_headers(_answer(request, field_file, size, extension, etag), extension, name, etag, for_everyone)


def passing_response(file, name: str) -> HttpResponse:
    """The answer with a picture that was made for this request only, for who was found to be allowed to have it."""
    extension = extension_of(name)
    file.seek(0)
    response = HttpResponse(file.read(), content_type=CONTENT_TYPES.get(extension, "application/octet-stream"))
    file.close()
    etag = '"' + hashlib.sha256(response.content).hexdigest()[:32] + '"'
    response = _with_headers(response, extension, name, etag, for_everyone=False)
    del response["Accept-Ranges"]
    return response


def _answer(request: HttpRequest, field_file, size: int, extension: str, etag: str) -> HttpResponse:
    content_type = CONTENT_TYPES.get(extension, "application/octet-stream")
    wanted = request.headers.get("Range") if request.headers.get("If-Range", etag) == etag else None
    first, last, status = _range(wanted, size)
    if status == 416:
        return HttpResponse(status=416, content_type="text/plain", headers={"Content-Range": f"bytes */{size}"})
    if request.method == "HEAD":
        response = HttpResponse(status=status, content_type=content_type)
    else:
        response = StreamingHttpResponse(_chunks(field_file, first, last), status=status, content_type=content_type)
    response["Content-Length"] = str(last - first + 1)
    if status == 206:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _range(header: str | None, size: int) -> tuple[int, int, int]:
    """First and last byte and the status. What is no single range of bytes is ignored, as RFC 9110 asks."""
    match = RANGE.fullmatch(header.strip()) if header else None
    if match is None or match[1] == match[2] == "":
        return 0, size - 1, 200
    if match[1] == "":
        length = int(match[2])
        return (max(size - length, 0), size - 1, 206) if length and size else (0, 0, 416)
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    if match[2] and int(match[2]) < first:
        return 0, size - 1, 200
    return (first, last, 206) if first < size else (0, 0, 416)


def _chunks(field_file, first: int, last: int) -> Iterator[bytes]:
    """The bytes, a piece at a time. Opened with the first piece, so that a reader who goes away leaves nothing open."""
    with field_file.storage.open(field_file.name, "rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece


def _matches(header: str | None, etag: str) -> bool:
    if not header:
        return False
    tags = parse_etags(header)
    return "*" in tags or etag in {tag.removeprefix("W/") for tag in tags}


def _with_headers(response: HttpResponse, extension: str, name: str, etag: str, for_everyone: bool) -> HttpResponse:
    inline = extension in INLINE
    response["Cache-Control"] = "private, no-cache" if for_everyone else "private, no-store"
    if response.status_code != 416:
        response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY if extension == "pdf" else f"{POLICY}; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Disposition"] = disposition(name, inline=inline)
    return response


def disposition(name: str, *, inline: bool) -> str:
    """RFC 6266: an ASCII name for old programs, and the real one."""
    name = clean_name(name)
    ascii_name = re.sub(r"[^A-Za-z0-9 ._()+-]", "_", name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
