"""The front door of the news."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.models.editorial_page import EditorialPage
from news.panels import INDEX_CONTENT


class NewsIndexPage(EditorialPage):
    """A list of news; the items are its children. `/news/` shows all news that the reader may see."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    subpage_types = ["news.NewsPage"]
    template = "news/news_index_page.html"
    page_description = _("A list of news items, with the items below it.")
    content_panels = INDEX_CONTENT

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    @property
    def preview_modes(self):
        return []
