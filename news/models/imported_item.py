"""What an import made of something elsewhere, so that importing again does not double it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class ImportedItem(models.Model):
    """One thing of another site (`source`, `key`) and what it became here.

    A row stays when its page, file or comment is deleted: the next import then knows that somebody took it away.
    """

    source = models.CharField(_("source"), max_length=200)
    key = models.CharField(_("key"), max_length=100)
    digest = models.CharField(_("fingerprint of the content"), max_length=64, blank=True)
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey(
        Revision,
        verbose_name=_("revision written by the import"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    comment = models.ForeignKey("comments.Comment", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField(_("imported at"), auto_now=True)

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="news_imported_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
