"""Converting bodies in tests, with a resolver that finds what it is asked for."""

import html
import re

from news.wordpress.blocks import convert
from news.wordpress.resolver import Picture, Resolver


class Finder(Resolver):
    """Finds every picture, mp4 and pdf, and one page."""

    base = "https://oud.example"

    def picture(self, url, attachment_id=0):
        return Picture(attachment_id or 1, caption="uit de bibliotheek") if url.endswith((".jpg", ".png", "")) else None

    def document(self, url, attachment_id=0):
        return 77 if url.endswith((".pdf", ".mp4", ".mp3")) else None

    def link(self, url):
        if url.endswith(".pdf"):
            return "document", 77
        return ("page", 12) if "andere" in url else None

    def gallery(self, ids, exclude=None):
        return [
            (number, f"https://oud.example/{number}.jpg")
            for number in (ids or [1, 2, 3])
            if number not in (exclude or [])
        ]

    def reusable(self, ref):
        return {
            1: "<!-- wp:paragraph --><p>Herbruikt</p><!-- /wp:paragraph -->",
            2: '<!-- wp:block {"ref":2} /-->',
        }.get(ref, "")


def blocks(body: str, resolver=None) -> list:
    return convert(body, resolver or Finder()).blocks


def only(body: str, resolver=None) -> tuple:
    found = blocks(body, resolver)
    assert len(found) == 1, found
    return found[0]


def text(body: str, resolver=None) -> str:
    name, value = only(body, resolver)
    assert name == "text"
    return value


def words(value) -> list[str]:
    """Every word in a value, as a reader would see it."""
    if isinstance(value, dict):
        return [
            word
            for key, inner in value.items()
            if key not in ("cell", "mergeCells", "table_header_choice", "url")
            for word in words(inner)
        ]
    if isinstance(value, tuple):
        return words(value[1])
    if isinstance(value, list):
        return [word for inner in value for word in words(inner)]
    if not isinstance(value, str):
        return []
    return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", value)))
