"""HTML of unknown quality to a well-formed tree, and back to the rich text that Wagtail stores."""

import html
import re
from collections.abc import Callable

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

MARK = "kring-block"
SLOT = "kring-slot"
MAX_DEPTH = 80

_BLOCKS = [
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", MARK,
]  # fmt: skip
_INLINE = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "img", "video", "audio", "source", "iframe", "embed", "object", "param", SLOT,
]  # fmt: skip
BLOCK_TAGS = frozenset(_BLOCKS)
MEDIA_TAGS = frozenset(["img", "video", "audio", "iframe", "embed", "object", SLOT])
_ATTRIBUTES = {
    "*": {"class"},
    "a": {"href"},
    "img": {"src", "alt", "data-src", "data-lazy-src", "data-orig-file", "data-id", "width", "height"},
    "video": {"src", "poster"},
    "audio": {"src"},
    "source": {"src"},
    "iframe": {"src", "data-src", "title"},
    "embed": {"src"},
    "object": {"data"},
    "param": {"name", "value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "caption": set(),
    MARK: {"name", "n"},
    SLOT: {"n"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
# Left open by half of the hand-written HTML in the world: they do not nest.
_SELF_CLOSING = {
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "td", "th", "tr", "track", "wbr",
}  # fmt: skip


def parse(source: str) -> Tag:
    """The tree a browser would build, without scripts, styles, comments or unknown elements (whose words stay)."""
    if _too_deep(source):
        source = _flattened(source)
    clean = nh3.clean(
        source,
        tags=set(_BLOCKS) | set(_INLINE),
        clean_content_tags={"script", "style", "noscript", "template"},
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    # Inside an element, because the library warns of a body that is nothing but an address.
    return BeautifulSoup(f"<div>{clean}</div>", "html.parser", multi_valued_attributes=None).div


def _too_deep(source: str) -> bool:
    depth = deepest = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)", source):
        if match[2].lower() in _SELF_CLOSING:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest > 500


def _flattened(source: str) -> str:
    """The words alone. For nesting that no editor made and that would cost quadratic time."""
    out: list[str] = []
    hidden = ""
    position = 0
    for match in re.finditer(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>", source):
        if match.start() < position:
            continue
        if not hidden:
            out.append(source[position : match.start()])
        position = match.end()
        if match[0] == "<!--":
            end = source.find("-->", position)
            position = len(source) if end < 0 else end + 3
        elif hidden:
            hidden = "" if match[1] and match[2].lower() == hidden else hidden
        elif not match[1] and match[2].lower() in ("script", "style"):
            hidden = match[2].lower()
        elif match[2].lower() in BLOCK_TAGS:
            out.append("\n\n")
    if not hidden:
        out.append(source[position:])
    return html.escape(html.unescape("".join(out)), quote=False)


def safe_url(value: str | None) -> str:
    """The address if it may be in a page, else nothing: http(s), mailto, tel or relative; no control characters."""
    value = "".join(character for character in (value or "").strip() if character.isprintable())
    if value.startswith("//"):
        value = "https:" + value
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.\-]*):", value)
    if scheme and scheme[1].lower() not in _SCHEMES:
        return ""
    return value[:2000]


def plain(node: Tag | NavigableString) -> str:
    """The words of a node on one line."""
    text = str(node) if isinstance(node, NavigableString) else _joined(node, " ", str)
    return " ".join(text.split())


def lines(node: Tag, *, breaks: bool = False) -> str:
    """The words of a node, one line per paragraph and break. `breaks`: a new line in the source is one too."""
    blank = r"[ \t\r\f\v]+" if breaks else r"[ \t\r\n\f\v]+"
    text = _joined(node, "\n", lambda string: re.sub(blank, " ", string))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def raw_lines(node: Tag) -> str:
    """The words of a node with all their spaces, each paragraph and break on a line of its own."""
    return _joined(node, "\n", str)


def _joined(node: Tag, between: str, clean: Callable[[str], str]) -> str:
    """The strings in a node, with `between` where a browser would begin a new line."""
    parts: list[str] = []
    block = None
    for child in node.descendants:
        if isinstance(child, NavigableString):
            above = child.parent
            while above is not None and above is not node and above.name not in BLOCK_TAGS:
                above = above.parent
            if above is not block and parts:
                parts.append(between)
            block = above
            parts.append(clean(str(child)))
        elif child.name == "br":
            parts.append(between)
    return "".join(parts)


def words_of(rich: str) -> str:
    """The words of rich text on one line."""
    spaced = re.sub(r"<(?:br|/p|/li|ul|ol|/h\d|/blockquote)\b[^>]*>", " ", rich)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", spaced)).split())


def has_block(node: Tag) -> bool:
    return any(isinstance(child, Tag) and child.name in BLOCK_TAGS for child in node.descendants)


def tidy(inline: str) -> str:
    """Inline HTML with single spaces and no line breaks or spaces at its ends."""
    inline = re.sub(r"[ \t\r\n\f\v]+", " ", inline)
    inline = re.sub(r" ?<br/> ?", "<br/>", inline)
    return re.sub(r"^(?:<br/>|\s)+|(?:<br/>|\s)+$", "", inline)
