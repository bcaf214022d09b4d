"""Walks the site as one person: every address that a page links to."""

import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

LINK = re.compile(r"""(?:href|src|action|data-src|data-url|hx-get|srcset)=["']([^"'\s>]+)""", re.IGNORECASE)
SKIP = re.compile(r"^/(static/|logout/|cms/)")


def crawl(client: Client, starts: list[str], *, limit: int = 300) -> dict[str, tuple[int, bytes]]:
    """Every answer by address, breadth first, at most `limit` of them. Only GET is used."""
    answers: dict[str, tuple[int, bytes]] = {}
    waiting = deque(starts)
    while waiting and len(answers) < limit:
        address = waiting.popleft()
        if address in answers:
            continue
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        answers[address] = (response.status_code, body)
        if response.headers.get("Location"):
            waiting.append(urljoin(address, response.headers["Location"]))
        if "html" in response.headers.get("Content-Type", ""):
            for link in LINK.findall(body.decode("utf-8", "replace").replace("&amp;", "&")):
                target = urldefrag(urljoin(address, link)).url
                if not urlsplit(target).netloc and not SKIP.match(target) and target not in answers:
                    waiting.append(target)
    return answers
