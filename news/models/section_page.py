"""The landing page of a part of the organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from news.blocks import WidgetsBlock
from news.forms import SectionPageForm
from news.models.cared import Cared
from news.models.editorial_page import EditorialPage
from news.panels import SECTION_CONTENT
from news.reading import section_context


class SectionPage(Cared, EditorialPage):
    """Widgets in two columns: news, people, quick links, cards."""

    teaser = models.CharField(
        _("introduction"), max_length=300, blank=True, help_text=_("What colleagues find here, in one sentence.")
    )
    body = StreamField(WidgetsBlock(), verbose_name=_("widgets"), blank=True)

    base_form_class = SectionPageForm
    subpage_types = ["news.SectionPage", "news.InformationPage", "news.HowToPage", "news.NewsPage"]
    template = "news/section_page.html"
    page_description = _("The front page of a department or subject, made of widgets.")
    content_panels = SECTION_CONTENT
    search_fields = EditorialPage.search_fields + [index.SearchField("teaser"), index.SearchField("body")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request, *args, **kwargs):
        fresh = getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs) | section_context(self, request.user, fresh=fresh)
