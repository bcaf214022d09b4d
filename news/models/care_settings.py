"""What happens to pages that nobody confirms."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class After(models.IntegerChoices):
    """How long after its date a page is taken down."""

    QUARTER = 3, _("3 months after the date")
    HALF_YEAR = 6, _("6 months after the date")
    YEAR = 12, _("12 months after the date")


@register_setting(icon="history")
class CareSettings(BaseGenericSetting):
    """Per type of page: take it down so many months after its date passed, or never. Its owner is warned first."""

    newspage = models.PositiveSmallIntegerField(_("news items"), choices=After, null=True, blank=True)
    informationpage = models.PositiveSmallIntegerField(_("information pages"), choices=After, null=True, blank=True)
    howtopage = models.PositiveSmallIntegerField(_("how-to pages"), choices=After, null=True, blank=True)
    sectionpage = models.PositiveSmallIntegerField(_("sections"), choices=After, null=True, blank=True)

    panels = [
        HelpPanel(
            _(
                "A page that nobody confirms is labelled for readers and stands lower in search. You can also have it "
                "unpublished some months later. Its owner is warned 14 days before. Empty: never."
            )
        ),
        FieldPanel("informationpage"),
        FieldPanel("howtopage"),
        FieldPanel("sectionpage"),
        FieldPanel("newspage"),
    ]

    class Meta:
        verbose_name = _("Pages nobody confirms")

    def months_for(self, model_name: str) -> int | None:
        """After how many months a page of this model is taken down; None for never."""
        return getattr(self, model_name, None)
