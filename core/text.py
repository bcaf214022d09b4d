"""Employee text to safe HTML: one Markdown subset, sanitised once, in one place."""

import html

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
RICH_TAGS = TAGS | {"h2", "h3", "h4", "hr", "b", "i", "s", "sub", "sup"}
SCHEMES = {"http", "https", "mailto", "tel"}

_markdown = (
    MarkdownIt("js-default", {"html": False, "linkify": True, "breaks": True})
    .disable(["heading", "lheading", "table", "image", "hr", "html_block", "html_inline", "reference"])
    .enable(["linkify", "strikethrough"])
)


def _clean(source: str, tags: set[str]) -> str:
    return nh3.clean(
        source,
        tags=tags,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def render_markdown(source: str) -> Markup:
    """Safe HTML of employee text: paragraphs, emphasis, lists, quotes, code and links; no headings, images or HTML."""
    return Markup(_clean(_markdown.render(source), TAGS))  # noqa: S704  sanitised on this very line


def sanitise_html(source: str) -> Markup:
    """Safe HTML of rich text from elsewhere (imports): headings h2 to h4 and the inline marks an editor may use."""
    return Markup(_clean(source, RICH_TAGS))  # noqa: S704  sanitised on this very line


def plain_text(source: str) -> str:
    """The words of a Markdown text, without marks, on one line."""
    return html.unescape(nh3.clean(_markdown.render(source), tags=set())).replace("\n", " ").strip()


def excerpt(source: str, length: int = 160) -> str:
    """The first words of a Markdown text, at most `length` characters, cut at a word."""
    words = plain_text(source)
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0].rstrip(".,;:") + "…"
