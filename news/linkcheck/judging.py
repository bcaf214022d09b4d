"""Whether what links point at is there: asked of the database and of the table of addresses, a batch at a time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from news.linkcheck.finding import ADDRESS, DOCUMENT, IMAGE, PAGE, Link
from news.models import HowToPage, LinkProblem, Topic

Kind = LinkProblem.Kind
# Places that the templates of pages have themselves.
OUR_PLACES = {"", "main", "comments", "changes", "useful", "top"}
A_COMMENT = re.compile(r"comment-\d+")
A_STEP = re.compile(r"step-(\d+)")


@dataclass
class Judge:
    """Knows what exists, for a batch of links."""

    links: Iterable[Link]
    steps: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.links = list(self.links)
        numbers = {kind: {link.target for link in self.links if link.kind == kind} for kind in (PAGE, DOCUMENT, IMAGE)}
        self.pages = dict(Page.objects.filter(pk__in=numbers[PAGE]).values_list("pk", "live"))
        self.documents = set(self._existing(get_document_model(), numbers[DOCUMENT]))
        self.images = set(self._existing(get_image_model(), numbers[IMAGE]))

    @staticmethod
    def _existing(model, numbers: set) -> Iterable[int]:
        return model.objects.filter(pk__in=numbers).values_list("pk", flat=True) if numbers else ()

    @cached_property
    def hosts(self) -> set[str]:
        """The names under which this site itself is reached."""
        names = set(Site.objects.values_list("hostname", flat=True))
        return names | {urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""} - {""}

    @cached_property
    def root(self) -> str:
        """Where in the tree of pages the site starts."""
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        return site.root_page.url_path if site else "/"

    def fault_of(self, link: Link, page_id: int | None = None) -> str:
        """What is wrong with a link on this page; empty when it leads somewhere, or outside."""
        if link.kind == PAGE:
            return (
                "" if self.pages.get(link.target) else Kind.PAGE_DOWN if link.target in self.pages else Kind.PAGE_GONE
            )
        if link.kind == DOCUMENT:
            return "" if link.target in self.documents else Kind.DOCUMENT_GONE
        if link.kind == IMAGE:
            return "" if link.target in self.images else Kind.IMAGE_GONE
        return self.fault_of_address(str(link.target), page_id)

    def fault_of_address(self, address: str, page_id: int | None) -> str:
        """The same for an address as an editor typed it."""
        inside = self.inside(address)
        if inside is None:
            return ""
        path, place = inside
        if not path:
            return self.fault_of_place(page_id, place)
        if Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists():
            return ""
        match = self.match_of(path)
        if match is None:
            return Kind.ADDRESS
        if match.view_name == "topic":
            return "" if Topic.objects.filter(slug=match.kwargs["slug"]).exists() else Kind.ADDRESS
        if match.view_name == "page_by_number":
            found = Page.objects.filter(pk=match.kwargs["pk"])
        elif match.view_name in ("wagtail_serve", "news_item"):
            found = Page.objects.filter(url_path=self.url_path(path))
        else:
            return ""
        row = found.values_list("pk", "live").first()
        if row is None:
            return Kind.ADDRESS
        return self.fault_of_place(row[0], place) if row[1] else Kind.PAGE_DOWN

    def page_at(self, address: str) -> int | None:
        """The number of the page that an address of this site leads to."""
        inside = self.inside(address)
        if inside is None or not inside[0]:
            return None
        return Page.objects.filter(url_path=self.url_path(inside[0])).values_list("pk", flat=True).first()

    def inside(self, address: str) -> tuple[str, str] | None:
        """Path and place of an address of this site; None for one elsewhere, or of another kind than a web address."""
        try:
            parts = urlsplit(address.strip())
            host = parts.hostname
        except ValueError:
            return None
        if parts.scheme not in ("", "http", "https") or (host and host not in self.hosts):
            return None
        if host is None and address.startswith(("//", "\\")):
            return None
        path = unquote(parts.path)
        if path and not path.startswith("/"):
            path = f"/{path}"
        if not path and not address.startswith("#"):
            path = "/"
        return path, unquote(parts.fragment)

    def url_path(self, path: str) -> str:
        return f"{self.root}{path.strip('/')}/" if path.strip("/") else self.root

    def match_of(self, path: str):
        """The view that answers at this path, with or without the slash that Django would add."""
        for candidate in (path, f"{path}/"):
            try:
                return resolve(candidate)
            except Resolver404:
                continue
        return None

    def fault_of_place(self, page_id: int | None, place: str) -> str:
        """Whether a page has the place that comes after the `#`."""
        if place in OUR_PLACES or A_COMMENT.fullmatch(place):
            return ""
        step = A_STEP.fullmatch(place)
        if step and page_id is not None and 1 <= int(step[1][:6]) <= self.steps_of(page_id):
            return ""
        return Kind.ANCHOR

    def steps_of(self, page_id: int) -> int:
        """How many steps a how-to page has; none for any other page."""
        if page_id not in self.steps:
            page = HowToPage.objects.filter(pk=page_id).first()
            self.steps[page_id] = sum(block["type"] == "step" for block in page.body.raw_data) if page else 0
        return self.steps[page_id]

    def targets(self, links: list[Link]) -> set[int]:
        """The pages that these links lead to."""
        found = {link.target for link in links if link.kind == PAGE}
        return found | {self.page_at(str(link.target)) for link in links if link.kind == ADDRESS} - {None}
