"""Information that stays: how things are done here, with an owner who keeps it right."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.search import index

from news.blocks import BodyBlock
from news.forms import InformationPageForm
from news.models.cared import Cared
from news.models.editorial_page import EditorialPage
from news.models.talk import Talk
from news.models.topic import Topic
from news.panels import INFORMATION_CONTENT, INFORMATION_NOTES
from news.reading import information_context


class InformationPage(Cared, Talk, EditorialPage):
    """A page to look things up on. Its owner (a field of every page) answers for it."""

    teaser = models.CharField(
        _("summary"), max_length=300, blank=True, help_text=_("What the reader can do after reading this page.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="information_pages")

    base_form_class = InformationPageForm
    subpage_types = ["news.InformationPage", "news.HowToPage"]
    template = "news/information_page.html"
    page_description = _("Lasting information: rules, how-to, who to ask.")
    content_panels = INFORMATION_CONTENT + INFORMATION_NOTES
    search_fields = EditorialPage.search_fields + [index.SearchField("teaser"), index.SearchField("body")]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def get_context(self, request, *args, **kwargs):
        fresh = getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs) | information_context(self, request.user, fresh=fresh)
