"""Bodies of WordPress to blocks of Kring: `convert(body, resolver)`.

Both kinds of body, classic HTML and the block editor's, become one tree and are walked once. Paragraphs, headings and
lists gather into text blocks; pictures, quotes, tables and so on become blocks of their own at the place where they
stood. Every word a reader could see is in the result. What had to change is in `notes`.
"""

import html
import re
from dataclasses import dataclass, field, replace

from bs4.element import NavigableString, Tag
from django.utils.translation import gettext as _

from news.wordpress import gutenberg, shortcodes
from news.wordpress.flow import Flow
from news.wordpress.markup import (
    MARK,
    MAX_DEPTH,
    SLOT,
    has_block,
    lines,
    parse,
    plain,
    raw_lines,
    safe_url,
    tidy,
    words_of,
)
from news.wordpress.media import MediaMixin
from news.wordpress.pieces import code, file_name, is_layout, is_smiley, number, table
from news.wordpress.resolver import Resolver
from news.wordpress.source import DIRECTION_CONTROLS, ILLEGAL

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
QUOTE_LIMIT = 120
CAPTION_LIMIT = 200


@dataclass
class Conversion:
    """The blocks as (name, value) and what an editor should know about them."""

    blocks: list[tuple[str, str | dict]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def convert(body: str, resolver: Resolver | None = None) -> Conversion:
    """The body as blocks. Never raises for what is in the body."""
    return Converter(resolver or Resolver()).convert(body)


class Converter(Flow, MediaMixin):
    """One body on its way to blocks."""

    def convert(self, body: str) -> Conversion:
        body = ILLEGAL.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))
        body = DIRECTION_CONTROLS.sub("", body)
        if "<!--nextpage-->" in body:
            body = body.replace("<!--nextpage-->", "\n\n")
            self.note(_("page breaks were taken out; the pages are one now"))
        breaks = not gutenberg.is_blocks(body)
        if not breaks:
            marked = gutenberg.mark(body, self.resolver.reusable)
            body, self.attributes = marked.html, marked.attributes
            for name in sorted(set(marked.lost)):
                if name in marked.texts:
                    self.note(
                        _("the text of the plugin block “%(name)s” was kept, its layout was not") % {"name": name}
                    )
                else:
                    self.note(_("the block “%(name)s” shows what WordPress computes and was left out") % {"name": name})
        slotted = shortcodes.slot(body)
        self.slots = slotted.slots
        if slotted.builders:
            self.note(_("the columns and frames of a page builder were taken out; the words stayed"))
        for name in sorted(slotted.unknown):
            self.note(_("the shortcode [%(name)s] was kept as text") % {"name": name})
        self.children(parse(slotted.html), Context(breaks=breaks))
        self.end_text()
        return Conversion(self.blocks, list(self.notes))

    def children(self, node: Tag, context: "Context") -> None:
        for child in list(node.children):
            self.node(child, context)

    def node(self, node, context: "Context") -> None:
        if isinstance(node, NavigableString):
            self.text(str(node), context)
            return
        if context.depth > MAX_DEPTH:
            self.buffer.append(html.escape(plain(node), quote=False))
            return
        name = node.name
        handler = getattr(self, f"on_{name.replace('-', '_')}", None)
        if name in HEADINGS:
            self.heading(node, context)
        elif handler:
            handler(node, context)
        elif name == "img" and is_smiley(node):
            self.buffer.append(html.escape(node["alt"], quote=False))
        elif name in self.MEDIA:
            if self.has_words():
                self.deferred.append((node, context))
            else:
                self.end_paragraph()
                self.media(node, context)
        elif name in self.INLINE and not has_block(node):
            self.buffer.append(self.inline(node, context))
        elif name in self.INLINE:
            opening, closing = self.marks_of(node)
            self.children(
                node,
                replace(context.deeper(), marks=(*context.marks, (opening, closing)) if opening else context.marks),
            )
        else:
            self.container(node, context)

    def container(self, node: Tag, context: "Context") -> None:
        self.end_paragraph()
        self.children(node, context.deeper())
        self.end_paragraph()

    def text(self, text: str, context: "Context") -> None:
        """In a classic body an empty line ends the paragraph and a new line is a line break."""
        parts = re.split(r"\n[ \t]*\n\s*", text) if context.breaks else [text]
        for index, part in enumerate(parts):
            if index:
                self.end_paragraph()
            inline = html.escape(part, quote=False)
            if context.breaks:
                inline = inline.replace("\n", "<br/>")
            if part.strip():
                for opening, closing in reversed(context.marks):
                    inline = f"{opening}{inline}{closing}"
            self.buffer.append(inline)

    def heading(self, node: Tag, context: "Context") -> None:
        self.end_paragraph()
        inline = tidy(self.inlines(node, replace(context.deeper(), breaks=False)))
        self.add_rich(HEADINGS[node.name], inline)
        self.last_heading = words_of(inline) or self.last_heading
        self.end_paragraph()

    def on_div(self, node: Tag, context: "Context") -> None:
        link = node.find("a", href=True) if "wp-block-button" in (node.get("class") or "").split() else None
        if link is None:
            self.container(node, context)
            return
        self.end_paragraph()
        self.add_link(plain(node), link["href"])

    def on_ul(self, node: Tag, context: "Context") -> None:
        if "gallery" in (node.get("class") or "") and node.find("img"):
            self.end_paragraph()
            self.gallery_of(node)
            return
        self.end_paragraph()
        self.rich_list(node, context)
        self.end_paragraph()

    on_ol = on_dir = on_menu = on_ul

    def rich_list(self, node: Tag, context: "Context") -> None:
        self.add_html(self.list_html(node, context, 0))

    def on_li(self, node: Tag, context: "Context") -> None:
        self.end_paragraph()
        inner = self.item_html(node, context, 0)
        self.add_html(f"<ul>{inner}</ul>" if inner else "")
        self.end_paragraph()

    def list_html(self, node: Tag, context: "Context", level: int) -> str:
        tag = "ol" if node.name == "ol" else "ul"
        items = "".join(self.item_html(child, context, level) for child in list(node.children))
        return f"<{tag}>{items}</{tag}>" if items else ""

    def item_html(self, node, context: "Context", level: int) -> str:
        """One list item. A picture or table in it comes after the whole list."""
        if isinstance(node, NavigableString):
            words = html.escape(" ".join(str(node).split()), quote=False)
            return f"<li>{words}</li>" if words else ""
        if node.name in ("ul", "ol"):
            return self.list_html(node, context, level)[4:-5] if level < 15 else self._flat_item(node)
        if level >= 15:
            return self._flat_item(node)
        inline: list[str] = []
        nested: list[str] = []
        for child in list(node.children) if node.name == "li" else [node]:
            if isinstance(child, Tag) and child.name in ("ul", "ol"):
                nested.append(self.list_html(child, context, level + 1))
                inline.append(" ")
            else:
                inline.append(self.inline(child, replace(context.deeper(), breaks=False)))
        words = re.sub(r"(?:<br/>\s*)+", "<br/>", tidy("".join(inline)))
        if words:
            return f"<li>{words}{''.join(nested)}</li>"
        return "".join(part[4:-5] for part in nested)

    def _flat_item(self, node: Tag) -> str:
        words = html.escape(plain(node), quote=False)
        return f"<li>{words}</li>" if words else ""

    def on_dl(self, node: Tag, context: "Context") -> None:
        image = node.find("img") if "wp-caption" in (node.get("class") or "") else None
        self.end_paragraph()
        if image is not None:
            self.picture(image, " ".join(filter(None, (plain(part) for part in node.find_all("dd")))))
        else:
            self.children(node, context.deeper())
        self.end_paragraph()

    def on_dt(self, node: Tag, context: "Context") -> None:
        self.end_paragraph()
        inline = tidy(self.inlines(node, context.deeper()))
        self.add_rich("p", f"<b>{inline}</b>" if inline else "")
        self.end_paragraph()

    on_summary = on_dt

    def on_hr(self, node: Tag, context: "Context") -> None:
        self.end_paragraph()
        self.add_html("<hr/>")

    def on_br(self, node: Tag, context: "Context") -> None:
        self.buffer.append("<br/>")

    def on_pre(self, node: Tag, context: "Context") -> None:
        self.end_paragraph()
        if re.search(r"\b(wp-block-verse|poem)\b", node.get("class") or ""):
            self.add_rich("p", tidy(self.inlines(node, replace(context.deeper(), breaks=True))))
        else:
            self.add_html(code(raw_lines(node)))
            self.deferred += [(media, context) for media in node.find_all("img")]
        self.end_paragraph()

    def on_blockquote(self, node: Tag, context: "Context", attribution: str = "") -> None:
        self.end_paragraph()
        cites = [cite for cite in node.find_all(["cite", "footer"]) if _is_source(cite, node)]
        attribution = " ".join(filter(None, [plain(cite.extract()) for cite in cites] + [attribution]))
        rich = node.find(
            ["a", "ul", "ol", "table", "pre", "figure", "dl", "hr", "blockquote", MARK, *HEADINGS, *self.MEDIA]
        )
        text = lines(node, breaks=context.breaks)
        source = re.sub(r"^[\s\-–—~]+", "", attribution)
        if text and not rich and len(source) <= QUOTE_LIMIT:
            self.add_block("quote", {"text": text, "attribution": source, "role": ""})
            return
        inline = tidy(self.inlines(node, replace(context.deeper(), breaks=context.breaks)))
        if attribution:
            inline += f"{'<br/>' if inline else ''}<i>{html.escape(attribution, quote=False)}</i>"
        self.add_rich("blockquote", inline)
        self.end_paragraph()

    def on_table(self, node: Tag, context: "Context", caption: str = "") -> None:
        self.end_paragraph()
        if is_layout(node):
            self.children(node, context.deeper())
            self.end_paragraph()
            self.caption(caption)
            return
        own = [found for found in node.find_all("caption") if found.find_parent("table") is node]
        caption = " ".join(filter(None, [*(plain(found.extract()) for found in own), caption]))
        media = [(found, context) for found in node.find_all(self.MEDIA)]
        value = table(node, self.resolver.absolute)
        if value:
            if len(caption) > CAPTION_LIMIT:
                self.add_rich("p", html.escape(caption, quote=False))
                caption = ""
            if not caption:
                # A table must say what it is about; what stands above it is the best guess.
                caption = self.last_heading[:CAPTION_LIMIT] or _("Table")
                self.note(_("a table had no caption and got “%(caption)s”") % {"caption": caption})
            self.add_block("table", {"caption": caption, "table": value})
        elif caption:
            self.add_rich("p", html.escape(caption, quote=False))
        self.deferred += media
        self.end_paragraph()

    def on_figure(self, node: Tag, context: "Context") -> None:
        self.end_paragraph()
        images = node.find_all("img")
        if len(images) > 1 or (images and "gallery" in (node.get("class") or "")):
            self.gallery_of(node)
            return
        own = [found for found in node.find_all("figcaption") if found.find_parent("figure") is node]
        captions = [found.extract() for found in own]
        caption = " ".join(filter(None, (plain(found) for found in captions)))
        inner = [
            child
            for child in node.find_all(["blockquote", "table", "video", "audio", "iframe", SLOT])
            if plain(child) or child.name in self.MEDIA
        ]
        if len(images) == 1 and not inner:
            # Words beside the picture are not its caption.
            self.picture(images[0], caption)
            images[0].extract()
            self.children(node, context.deeper())
        elif len(inner) == 1 and not images and inner[0].name in ("blockquote", "table"):
            handler = self.on_blockquote if inner[0].name == "blockquote" else self.on_table
            inner[0].extract()
            handler(inner[0], context.deeper(), caption)
            self.children(node, context.deeper())
        elif len(inner) == 1 and not images:
            inner[0].extract()
            self.media(inner[0], context.deeper(), caption)
            self.children(node, context.deeper())
        else:
            self.children(node, context.deeper())
            self.end_paragraph()
            self.add_rich("p", html.escape(caption, quote=False))
        self.end_paragraph()

    def on_kring_block(self, node: Tag, context: "Context") -> None:
        """An element made of a block comment, whose attributes say what its HTML does not."""
        name = node.get("name") or ""
        index = number(node.get("n"))
        attributes = self.attributes[index] if node.get("n") and index < len(self.attributes) else {}
        context = context.deeper()
        self.end_paragraph()
        if name == "freeform":
            context = replace(context, breaks=True)
        elif name in gutenberg.LINKS:
            url = str(attributes.get("url") or "")
            self.add_link(str(attributes.get("label") or attributes.get("service") or url).strip(), url)
        elif name == "embed" and attributes.get("url"):
            captions = [plain(found.extract()) for found in node.find_all("figcaption")]
            self.embed(
                str(attributes["url"]), " ".join(filter(None, captions)), title=str(attributes.get("title") or "")
            )
            words = plain(node)
            if words and "://" not in words:
                self.children(node, context)
            self.end_paragraph()
            return
        elif name == "cover" and not node.find(["img", "video"]) and attributes.get("url"):
            self.place_picture(str(attributes["url"]), number(attributes.get("id")), "", "", background=True)
        elif name == "gallery" and node.find("img"):
            self.gallery_of(node)
            return
        elif name == "gallery" and isinstance(attributes.get("ids"), list):
            self.gallery_by_id([number(found) for found in attributes["ids"]])
        elif name == "file":
            self.file(node, attributes)
            return
        before, self.image_id = self.image_id, number(attributes.get("id")) if name == "image" else self.image_id
        self.children(node, context)
        self.end_paragraph()
        self.image_id = before

    def file(self, node: Tag, attributes: dict) -> None:
        link = node.find("a", href=True)
        url = safe_url(link["href"] if link else str(attributes.get("href") or ""))
        words = plain(link) if link else plain(node)
        found = self.resolver.document(url, number(attributes.get("id"))) if url else None
        if found is not None:
            self.add_document(found)
        elif url:
            self.missing_file(url, words or file_name(url))
        else:
            self.add_rich("p", html.escape(words, quote=False))


@dataclass(frozen=True)
class Context:
    """Where the walk is: how deep, inside which marks, and whether new lines in the source break lines."""

    breaks: bool = False
    marks: tuple[tuple[str, str], ...] = ()
    depth: int = 0

    def deeper(self) -> "Context":
        return replace(self, depth=self.depth + 1)


def _is_source(cite: Tag, quote: Tag) -> bool:
    """Whether this names who is quoted: directly in the quote, or all there is in its paragraph."""
    parent = cite.parent
    return parent is quote or (parent is not None and parent.parent is quote and plain(parent) == plain(cite))
