"""Links to our own pages and documents inside rich text."""

from django.urls import reverse
from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from access.models import Audience


class DiscreetPageLinkHandler(PageLinkHandler):
    """An open page is linked by its own address; a closed one by its number, so that the address of a page never tells
    its title to who may not read it. All linked pages are
    loaded in one query."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        numbers = [number_in(attrs) for attrs in attrs_list]
        pages = Page.objects.filter(pk__in=set(numbers) - {None}).select_related("page_audience").in_bulk()
        return [opening_tag(pages.get(number)) for number in numbers]


class PatientDocumentLinkHandler(DocumentLinkHandler):
    """Wagtail's own, for which a number that is none names no document, instead of breaking the page."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list:
        numbers = [number_in(attrs) for attrs in attrs_list]
        documents = cls.get_model()._default_manager.in_bulk(set(numbers) - {None})
        return [documents.get(number) for number in numbers]


def number_in(attrs: dict) -> int | None:
    """The id that a link holds, if a row can have it."""
    text = str(attrs.get("id", ""))
    return int(text) if text.isdecimal() and len(text) < 19 else None


def opening_tag(page: Page | None) -> str:
    """The `<a>` for a page; without an address when there is no such page."""
    if page is None:
        return "<a>"
    audience = getattr(page, "page_audience", None)
    is_open = page.live and audience is not None and audience.audience_id == Audience.EVERYONE_ID
    address = page.url if is_open else reverse("page_by_number", args=[page.pk])
    return f'<a href="{escape(address or "")}">'
