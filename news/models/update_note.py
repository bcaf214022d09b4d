"""What changed on a page, in a sentence for its readers."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page


def today():
    """The date where the editor is."""
    return timezone.localdate()


class UpdateNote(models.Model):
    """A dated note under a page: "The canteen opens at 05:30 instead of 06:00"."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="update_notes")
    date = models.DateField(_("date"), default=today)
    text = models.CharField(
        _("what changed"), max_length=255, help_text=_("One sentence for the reader, for example: “New opening hours”.")
    )

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("text")])]

    class Meta:
        verbose_name = _("update note")
        verbose_name_plural = _("update notes")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return f"{self.date}: {self.text}"
