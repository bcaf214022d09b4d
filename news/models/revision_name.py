"""A name for a version of a page, so that saved-by-itself versions do not bury the ones that matter."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class RevisionName(models.Model):
    """A milestone in the history of a page: "As agreed with the works council"."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, primary_key=True, related_name="milestone")
    name = models.CharField(_("name"), max_length=80)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("named by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("named version")
        verbose_name_plural = _("named versions")

    def __str__(self) -> str:
        return self.name
