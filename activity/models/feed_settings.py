"""How a person reads the timeline."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedSettings(models.Model):
    """The order a person chose, until changed. Who never chose has no row and reads `KRING_TIMELINE_ORDER`."""

    class Order(models.TextChoices):
        NEWEST = "newest", _("Newest first")
        RANKED = "ranked", _("For you")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    order = models.CharField(_("order"), max_length=10, choices=Order.choices, default=Order.NEWEST)
    hint_closed = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("timeline setting")
        verbose_name_plural = _("timeline settings")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.order}"
