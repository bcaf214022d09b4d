"""How far a person came in the timeline."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """One row per person: the last visit, and nothing else about when somebody reads or what. Changed by POST only.

    `seen_to` and `visited_to` are numbers of activities: up to them the visit before the last one, and the last one,
    had everything before the eyes. `visited_at` is when the last one was, in seconds since 1970.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    seen_to = models.BigIntegerField(default=0)
    seen_at = models.BigIntegerField(default=0)
    visited_to = models.BigIntegerField(default=0)
    visited_at = models.BigIntegerField(default=0)
    # What was ticked off in the catch-up that is open now: numbers of activities; emptied when it is finished.
    done = models.JSONField(default=list, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("last visit")
        verbose_name_plural = _("last visits")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.visited_to}"
