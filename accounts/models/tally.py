"""How often a person did something lately. Written only by `accounts.pace`."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """One row per person and kind of act, used again for each period."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(_("what"), max_length=20)
    since = models.DateTimeField(_("since"))
    used = models.PositiveIntegerField(_("number of times"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [models.UniqueConstraint(fields=["user", "what"], name="accounts_tally_once")]

    def __str__(self) -> str:
        return f"{self.what} {self.user_id}: {self.used}"
