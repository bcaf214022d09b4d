"""What a person keeps to read or do later. Nobody else learns of it: no event, no count."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SavedQuerySet(models.QuerySet):
    """Saved things of everybody; each reader starts at `of`."""

    def of(self, user) -> "SavedQuerySet":
        """This person's own, newest first."""
        return self.filter(user_id=user.pk).order_by("-pk")

    def due(self, now: datetime) -> "SavedQuerySet":
        """Whose reminder has come, the earliest first."""
        return self.filter(remind_at__lte=now).order_by("remind_at", "pk")


class Saved(models.Model):
    """A thing (a number of `activity.keys`) on somebody's list. The order of the list is that of the ids."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    thing = models.BigIntegerField()
    remind_at = models.DateTimeField(_("remind me at"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SavedQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("saved item")
        verbose_name_plural = _("saved items")
        constraints = [models.UniqueConstraint(fields=["user", "thing"], name="activity_saved_once")]
        indexes = [
            models.Index(fields=["user", "-id"], name="activity_saved_list"),
            models.Index(fields=["remind_at"], name="activity_saved_due", condition=Q(remind_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} saved {self.thing}"
