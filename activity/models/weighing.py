"""How heavy the terms of the order "For you" are, for the whole organisation."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Weighing(models.Model):
    """One choice of weights. The newest counts and none is ever changed, so the table is the log as well."""

    weights = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("order of the timeline")
        verbose_name_plural = _("order of the timeline")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(_("order of the timeline"))
