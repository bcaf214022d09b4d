"""The audience of a Wagtail collection, derived from its privacy dialog by `access.receivers`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from access.models.audience import Audience


class CollectionAudience(models.Model):
    """Which audience a collection has: the intersection of every restriction on it and above it."""

    collection = models.OneToOneField(
        Collection, on_delete=models.CASCADE, primary_key=True, related_name="collection_audience"
    )
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("audience of a collection")
        verbose_name_plural = _("audiences of collections")

    def __str__(self) -> str:
        return f"{self.collection_id}: {self.audience_id}"
