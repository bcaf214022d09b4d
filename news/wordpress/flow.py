"""The order of things in a body: paragraphs being written, text gathering, blocks done, media waiting for its turn."""

import html
import re

from bs4.element import NavigableString, Tag
from django.utils.translation import gettext as _

from news.wordpress.markup import BLOCK_TAGS, MARK, MEDIA_TAGS, safe_url, tidy, words_of
from news.wordpress.pieces import is_smiley, is_web
from news.wordpress.resolver import Resolver

_MARKS = {
    **dict.fromkeys(["b", "strong"], "b"),
    **dict.fromkeys(["i", "em", "cite", "dfn", "var"], "i"),
    **dict.fromkeys(["code", "kbd", "samp", "tt"], "code"),
    **dict.fromkeys(["s", "del", "strike"], "s"),
    "sup": "sup",
    "sub": "sub",
}
_OWN_BLOCK = {"table", "figure", "blockquote", "hr", "dl", "ul", "ol", "pre", MARK}
_MAX_INLINE = 150
LINK_TEXT_LIMIT = 120


class Flow:
    MEDIA = tuple(MEDIA_TAGS)
    INLINE = frozenset(
        ["a", "abbr", "acronym", "bdi", "bdo", "big", "font", "ins", "mark", "q", "small", "span", "time", "u", *_MARKS]
    )

    def __init__(self, resolver: Resolver):
        self.resolver = resolver
        self.blocks: list[tuple[str, str | dict]] = []
        self.notes: dict[str, None] = {}
        self.rich: list[str] = []
        self.buffer: list[str] = []
        self.deferred: list[tuple] = []
        self.attributes: list[dict] = []
        self.slots: list = []
        self.image_id = 0
        self.last_heading = ""

    def note(self, text: str) -> None:
        self.notes[text] = None

    def has_words(self) -> bool:
        return bool(words_of("".join(self.buffer)))

    def end_paragraph(self) -> None:
        """Close the paragraph being written; then comes the media that stood inside it."""
        inline, self.buffer = "".join(self.buffer), []
        inline = tidy(inline)
        if inline:
            self.paragraph(inline)
        while self.deferred:
            node, context = self.deferred.pop(0)
            self.node(node, context)
            if self.buffer:
                rest, self.buffer = tidy("".join(self.buffer)), []
                self.add_rich("p", rest)

    def paragraph(self, inline: str) -> None:
        """An address alone in its paragraph is how WordPress embeds things; several on lines of their own, too."""
        parts = inline.split("<br/>")
        if any(re.fullmatch(r"https?://\S+", part.strip()) for part in parts):
            rest: list[str] = []
            balanced = all(part.count("<") == part.count("</") * 2 for part in parts)
            for part in parts if balanced else [inline]:
                if re.fullmatch(r"https?://[^\s<]+", part.strip()):
                    self.add_rich("p", tidy("<br/>".join(rest)))
                    rest = []
                    self.embed(html.unescape(part.strip()), quiet=True)
                else:
                    rest.append(part)
            self.add_rich("p", tidy("<br/>".join(rest)))
        else:
            self.add_rich("p", inline)

    def add_rich(self, tag: str, inline: str) -> None:
        if words_of(inline):
            self.rich.append(f"<{tag}>{inline}</{tag}>")

    def add_html(self, rich: str) -> None:
        if rich:
            self.rich.append(rich)

    def end_text(self) -> None:
        self.end_paragraph()
        self.close_rich()

    def close_rich(self) -> None:
        rich, self.rich = "".join(self.rich), []
        if rich:
            self.blocks.append(("text", rich))

    def add_block(self, name: str, value: dict) -> None:
        self.close_rich()
        self.blocks.append((name, value))

    def inlines(self, node: Tag, context) -> str:
        return "".join(self.inline(child, context) for child in list(node.children))

    def inline(self, node, context, level: int = 0) -> str:
        """Inline HTML of a node in the marks that editors have. What cannot stand in a line waits for its end."""
        if isinstance(node, NavigableString):
            escaped = html.escape(str(node), quote=False)
            return re.sub(r"\n+", "<br/>", escaped) if context.breaks else escaped
        if node.name == "br":
            return "<br/>"
        if node.name == "img" and is_smiley(node):
            return html.escape(node["alt"], quote=False)
        if node.name in MEDIA_TAGS or node.name in _OWN_BLOCK:
            self.deferred.append((node, context))
            return ""
        if level > _MAX_INLINE:
            return html.escape(node.get_text(" "), quote=False)
        inner = "".join(self.inline(child, context, level + 1) for child in list(node.children))
        if node.name in BLOCK_TAGS:
            return f"<br/>{inner}<br/>"
        if node.name == "q":
            return f"“{inner}”"
        opening, closing = self.marks_of(node)
        return f"{opening}{inner}{closing}" if opening and words_of(inner) else inner

    def marks_of(self, node: Tag) -> tuple[str, str]:
        """The tags around the words of an inline element, or two empty strings."""
        if node.name != "a":
            mark = _MARKS.get(node.name)
            return (f"<{mark}>", f"</{mark}>") if mark else ("", "")
        url = safe_url(node.get("href"))
        return self.link_tags(url) if url and not url.startswith("#") else ("", "")

    def link_tags(self, url: str) -> tuple[str, str]:
        """Around words that lead to this address: to a page or document of ours if the address is one's."""
        found = self.resolver.link(url)
        if found:
            return f'<a linktype="{found[0]}" id="{found[1]}">', "</a>"
        return f'<a href="{html.escape(self.resolver.absolute(url))}">', "</a>"

    def anchor(self, url: str, words: str) -> str:
        opening, closing = self.link_tags(url)
        return f"{opening}{html.escape(words, quote=False)}{closing}"

    def add_link(self, words: str, url: str) -> None:
        """An entry in a list of links; links that follow each other share one list."""
        target = safe_url(html.unescape(url))
        if not target or target.startswith("#"):
            self.add_rich("p", html.escape(words, quote=False))
            if words:
                self.note(_("“%(words)s” was a button or link without an address") % {"words": words[:80]})
            return
        found = self.resolver.link(target)
        absolute = self.resolver.absolute(target)
        if (found and found[0] == "document") or not is_web(absolute) or len(words or absolute) > LINK_TEXT_LIMIT:
            self.add_rich("p", self.anchor(target, words or absolute))
            return
        entry = {
            "page": found[1] if found else None,
            "url": "" if found else absolute,
            "text": words or absolute,
            "description": "",
        }
        if not self.rich and self.blocks and self.blocks[-1][0] == "links":
            self.blocks[-1][1]["links"].append(entry)
        else:
            self.add_block("links", {"title": "", "links": [entry]})

    def add_document(self, pk: int, title: str = "") -> None:
        if not title and not self.rich and self.blocks and self.blocks[-1][0] == "documents":
            self.blocks[-1][1]["documents"].append(pk)
        else:
            self.add_block("documents", {"title": title, "documents": [pk]})
