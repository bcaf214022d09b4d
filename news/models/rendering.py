"""What a page looks like, as far as that is the same for all its readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Rendering(models.Model):
    """Made when a page was published, so that reading it only reads. Derived: without it the page is put together for
    this once (`news.renderings`)."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="renderings")
    language = models.CharField(_("language of the interface"), max_length=5)
    version = models.CharField(_("version"), max_length=80)
    content = models.TextField(_("content"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("rendering of a page")
        verbose_name_plural = _("renderings of pages")
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="news_rendering_once")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language} {self.version}"
