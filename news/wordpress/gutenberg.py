"""The block editor's comments (<!-- wp:name {json} -->) made into elements that survive HTML parsing.

The HTML between the comments already says what most blocks are. What it does not say (the address of an embed, the
picture behind a cover, text that lives in the attributes) is kept here and looked up by number.
"""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from news.wordpress.markup import MARK

MAX_EXPANDED = 4_000_000
# Blocks whose element matters to the converter. The HTML of all others speaks for itself.
MARKED = {
    "embed",
    "cover",
    "social-link",
    "navigation-link",
    "video",
    "audio",
    "file",
    "image",
    "gallery",
    "table",
    "code",
    "media-text",
}
LINKS = {"social-link", "navigation-link", "navigation-submenu"}
_NAME = re.compile(r"(/?)wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)(?=\s|/|$)")


@dataclass
class Marked:
    """A body with elements instead of block comments. `attributes[n]` belongs to the element with that number."""

    html: str
    attributes: list[dict] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def is_blocks(body: str) -> bool:
    return "<!-- wp:" in body or "<!--wp:" in body


def mark(body: str, reusable: Callable[[int], str]) -> Marked:
    """Turn block comments into elements. `reusable(ref)` gives the body of a reusable block, or nothing."""
    result = Marked("")
    result.html = _mark(body, reusable, result, 0, [MAX_EXPANDED])
    return result


def _mark(body: str, reusable, result: Marked, level: int, budget: list[int]) -> str:
    out: list[str] = []
    open_blocks: list[str] = []
    position = 0

    def add(text: str) -> None:
        if not open_blocks and text.strip():
            text = f'<{MARK} name="freeform">{text}</{MARK}>'
        out.append(text)

    while True:
        start = body.find("<!--", position)
        end = body.find("-->", start + 4) if start >= 0 else -1
        if start < 0 or end < 0:
            add(body[position:])
            break
        found = _NAME.match(body[start + 4 : end].strip())
        if not found:
            add(body[position:start])
            position = end + 3
            continue
        add(body[position:start])
        position = end + 3
        closing, name = found[1], found[2].removeprefix("core/")
        if closing:
            if name in open_blocks:
                while open_blocks:
                    last = open_blocks.pop()
                    if _element(last):
                        out.append(f"</{MARK}>")
                    if last == name:
                        break
            continue
        attributes, void = _attributes(body[start + 4 : end].strip()[found.end() :])
        if void:
            out.append(_void(name, attributes, reusable, result, level, budget))
            continue
        open_blocks.append(name)
        if _element(name):
            out.append(_open(name, attributes, result))
    out.extend(f"</{MARK}>" for name in reversed(open_blocks) if _element(name))
    return "".join(out)


def _element(name: str) -> bool:
    return name in MARKED or name in ("freeform", "html") or name.startswith("core-embed/")


def _open(name: str, attributes: dict, result: Marked) -> str:
    result.attributes.append(attributes)
    if name.startswith("core-embed/"):
        name = "embed"
    return f'<{MARK} name="{name}" n="{len(result.attributes) - 1}">'


def _attributes(rest: str) -> tuple[dict, bool]:
    rest = rest.strip()
    void = rest.endswith("/")
    if void:
        rest = rest[:-1].strip()
    try:
        found = json.loads(rest) if rest else {}
    except (ValueError, RecursionError):
        found = {}
    return (found if isinstance(found, dict) else {}), void


def _void(name: str, attributes: dict, reusable, result: Marked, level: int, budget: list[int]) -> str:
    """A block without HTML: a reusable block, a link, text kept in attributes, or something WordPress computes."""
    if name == "block":
        ref = attributes.get("ref")
        inner = reusable(ref) if isinstance(ref, int) else ""
        if not inner or level >= 5 or len(inner) > budget[0]:
            result.lost.append(f"block {ref}")
            return ""
        budget[0] -= len(inner)
        if is_blocks(inner):
            return _mark(inner, reusable, result, level + 1, budget)
        return f'<{MARK} name="freeform">{inner}</{MARK}>'
    if name in LINKS:
        return _open(name, attributes, result) + f"</{MARK}>"
    if _element(name) and (attributes.get("url") or attributes.get("id") or attributes.get("src")):
        return _open(name, attributes, result) + f"</{MARK}>"
    if name in ("separator", "more", "nextpage", "spacer", "footnotes"):
        return "<hr>" if name == "separator" else ""
    texts = list(_texts_in(attributes.get("data", attributes), 0)) if "/" in name else []
    result.lost.append(name)
    if texts:
        result.texts.append(name)
    return "".join(f"<p>{text}</p>" for text in texts)


def _texts_in(value, depth: int):
    """Sentences a plugin keeps in its attributes: strings with a space in them that are not names of fields."""
    if depth > 6:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if not str(key).startswith("_"):
                yield from _texts_in(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner, depth + 1)
    elif isinstance(value, str) and re.search(r"\w\s+\w", value):
        yield value if "<" in value else html.escape(value)
