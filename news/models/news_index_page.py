"""The front door of the news."""

from django.utils.translation import gettext_lazy as _

from news.models.editorial_page import EditorialPage
from news.panels import INDEX_CONTENT
from news.reading import list_context


class NewsIndexPage(EditorialPage):
    """A list of news; the items are its children. `/news/` shows all news that the reader may see."""

    subpage_types = ["news.NewsPage"]
    template = "news/news_list.html"
    page_description = _("A list of news items, with the items below it.")
    content_panels = INDEX_CONTENT

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    @property
    def preview_modes(self):
        return []

    def get_context(self, request, *args, **kwargs):
        below = {"heading": self.title, "list_address": self.url}
        return super().get_context(request) | list_context(request.user, request.GET, below=self.path) | below
