"""How something is done here, step by step."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.search import index

from news.blocks import HowToBlock, RelatedBlock
from news.forms import InformationPageForm
from news.models.cared import Cared
from news.models.editorial_page import EditorialPage
from news.models.talk import Talk
from news.models.topic import Topic
from news.panels import HOWTO_CONTENT, INFORMATION_NOTES
from news.reading import howto_context


class HowToPage(Cared, Talk, EditorialPage):
    """Steps with an anchor each, what you need beforehand, and the question whether it helped."""

    teaser = models.CharField(
        _("summary"), max_length=300, blank=True, help_text=_("What the reader has done after the last step.")
    )
    body = StreamField(HowToBlock(), verbose_name=_("steps"), blank=True)
    related = StreamField(
        RelatedBlock(),
        verbose_name=_("related"),
        blank=True,
        help_text=_(
            "The process this belongs to, and pages and tools that help. Each reader sees what is open to them."
        ),
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="howto_pages")

    base_form_class = InformationPageForm
    subpage_types: list[str] = []
    template = "news/howto_page.html"
    page_description = _("Something to do, step by step, with a question whether it helped.")
    content_panels = HOWTO_CONTENT + INFORMATION_NOTES
    search_fields = EditorialPage.search_fields + [index.SearchField("teaser"), index.SearchField("body")]

    class Meta:
        verbose_name = _("how-to page")
        verbose_name_plural = _("how-to pages")

    def get_context(self, request, *args, **kwargs):
        fresh = getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs) | howto_context(self, request.user, fresh=fresh)
