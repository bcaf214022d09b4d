"""What one item knows of the rest of the import while its body becomes blocks."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Page

from news.wordpress.folder import plain_name
from news.wordpress.library import PICTURES, Library
from news.wordpress.links import PAGES, Links
from news.wordpress.reader import Item
from news.wordpress.resolver import Picture, Resolver
from news.wordpress.store import Store


class ItemResolver(Resolver):
    """Answers for one item. `waits` says that a link leads to an item whose page is not there yet."""

    def __init__(self, item: Item, place: Page, store: Store, links: Links, library: Library, pages: dict, wanted: set):
        self.item, self.place, self.store, self.links, self.library = item, place, store, links, library
        self.pages, self.wanted = pages, wanted
        self.base = links.base
        self.waits = False

    def absolute(self, url: str) -> str:
        return self.links.absolute(url)

    def picture(self, url: str, attachment_id: int = 0) -> Picture | None:
        entry = self.links.file(url, attachment_id)
        pk = self.library.image(url, entry, self.place)
        if pk is None:
            return None
        caption = self.store.load(entry).excerpt if entry else ""
        return Picture(pk, entry.alt if entry else "", caption)

    def document(self, url: str, attachment_id: int = 0) -> int | None:
        return self.library.document(url, self.links.file(url, attachment_id), self.place)

    def link(self, url: str) -> tuple[str, int] | None:
        entry = self.links.page(url)
        if entry and entry.post_type in PAGES or entry and entry.post_id in self.wanted:
            pk = self.pages.get(entry.post_id)
            if pk is None and entry.post_id in self.wanted:
                self.waits = True
            return ("page", pk) if pk else None
        attachment = entry if entry and entry.attachment_url else self.links.file(url)
        if attachment is None and not self.links.is_ours(url):
            return None
        address = attachment.attachment_url if attachment else url
        name = urlsplit(address).path.rpartition("/")[2].lower() if address else ""
        if "." not in name or any(plain_name(name).endswith(ending) for ending in PICTURES):
            return None
        pk = self.library.document(address, attachment, self.place)
        return ("document", pk) if pk is not None else None

    def is_attachment(self, url: str) -> bool:
        entry = self.links.page(url)
        return bool(entry and entry.attachment_url) or self.links.file(url) is not None or _is_rest_of_attachment(url)

    def gallery(self, ids: list[int] | None, exclude: list[int] | None = None) -> list[tuple[int, str]]:
        if ids is None:
            mine = (entry for entry in self.store.entries if entry.parent == self.item.post_id)
            attached = sorted(mine, key=lambda entry: (entry.order, entry.post_id))
            ids = [entry.post_id for entry in attached if _is_picture(entry.attachment_url)]
            ids = [number for number in ids if number not in (exclude or [])]
        found = [(number, self.links.by_number[number]) for number in ids if number in self.links.by_number]
        return [(number, entry.attachment_url) for number, entry in found if entry.attachment_url]

    def reusable(self, ref: int) -> str:
        entry = self.links.by_number.get(ref)
        return self.store.load(entry).content if entry and entry.post_type == "wp_block" else ""

    def lead(self) -> tuple[Picture | None, str]:
        """The featured image of the item, and what to tell when it is not there."""
        number = self.item.meta.get("_thumbnail_id", "")
        if not number.isdigit() or len(number) > 15 or number == "0":
            return None, ""
        entry = self.links.by_number.get(int(number))
        if entry is None or not entry.attachment_url:
            return None, _("the featured image is not in the export")
        found = self.picture(entry.attachment_url, entry.post_id)
        if found is None:
            return None, _("picture not found: %(url)s") % {"url": entry.attachment_url}
        return found, ""


def _is_picture(url: str) -> bool:
    return any(urlsplit(url).path.lower().endswith(ending) for ending in PICTURES)


def _is_rest_of_attachment(url: str) -> bool:
    """`?attachment_id=` leads to WordPress' own page around a picture, also when that picture is not in the export."""
    return "attachment_id=" in url
