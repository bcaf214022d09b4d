"""Where in the page tree an import puts things."""

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from news.models import InformationPage, NewsIndexPage, NewsPage
from news.wordpress.source import ExportRefusedError


class Places:
    """The pages that get the news and the information. None when the section takes none of it."""

    def __init__(self, section: Page):
        self.section = section
        self.news = _home_of(section, NewsPage)
        self.information = _home_of(section, InformationPage)


def _home_of(section: Page, model: type[Page]) -> Page | None:
    """The section itself, or the first news index below it."""
    if model in type(section).allowed_subpage_models():
        return section
    for index in NewsIndexPage.objects.child_of(section).order_by("path"):
        if model in NewsIndexPage.allowed_subpage_models():
            return index
    return None


def find_section(path: str) -> Page:
    """The page at an address of the site ("/news/", "news", or with the host in front). Raises with what there is."""
    parts = [part for part in path.strip().split("://")[-1].split("/") if part]
    if "://" in path:
        parts = parts[1:]
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise ExportRefusedError(_("There is no site yet. Make the first pages before importing."))
    page = site.root_page
    for part in parts:
        child = Page.objects.child_of(page).filter(slug=part).first()
        if child is None:
            found = ", ".join(f"/{slug}/" for slug in _addresses(page, site.root_page)) or _("nothing")
            raise ExportRefusedError(
                _("There is no page at %(path)s. Below %(parent)s there is: %(found)s.")
                % {"path": path, "parent": page.title, "found": found}
            )
        page = child
    return page.specific


def _addresses(page: Page, root: Page) -> list[str]:
    start = len(root.url_path)
    return [child.url_path[start:].strip("/") for child in Page.objects.child_of(page).order_by("path")[:30]]
