"""Links to our own pages inside rich text."""

from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from access.models import Audience


class DiscreetPageLinkHandler(PageLinkHandler):
    """An open page is linked by its own address; a closed one by its number, so that the address of a page never tells
    its title to who may not read it. All linked pages are
    loaded in one query."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        numbers = [int(attrs["id"]) if str(attrs.get("id", "")).isdecimal() else None for attrs in attrs_list]
        pages = Page.objects.filter(pk__in=set(numbers) - {None}).select_related("page_audience").in_bulk()
        return [opening_tag(pages.get(number)) for number in numbers]


def opening_tag(page: Page | None) -> str:
    """The `<a>` for a page; without an address when there is no such page."""
    if page is None:
        return "<a>"
    audience = getattr(page, "page_audience", None)
    is_open = page.live and audience is not None and audience.audience_id == Audience.EVERYONE_ID
    address = page.url if is_open else reverse("page_by_number", args=[page.pk])
    return f'<a href="{escape(address or "")}">'
