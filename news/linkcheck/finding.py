"""What a page points at, read from what is stored: a chooser whose target was deleted shows nothing any more, but its
number is still there."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.db.models import Model
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

PAGE, DOCUMENT, IMAGE, ADDRESS = "page", "document", "image", "address"
CHOOSERS = {blocks.PageChooserBlock: PAGE, DocumentChooserBlock: DOCUMENT, ImageChooserBlock: IMAGE}


@dataclass(frozen=True)
class Link:
    """One link: to a page, document or image by its number, or to an address. `words` are what the reader sees."""

    kind: str
    target: int | str
    words: str = ""


def links_of(page: Model) -> list[Link]:
    """Every link in the blocks of a page, each once."""
    found: list[Link] = []
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            found += links_in(value.stream_block, list(value.raw_data))
    return list(dict.fromkeys(found))


def links_in(block: blocks.Block, value, words: str = "") -> Iterator[Link]:
    """The links in the stored value of a block and of all blocks inside it."""
    kind = next((kind for chooser, kind in CHOOSERS.items() if isinstance(block, chooser)), None)
    if isinstance(block, blocks.BaseStreamBlock):
        for item in value or []:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from links_in(child, item["value"])
    elif isinstance(block, blocks.ListBlock):
        for item in value or []:
            inner = item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
            yield from links_in(block.child_block, inner, words)
    elif isinstance(block, blocks.BaseStructBlock):
        said = str((value or {}).get("text") or (value or {}).get("title") or "")
        for name, child in block.child_blocks.items():
            yield from links_in(child, (value or {}).get(name), said if "<" not in said else "")
    elif isinstance(block, blocks.RichTextBlock):
        yield from links_in_text(value or "")
    elif kind is not None and isinstance(value, int):
        yield Link(kind, value, words)
    elif isinstance(block, blocks.URLBlock) and value:
        yield Link(ADDRESS, str(value), words)


def links_in_text(html: str) -> list[Link]:
    """The links in a rich text as Wagtail stores it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Link] = []
        self.open: tuple[str, int | str] | None = None
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag != "a":
            return
        values = dict(attrs)
        kind, number = values.get("linktype"), values.get("id") or ""
        self.words = []
        if kind in (PAGE, DOCUMENT) and number.isdecimal():
            self.open = (kind, int(number))
        elif values.get("href"):
            self.open = (ADDRESS, values["href"])

    def handle_data(self, data: str) -> None:
        if self.open:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.open:
            kind, target = self.open
            self.found.append(Link(kind, target, " ".join("".join(self.words).split())[:255]))
            self.open = None
