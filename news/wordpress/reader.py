"""A WordPress export as dataclasses, one item at a time.

Nothing here trusts the file: no entity, DTD or outside reference is ever expanded, a damaged item is repaired where
that is safe and reported where it is not, and every value may be missing.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from news.wordpress.mending import mend, moment, title_in
from news.wordpress.source import ExportRefusedError, Piece, Source

KEPT_META = {"_thumbnail_id", "_wp_attachment_image_alt", "_wp_attached_file", "footnotes"}
PREFIXES = {
    "wp": "http://wordpress.org/export/1.2/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@dataclass
class Author:
    login: str
    email: str = ""
    name: str = ""
    first_name: str = ""
    last_name: str = ""


@dataclass
class Term:
    """A category, tag or other term as the head of the file or an item names it."""

    taxonomy: str
    slug: str
    name: str
    parent: str = ""


@dataclass
class Comment:
    comment_id: int
    parent: int = 0
    author: str = ""
    email: str = ""
    at: str = ""
    text: str = ""
    approved: str = "1"
    kind: str = ""


@dataclass
class Item:
    """A post, page, attachment or anything else WordPress keeps. Times are ISO strings in UTC, or empty."""

    line: int = 0
    post_id: int = 0
    guid: str = ""
    link: str = ""
    title: str = ""
    author: str = ""
    content: str = ""
    excerpt: str = ""
    post_type: str = "post"
    status: str = "publish"
    slug: str = ""
    parent: int = 0
    order: int = 0
    at: str = ""
    changed_at: str = ""
    password: str = ""
    sticky: bool = False
    comments_open: bool = True
    attachment_url: str = ""
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    repaired: bool = False


@dataclass
class BadItem:
    """An item that could not be read, with what is known of it."""

    line: int
    title: str
    reason: str


@dataclass
class Site:
    """What the head of the file says about the site it came from."""

    title: str = ""
    url: str = ""
    language: str = ""
    addresses: set[str] = field(default_factory=set)
    authors: dict[str, Author] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)


class Export:
    """An export file. `site` is known before the first of `items()` comes, `warnings` and `complete` after the last."""

    def __init__(self, path: Path, on_bytes: Callable[[int], None] | None = None):
        self.source = Source(path, on_bytes)
        self.site = Site()
        self.warnings: list[str] = []
        self.complete = True
        self._declared = ""

    def items(self) -> Iterator[Item | BadItem]:
        """Every item, in the order of the file. Raises ExportRefusedError for what is not a WordPress export."""
        tail = ""
        for piece in self.source.pieces():
            if piece.kind == "head":
                self._read_head(piece.text)
                tail = piece.text[-2000:]
            elif piece.kind == "item":
                yield from self._read_item(piece)
            elif piece.kind == "cut":
                yield BadItem(piece.line, title_in(piece.text), _("the file ends in the middle of this item"))
            elif piece.kind == "big":
                yield BadItem(piece.line, title_in(piece.text), _("the item is larger than 32 MB"))
            else:
                tail = piece.text
        self._warn(tail)

    def _warn(self, tail: str) -> None:
        if not re.search(r"</rss\s*>", tail):
            self.complete = False
            self.warnings.append(_("The file ends early: its closing lines are missing. What came before was read."))
        if self.source.repaired:
            self.warnings.append(
                _("%(count)d bytes were not in the encoding the file names; they were read as Windows-1252.")
                % {"count": self.source.repaired}
            )
        if self.source.removed:
            self.warnings.append(
                _("%(count)d control characters that XML does not allow were taken out.")
                % {"count": self.source.removed}
            )

    def _read_head(self, text: str) -> None:
        outside_data = re.sub(r"<!\[CDATA\[.*?\]\]>", "", text, flags=re.DOTALL)
        if re.search(r"<!(DOCTYPE|ENTITY)", outside_data, re.IGNORECASE):
            raise ExportRefusedError(
                _(
                    "The file declares a document type or entities. WordPress exports never do, and entities can be "
                    "an attack, so it was not read."
                )
            )
        opening = re.search(r"<rss\b[^>]{0,4000}>", outside_data)
        if not opening:
            raise ExportRefusedError(_("This is not a WordPress export: it has no <rss> element."))
        if (
            "wordpress.org/export" not in opening[0]
            and "wxr_version" not in outside_data
            and "<wp:" not in outside_data
        ):
            raise ExportRefusedError(
                _("This is a feed, not a WordPress export. Make one in WordPress under Tools, Export.")
            )
        self._declared = " ".join(re.findall(r"""xmlns:[A-Za-z][\w.-]*\s*=\s*(?:"[^"<&]*"|'[^'<&]*')""", opening[0]))
        self._read_channel(text)

    def _read_channel(self, text: str) -> None:
        """Read the head element by element: one broken author must not cost the others."""
        site = self.site
        before = re.split(r"<wp:(?:author|category|tag|term)\b", text, maxsplit=1)[0]
        for name in ("title", "language", "link", "wp:base_site_url", "wp:base_blog_url"):
            found = re.search(rf"<{name}>(.*?)</{name}>", before, re.DOTALL)
            value = html.unescape(re.sub(r"<!\[CDATA\[|\]\]>", "", found[1])).strip() if found else ""
            if name == "title":
                site.title = value
            elif name == "language":
                site.language = value.lower()
            elif value:
                site.url = site.url or value
                site.addresses.add(value)
        for name, body in re.findall(r"<wp:(author|category|tag|term)>(.*?)</wp:\1>", text, re.DOTALL):
            element = self._parse(f"<wp:{name}>{body}</wp:{name}>")[0]
            if element is None:
                self.warnings.append(
                    _("One entry in the list of authors and terms could not be read and was left out.")
                )
            elif name == "author":
                author = _author(element)
                if author.login:
                    site.authors[author.login] = author
            else:
                site.terms.append(_term(name, element))

    def _read_item(self, piece: Piece) -> Iterator[Item | BadItem]:
        element, repaired, reason = self._parse_with_reason(piece.text)
        if element is None:
            # An unclosed CDATA swallows what follows it; each item in there gets its own chance.
            parts = re.split(r"(?<=</item>)\s*(?=<item[\s>])", piece.text)
            if len(parts) > 1:
                line = piece.line
                for part in parts:
                    yield from self._read_item(Piece("item", part, line))
                    line += part.count("\n")
                return
            yield BadItem(
                piece.line, title_in(piece.text), _("it is not well-formed XML (%(error)s)") % {"error": reason}
            )
            return
        try:
            item = _item(element)
        except Exception as error:
            yield BadItem(piece.line, title_in(piece.text), str(error))
            return
        item.line, item.repaired = piece.line, repaired
        yield item

    def _parse(self, text: str) -> tuple[Element | None, bool]:
        return self._parse_with_reason(text)[:2]

    def _parse_with_reason(self, text: str) -> tuple[Element | None, bool, str]:
        reason = ""
        for repaired, candidate in ((False, lambda: text), (True, lambda: mend(text))):
            source = candidate()
            try:
                root = fromstring(f"<rss {self._namespaces(source, repaired)}>{source}</rss>", forbid_dtd=True)
            except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
                reason = reason or str(error)
                continue
            if len(root):
                return root[0], repaired, ""
        return None, True, reason

    def _namespaces(self, text: str, every: bool) -> str:
        declared = set(re.findall(r"xmlns:([\w.-]+)", self._declared))
        names = set(PREFIXES)
        if every:
            names |= set(re.findall(r"</?([A-Za-z][\w.-]*):", text))
        extra = " ".join(
            f'xmlns:{name}="{PREFIXES.get(name, f"urn:undeclared:{name}")}"' for name in sorted(names - declared)
        )
        return f"{self._declared} {extra}"


