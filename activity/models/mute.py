"""What a person does not want to meet in the timeline."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Mute(models.Model):
    """A person, topic or page that stays out of somebody's timeline."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    thing = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mute")
        verbose_name_plural = _("mutes")
        constraints = [models.UniqueConstraint(fields=["user", "thing"], name="activity_mute_once")]

    def __str__(self) -> str:
        return f"{self.user_id} mutes {self.thing}"
