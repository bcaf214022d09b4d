"""The body of a page as HTML. Rendered once per version and language (`news.renderings`); what differs per reader stays
outside.

Rendering costs a fixed number of queries: everything that blocks of one kind refer to is loaded together.
"""

from collections.abc import Iterator
from uuid import uuid4

from django.db.models import prefetch_related_objects
from django.template import engines
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from markupsafe import Markup
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from access.reach import reach
from access.rule import visible_pages
from news import pictures


class Body:
    """A body for one reader: `parts` for the template, `files` for the column beside it."""

    def __init__(self, parts: list[dict], user) -> None:
        pages, documents = visible_among(parts, user)
        self.parts = [part for part in (for_reader(part, pages, documents) for part in parts) if part]
        self.files = [file for part in self.parts for file in part.get("files", [])]


def visible_among(parts: list[dict], user) -> tuple[set[int], set[int]]:
    """Which of the pages and documents that the body points at this person may see. No query when there are none."""
    links = [link for part in parts for link in part.get("links", []) or filter(None, [part.get("link")])]
    page_ids = {link["page"] for link in links if link["page"]}
    document_ids = {file["document"] for part in parts for file in part.get("files", [])}
    pages = set(visible_pages(user).filter(pk__in=page_ids).values_list("pk", flat=True)) if page_ids else set()
    documents: set[int] = set()
    if document_ids:
        readable = get_document_model().objects.filter(
            pk__in=document_ids, collection__collection_audience__audience_id__in=reach(user)
        )
        documents = set(readable.values_list("pk", flat=True))
    return pages, documents


def for_reader(part: dict, pages: set[int], documents: set[int]) -> dict | None:
    """The part without what this reader may not see; None when nothing is left of it."""
    if "links" in part:
        links = [link for link in part["links"] if not link["page"] or link["page"] in pages]
        return part | {"links": links} if links else None
    if "news" in part:
        return part
    if "files" in part:
        files = [file for file in part["files"] if file["document"] in documents]
        return part | {"files": files} if files else None
    link = part.get("link")
    html = part["linked"] if link and (not link["page"] or link["page"] in pages) else part["html"]
    return part | {"html": Markup(html)}  # noqa: S704  made by our own templates in render_parts


def render_parts(page) -> list[dict]:
    """The body as a list of finished HTML, link lists, file lists and (on section pages) news lists."""
    blocks = [(block.block_type, block.value) for block in page.body]
    pictures.load_renditions(images_in(blocks))
    load_faces([person for name, value in blocks if name == "people" for person in value["people"] if person])
    rich = expand_together(rich_texts_in(blocks))
    environment = next(engine for engine in engines.all() if engine.name == "jinja2").env
    parts: list[dict] = []
    for name, value in blocks:
        if name == "links":
            parts.append({"title": value["title"], "links": [link_value(link) for link in value["links"]]})
        elif name == "documents":
            files = [file_value(document) for document in value["documents"] if document]
            parts.append({"title": value["title"], "files": files})
        elif name == "news_list":
            parts.append({"title": value["title"], "news": news_list_value(value, page)})
        else:
            step = (
                {"step": sum("step" in part for part in parts) + 1, "title": value["title"]} if name == "step" else {}
            )
            template = environment.get_template(f"news/blocks/{name}.html")
            known = {"value": value, "rich": rich, "picture": pictures.picture, "sizes": pictures, "page": page} | step
            part = {"html": template.render(known)} | step
            if name == "card" and (value["link"]["page"] or value["link"]["url"]):
                link = link_value(value["link"])  # the card stays for who may not see the page behind it
                part |= {"link": link, "linked": template.render(known | {"link": link})}
            parts.append(part)
    return parts


def load_faces(people: list) -> None:
    """Load the profiles of all these people together, where people have profiles."""
    if people and any(relation.get_accessor_name() == "profile" for relation in people[0]._meta.related_objects):
        prefetch_related_objects(people, "profile__portrait", "profile__department")


def images_in(blocks: list[tuple]) -> Iterator:
    """Every picture of the body."""
    for name, value in blocks:
        if name in ("image", "card", "step"):
            yield value["image"]
        elif name == "gallery":
            yield from (item["image"] for item in value["images"])


def rich_texts_in(blocks: list[tuple]) -> list[str]:
    """The sources of every rich text of the body."""
    sources = [value.source for name, value in blocks if name == "text"]
    sources += [value["text"].source for name, value in blocks if name in ("callout", "card", "step")]
    return list(dict.fromkeys(sources))


def expand_together(sources: list[str]):
    """A function from a rich text to its HTML. The links in all of them are looked up in one go."""
    mark = f"<!--{uuid4().hex}-->"
    expanded = expand_db_html(mark.join(sources)).split(mark) if sources else []
    found = dict(zip(sources, expanded, strict=True))
    return lambda text: Markup(found[text.source])  # noqa: S704  written in the editor, which keeps an allow-list


def link_value(link) -> dict:
    """One link of a list. The page's title and address are shown only to who may see that page."""
    page: Page | None = link["page"]
    return {
        "page": page.pk if page else None,
        "href": (page.url or "") if page else link["url"],
        "text": link["text"] or (page.title if page else link["url"]),
        "description": link["description"],
        "external": page is None,
    }


def news_list_value(value, page) -> dict:
    """Which news a widget shows."""
    return {
        "number": value["number"],
        "category": value["category"].slug if value["category"] else "",
        "topic": value["topic"].slug if value["topic"] else "",
        "below": page.path if value["only_here"] else "",
    }


def file_value(document) -> dict:
    """One file: its name, kind and size."""
    kind = (document.file_extension or _("File")).upper()
    size = document.file_size
    note = f"{kind}, {filesizeformat(size)}" if size else kind
    return {"document": document.pk, "title": document.title, "href": document.url, "note": note}
