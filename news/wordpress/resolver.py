"""What a body needs to know of the rest of the export while it becomes blocks.

This one knows nothing: bodies still convert, pictures and files stay links. The importer fills it in.
"""

from dataclasses import dataclass
from urllib.parse import urljoin


@dataclass
class Picture:
    """An image that is in Kring, with what the media library of WordPress said of it."""

    pk: int
    alt: str = ""
    caption: str = ""


class Resolver:
    base = ""

    def absolute(self, url: str) -> str:
        """The address as it was on the old site."""
        try:
            return urljoin(self.base, url) if self.base else url
        except ValueError:
            return url

    def picture(self, url: str, attachment_id: int = 0) -> Picture | None:
        """The image at this old address, or None when it was not found in the folder."""
        return None

    def document(self, url: str, attachment_id: int = 0) -> int | None:
        """The id of the document at this old address, or None."""
        return None

    def link(self, url: str) -> tuple[str, int] | None:
        """("page" or "document", id) when the address is of something in this import."""
        return None

    def is_attachment(self, url: str) -> bool:
        """Whether the address is WordPress' own page around a picture or file."""
        return False

    def gallery(self, ids: list[int] | None, exclude: list[int] | None = None) -> list[tuple[int, str]]:
        """(attachment id, address) of these attachments, or of all pictures attached to the item when `ids` is None."""
        return []

    def reusable(self, ref: int) -> str:
        """The body of a reusable block, or nothing."""
        return ""
