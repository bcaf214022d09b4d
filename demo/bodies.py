"""From the blocks of demo/content to the body of a page, as the editor stores it."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from wagtail.blocks import StreamValue

from demo.library import Library
from demo.texts import fill, rich


class Bodies:
    """Makes bodies. `pages` finds the pages that links lead to, `people` the people in people blocks."""

    def __init__(self, library: Library, pages: dict, people: dict, now: datetime) -> None:
        self.now = now
        self.library = library
        self.pages = pages
        self.people = people
        self.tools: dict = {}

    def stream(self, page, blocks: list[dict], entry: dict, at) -> StreamValue:
        """The body of this page for these blocks (each a mapping of one name to its content)."""
        self.language, self.only, self.at = entry.get("lang", "nl"), entry.get("only", ""), at
        raw = []
        for number, block in enumerate(blocks):
            ((name, content),) = block.items()
            value = getattr(self, f"_{name}")(content)
            raw.append({"type": name, "value": value, "id": self._id(entry["slug"], number)})
        return StreamValue(page._meta.get_field("body").stream_block, raw, is_lazy=True)

    def related(self, page, entry: dict) -> StreamValue:
        """What stands beside a how-to page: pages and tools by their keys."""
        raw = []
        for number, link in enumerate(entry.get("related", [])):
            ((kind, key),) = link.items()
            thing = self.pages[key] if kind == "page" else self.tools[key]
            raw.append({"type": kind, "value": thing.pk, "id": self._id(entry["slug"], "related", number)})
        return StreamValue(page._meta.get_field("related").stream_block, raw, is_lazy=True)

    def words(self, text) -> str:
        """A text with its dates filled in."""
        return fill(str(text), self.at, self.language, self.now) if text is not None else ""

    def _id(self, *parts) -> str:
        return str(uuid5(NAMESPACE_URL, "/".join(map(str, parts))))

    def _list(self, values: list) -> list[dict]:
        return [{"type": "item", "value": value, "id": self._id(number, value)} for number, value in enumerate(values)]

    def _text(self, content: str) -> str:
        return rich(self.words(content))

    def _image(self, content: dict) -> dict:
        alt = content.get("alt") or self.library.alt(content["image"], self.language)
        return {
            "image": self.library.picture(content["image"], self.only).pk,
            "alt_text": alt,
            "decorative": False,
            "caption": self.words(content.get("caption", "")),
        }

    def _gallery(self, content: dict) -> dict:
        return {"title": content["title"], "images": self._list([self._image(image) for image in content["images"]])}

    def _needs(self, content: list) -> dict:
        return {"items": self._list([self.words(item) for item in content])}

    def _step(self, content: dict) -> dict:
        image = content.get("image")
        return {
            "title": content["title"],
            "text": rich(self.words(content.get("text", ""))),
            "image": self.library.picture(image, self.only).pk if image else None,
            "alt_text": self.library.alt(image, self.language) if image else "",
            "decorative": False,
            "note": self.words(content.get("note", "")),
        }

    def _quote(self, content: dict) -> dict:
        return {
            "text": self.words(content["text"]),
            "attribution": content["who"],
            "role": content.get("role", ""),
        }

    def _callout(self, content: dict) -> dict:
        return {"kind": content["kind"], "title": content["title"], "text": rich(self.words(content["text"]))}

    def _table(self, content: dict) -> dict:
        table = {
            "data": [[self.words(cell) for cell in row] for row in content["rows"]],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
            "table_caption": "",
            "cell": [],
            "mergeCells": [],
        }
        return {"caption": self.words(content["caption"]), "table": table}

    def _people(self, content: dict) -> dict:
        return {"title": content["title"], "people": self._list([self.people[key].pk for key in content["people"]])}

    def _documents(self, content: dict) -> dict:
        documents = [self.library.document(name).pk for name in content["documents"]]
        return {"title": content["title"], "documents": self._list(documents)}

    def _links(self, content: dict) -> dict:
        return {"title": content["title"], "links": self._list([self._link(link) for link in content["links"]])}

    def _link(self, link: dict) -> dict:
        return {
            "page": self.pages[link["page"]].pk,
            "url": "",
            "text": link["text"],
            "description": link.get("description", ""),
        }

    def _news_list(self, content: dict) -> dict:
        return {"category": None, "number": 5, "only_here": False, "topic": None} | content

    def _card(self, content: dict) -> dict:
        return {
            "title": content["title"],
            "text": rich(self.words(content["text"])),
            "image": self.library.picture(content["image"], self.only).pk,
            "link": self._link(content["link"]),
        }
