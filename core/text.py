"""Employee text to safe HTML: one Markdown subset, sanitised in one place, at a cost that no input can drive up.

What people type is kept as they typed it, after `clean_source` took out what nobody can see. It becomes HTML only
when it is shown, and every byte of that HTML has passed the allow-list below.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
RICH_TAGS = TAGS | {"h2", "h3", "h4", "hr", "b", "i", "del", "sub", "sup"}
SCHEMES = {"http", "https", "mailto", "tel"}

# Parsing cost grows faster than length for some inputs; beyond this a text is shown as plain paragraphs.
LONGEST = 20_000
# Each of these may cost a look at the rest of the text, so text with thousands of them is shown as plain paragraphs.
MARKS = re.compile(r"[*_~`\[\]<>]")
MOST_MARKS = 3_000
DEEPEST = 12
MOST_COMBINING = 4

# Written out as numbers, because these characters cannot be seen: they turn text around or switch it off.
DIRECTION_CONTROLS = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
# Not spaces by Unicode's rules, yet nothing to see.
BLANKS = set(map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)))

_DROP = {ord(char): None for char in DIRECTION_CONTROLS}
_DROP |= {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
_SURROGATES = re.compile("[\ud800-\udfff]")

_markdown = (
    MarkdownIt("js-default", {"html": False, "linkify": True, "breaks": True, "maxNesting": DEEPEST})
    .disable(["heading", "lheading", "table", "image", "hr", "html_block", "html_inline", "reference"])
    .enable(["linkify", "strikethrough"])
)


def clean_source(source: str) -> str:
    """A text as it is stored: one kind of line end, composed letters, and without control characters, characters that
    turn the reading direction around, half characters, and towers of accents."""
    text = _SURROGATES.sub("\ufffd", source).replace("\r\n", "\n").replace("\r", "\n").translate(_DROP)
    text = unicodedata.normalize("NFC", text)
    if not text.isascii():
        text = _without_towers(text)
    return text.strip()


def is_blank(source: str) -> bool:
    """Whether there is nothing to see: empty, spaces, or only characters without a shape."""
    return not any(unicodedata.category(char)[0] not in "ZCM" and char not in BLANKS for char in source)


@lru_cache(maxsize=2048)
def render_markdown(source: str) -> Markup:
    """Safe HTML of employee text: paragraphs, emphasis, lists, quotes, code and links; no headings, images or HTML."""
    return Markup(_clean(_to_html(source), TAGS))  # noqa: S704  sanitised on this very line


@lru_cache(maxsize=2048)
def render_linked(source: str, links: tuple[tuple[str, str, str], ...]) -> Markup:
    """The same, and where these words stand by themselves in plain text they lead somewhere: (words, address, what
    shows instead of the words)."""
    if not links or len(source) > LONGEST or len(MARKS.findall(source)) > MOST_MARKS:
        return render_markdown(source)
    found = {words: (address, shown) for words, address, shown in links}
    either = "|".join(re.escape(words) for words in sorted(found, key=len, reverse=True))
    tokens = _markdown.parse(_SURROGATES.sub("\ufffd", source))
    for token in tokens:
        if token.type == "inline":
            token.children = list(_with_links(token.children or [], re.compile(rf"(?<!\w)({either})(?!\w)"), found))
    made = _markdown.renderer.render(tokens, _markdown.options, {})
    return Markup(_clean(made, TAGS))  # noqa: S704  sanitised on this very line


def sanitise_html(source: str) -> Markup:
    """Safe HTML of rich text from elsewhere (imports): headings h2 to h4 and the inline marks an editor may use."""
    return Markup(_clean(source, RICH_TAGS))  # noqa: S704  sanitised on this very line


@lru_cache(maxsize=2048)
def plain_text(source: str) -> str:
    """The words of a Markdown text, without marks, on one line."""
    blocks = _to_html(source).replace("<br", " <br").replace("</p>", " </p>").replace("</li>", " </li>")
    return " ".join(html.unescape(nh3.clean(blocks, tags=set())).split())


def excerpt(source: str, length: int = 160) -> str:
    """The first words of a Markdown text, at most `length` characters, cut at a word."""
    # A mark takes characters that the words do not; eight times the length is ample, and keeps long texts cheap.
    words = plain_text(source[: length * 8])
    if len(words) <= length:
        return words
    cut = words[:length]  # one more than fits, to see whether a word ends there
    whole = cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut[:-1]
    return whole.rstrip(" .,;:") + "…"


def _to_html(source: str) -> str:
    """HTML that is not safe yet. Long or over-marked text is not parsed, so that the cost stays bounded."""
    text = _SURROGATES.sub("\ufffd", source)
    if len(text) > LONGEST or len(MARKS.findall(text)) > MOST_MARKS:
        blocks = html.escape(text).split("\n\n")
        return "".join(f"<p>{block.replace(chr(10), '<br>')}</p>" for block in blocks if block.strip())
    return _markdown.render(text)


def _with_links(tokens: list[Token], pattern: re.Pattern, found: dict) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "text" or inside:
            yield token
            continue
        for at, piece in enumerate(pattern.split(token.content)):
            if at % 2:
                address, shown = found[piece]
                yield Token("link_open", "a", 1, attrs={"href": address})
                yield Token("text", "", 0, content=shown)
                yield Token("link_close", "a", -1)
            elif piece:
                yield Token("text", "", 0, content=piece)


def _clean(source: str, tags: set[str]) -> str:
    return nh3.clean(
        _SURROGATES.sub("\ufffd", source),
        tags=tags,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}, "*": set()},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def _without_towers(text: str) -> str:
    kept, combining = [], 0
    for char in text:
        combining = combining + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if combining <= MOST_COMBINING:
            kept.append(char)
    return "".join(kept)
