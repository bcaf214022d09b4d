"""Shortcodes ([gallery ids="1,2"], [caption]…[/caption]) of classic bodies.

Those that mean something to Kring become a slot element, looked up by number. All others stay in the text as they are
and are named in the report, since only the old plugin knew what they meant.
"""

import html
import re
from bisect import bisect_left
from dataclasses import dataclass, field

from news.wordpress.markup import SLOT

_ATTRIBUTE = re.compile(r"""([\w-]{1,40})\s{0,3}=\s{0,3}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s'"\]]{1,1000}))""")
_TAG = re.compile(r"\[(\[?)(/?)([a-zA-Z][\w-]{0,40})((?:[\s=][^\[\]]{0,4000})?)\](\]?)")
_MEDIA = re.compile(r"^((?:\s*<a\s[^>]{0,4000}>)?\s*<img\s[^>]{0,6000}>(?:\s*</a>)?)", re.IGNORECASE)
# Page builders wrap everything in shortcodes that only say where things stand. Their words are between or in them.
_BUILDERS = re.compile(
    r"(vc|wpb|et_pb|fusion|av|cs|mk|cmsmasters|fl|thrive|ux)_\w+$|(row|col|column|section|one_half|one_third)$"
)
_BUILDER_WORDS = ("title", "heading", "text", "subtitle", "content", "button_text", "label")
_CLOSED = {"caption", "wp_caption", "embed", "audio", "video"}
_KNOWN = {"gallery", "playlist", "youtube", "vimeo"} | _CLOSED


@dataclass
class Slot:
    """A shortcode: its name, attributes, what stood between its tags, and an address or number given without a name."""

    name: str
    attributes: dict[str, str]
    inner: str = ""
    bare: str = ""


@dataclass
class Slotted:
    html: str
    slots: list[Slot] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    builders: set[str] = field(default_factory=set)


def slot(body: str) -> Slotted:
    """Put slots where known shortcodes stand; list the names of unknown ones."""
    result = Slotted("")
    out: list[str] = []
    position = 0
    matches = list(_TAG.finditer(body))
    closers: dict[str, list[int]] = {}
    for match in matches:
        if match[2]:
            closers.setdefault(match[3].lower(), []).append(match.start())
    spans = _code_spans(body)
    for match in matches:
        name = match[3].lower()
        if match.start() < position or _inside(spans, match.start()):
            continue
        if match[1] and match[5]:
            # [[name]] is how WordPress writes a shortcode that is meant to be read.
            out += [body[position : match.start()], body[match.start() + 1 : match.end() - 1]]
            position = match.end()
            continue
        if _BUILDERS.match(name) and not _in_tag(body, match.start()):
            said = _attributes(match[4])
            shown = [html.escape(said[key]) for key in _BUILDER_WORDS if said.get(key) and not said[key].isdigit()]
            out += [body[position : match.start()], "\n\n", *(f"<p>{text}</p>" for text in shown)]
            position = match.end() - len(match[5])
            result.builders.add(match[3])
            continue
        if name not in _KNOWN or match[2]:
            if not match[2] and ("=" in match[4] or closers.get(name)):
                result.unknown.add(match[3])
            continue
        if _in_tag(body, match.start()):
            continue
        attributes = _attributes(match[4])
        end = match.end() - len(match[5])
        inner = ""
        if name in _CLOSED and not match[4].rstrip().endswith("/"):
            starts = closers.get(name, [])
            index = bisect_left(starts, match.end())
            if index < len(starts):
                close = starts[index]
                inner, end = body[match.end() : close], body.index("]", close) + 1
        if name in ("caption", "wp_caption"):
            replacement = _caption(attributes, inner)
        else:
            result.slots.append(Slot(name, attributes, inner, _bare(match[4])))
            replacement = f'<{SLOT} n="{len(result.slots) - 1}"></{SLOT}>'
        out += [body[position : match.start()], replacement]
        position = end
    out.append(body[position:])
    result.html = "".join(out)
    return result


def _attributes(source: str) -> dict[str, str]:
    if '"' not in source:
        source = source.replace("&quot;", '"')
    source = source.replace("”", '"').replace("“", '"').replace("″", '"')
    return {
        match[1].lower(): html.unescape(next((value for value in match.groups()[1:] if value is not None), ""))
        for match in _ATTRIBUTE.finditer(source)
    }


def _bare(source: str) -> str:
    found = re.match(r"""[\s=]{1,5}["']?(https?://[^\s"'<>]{1,2000}|\d{4,15})(?=["'\s]|$)""", html.unescape(source))
    return found[1] if found else ""


def _caption(attributes: dict[str, str], inner: str) -> str:
    media = _MEDIA.match(inner)
    if not media:
        return f"<div>{inner}<p>{html.escape(attributes.get('caption', ''))}</p></div>"
    words = inner[media.end() :].strip() or html.escape(attributes.get("caption", ""))
    found = re.fullmatch(r"attachment_(\d{1,12})", attributes.get("id", ""))
    css = f' class="wp-caption wp-image-{found[1]}"' if found else ' class="wp-caption"'
    return f"<figure{css}>{media[1]}<figcaption>{words}</figcaption></figure>"


def _code_spans(body: str) -> list[tuple[int, int]]:
    """Where <pre> and <code> begin and end, from a single pass."""
    spans: list[tuple[int, int]] = []
    start, name = -1, ""
    for match in re.finditer(r"<(/?)(pre|code)(?=[\s>/])", body, re.IGNORECASE):
        if start < 0 and not match[1]:
            start, name = match.start(), match[2].lower()
        elif start >= 0 and match[1] and match[2].lower() == name:
            spans.append((start, match.end()))
            start = -1
    return spans


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    index = bisect_left(spans, (position + 1,)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]


def _in_tag(body: str, position: int) -> bool:
    before = body[max(0, position - 2000) : position]
    return before.rfind("<") > before.rfind(">")
