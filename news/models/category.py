"""The part of the organisation that a news item comes from or is about: one per item."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.models.topic import in_active_language


class NewsCategory(models.Model):
    """A heading under which news is filed."""

    name_nl = models.CharField(_("name in Dutch"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    slug = models.SlugField(
        _("address"), max_length=60, unique=True, help_text=_("Used in addresses: /news/?category=…")
    )

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["name_nl"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_active_language(self.name_nl, self.name_en)