def _fields(element: Element) -> Iterator[tuple[str, Element]]:
    """Children as (short name, element): `wp:post_id`, `content:encoded`, whatever version and prefix the file uses."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        space, _closing, name = child.tag.rpartition("}")
        if "purl.org/rss/1.0/modules/content" in space:
            name = f"content:{name}"
        elif "excerpt" in space:
            name = f"excerpt:{name}"
        elif "wordpress.org/export" in space:
            name = f"wp:{name}"
        elif "purl.org/dc/" in space:
            name = f"dc:{name}"
        elif space:
            continue
        yield name, child


def _texts(element: Element) -> dict[str, str]:
    """The first text of each child. Text after stray child elements is kept: somebody forgot a CDATA."""
    texts: dict[str, str] = {}
    for name, child in _fields(element):
        texts.setdefault(name, "".join(child.itertext()))
    return texts


def _number(value: str | None) -> int:
    value = (value or "").strip()
    return int(value) if re.fullmatch(r"\d{1,15}", value, re.ASCII) else 0


def _author(element: Element) -> Author:
    texts = {name: value.strip() for name, value in _texts(element).items()}
    return Author(
        login=texts.get("wp:author_login", ""),
        email=texts.get("wp:author_email", ""),
        name=html.unescape(texts.get("wp:author_display_name", "")),
        first_name=html.unescape(texts.get("wp:author_first_name", "")),
        last_name=html.unescape(texts.get("wp:author_last_name", "")),
    )


def _term(kind: str, element: Element) -> Term:
    texts = {name: html.unescape(value.strip()) for name, value in _texts(element).items()}
    if kind == "category":
        slug, name = texts.get("wp:category_nicename", ""), texts.get("wp:cat_name", "")
        return Term("category", slug, name or slug, texts.get("wp:category_parent", ""))
    if kind == "tag":
        slug, name = texts.get("wp:tag_slug", ""), texts.get("wp:tag_name", "")
        return Term("post_tag", slug, name or slug)
    slug, name = texts.get("wp:term_slug", ""), texts.get("wp:term_name", "")
    return Term(texts.get("wp:term_taxonomy", ""), slug, name or slug, texts.get("wp:term_parent", ""))


def _item(element: Element) -> Item:
    texts = _texts(element)
    plain = {name: value.strip() for name, value in texts.items()}
    item = Item(
        post_id=_number(plain.get("wp:post_id")),
        guid=plain.get("guid", ""),
        link=plain.get("link", ""),
        title=plain.get("title", ""),
        author=plain.get("dc:creator", ""),
        content=texts.get("content:encoded", ""),
        excerpt=plain.get("excerpt:encoded", ""),
        post_type=plain.get("wp:post_type", "") or "post",
        status=plain.get("wp:status", "").lower() or "publish",
        slug=plain.get("wp:post_name", ""),
        parent=_number(plain.get("wp:post_parent")),
        order=_number(plain.get("wp:menu_order")),
        at=moment(plain.get("wp:post_date_gmt"), plain.get("pubDate"), plain.get("wp:post_date")),
        changed_at=moment(plain.get("wp:post_modified_gmt"), "", plain.get("wp:post_modified")),
        password=plain.get("wp:post_password", ""),
        sticky=plain.get("wp:is_sticky") == "1",
        comments_open=plain.get("wp:comment_status", "open") == "open",
        attachment_url=plain.get("wp:attachment_url", ""),
    )
    for name, child in _fields(element):
        if name == "category":
            label = html.unescape("".join(child.itertext()).strip())
            item.terms.append(Term(child.get("domain", "category"), child.get("nicename", ""), label))
        elif name == "wp:postmeta":
            meta = _texts(child)
            key = meta.get("wp:meta_key", "").strip()
            if key in KEPT_META:
                item.meta.setdefault(key, meta.get("wp:meta_value", "").strip())
        elif name == "wp:comment":
            item.comments.append(_comment(child))
    return item


def _comment(element: Element) -> Comment:
    texts = {name: value.strip() for name, value in _texts(element).items()}
    return Comment(
        comment_id=_number(texts.get("wp:comment_id")),
        parent=_number(texts.get("wp:comment_parent")),
        author=html.unescape(texts.get("wp:comment_author", "")),
        email=texts.get("wp:comment_author_email", ""),
        at=moment(texts.get("wp:comment_date_gmt"), "", texts.get("wp:comment_date")),
        text=texts.get("wp:comment_content", ""),
        approved=texts.get("wp:comment_approved", "1"),
        kind=texts.get("wp:comment_type", ""),
    )
