"""The items of an export on disk, so that they can be taken in any order with little memory.

Pages come in before their children, files before what shows them, and links are made when all pages exist; the file
has them in any order. Each item is one JSON line in an unnamed temporary file, with a slim entry of it in memory.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from news.wordpress.reader import BadItem, Comment, Export, Item, Term


@dataclass(slots=True)
class Entry:
    """What is worth knowing of an item without reading it back."""

    offset: int
    post_id: int
    post_type: str
    status: str
    parent: int
    order: int
    link: str
    slug: str
    guid: str
    title: str
    has_content: bool
    at: str
    attachment_url: str
    attached_file: str
    alt: str
    key: str = ""


class Store:
    """All items of one export. `entries` has them in the order of the file, `bad` those that could not be read."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed in __exit__
        self.entries: list[Entry] = []
        self.bad: list[BadItem] = []
        self.repaired = 0

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *exc) -> None:
        self._file.close()

    def fill(self, export: Export) -> Iterator[int]:
        """Read the whole export; yields the number of items so far. ExportRefusedError comes through."""
        for item in export.items():
            if isinstance(item, BadItem):
                self.bad.append(item)
            else:
                self.add(item)
            yield len(self.entries)

    def add(self, item: Item) -> None:
        self._file.seek(0, 2)
        offset = self._file.tell()
        self._file.write(json.dumps(asdict(item)).encode() + b"\n")
        self.repaired += item.repaired
        self.entries.append(
            Entry(
                offset=offset,
                post_id=item.post_id,
                post_type=item.post_type,
                status=item.status,
                parent=item.parent,
                order=item.order,
                link=item.link,
                slug=item.slug,
                guid=item.guid,
                title=item.title[:300],
                has_content=bool(item.content.strip()),
                at=item.at,
                attachment_url=item.attachment_url,
                attached_file=item.meta.get("_wp_attached_file", ""),
                alt=item.meta.get("_wp_attachment_image_alt", ""),
            )
        )

    def load(self, entry: Entry) -> Item:
        """The whole item behind an entry."""
        self._file.seek(entry.offset)
        data = json.loads(self._file.readline())
        data["terms"] = [Term(**term) for term in data["terms"]]
        data["comments"] = [Comment(**comment) for comment in data["comments"]]
        return Item(**data)
