"""That a page was announced. A table of its own, because publishing a revision overwrites the page's fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Announcement(models.Model):
    """One row per page that has ever gone live. The primary key makes announcing the same page twice impossible."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="announcement")
    announced_at = models.DateTimeField(_("announced at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.announced_at}"
