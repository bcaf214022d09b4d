"""That one person was told of one event."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.models.notification import Notification


class Happening(models.Model):
    """One event in one notification. The unique key makes a delivery count once, however often it is repeated; and
    when what happened is taken away, the notification is added up again without it."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    event_id = models.UUIDField()
    # Empty only inside the transaction that tells it.
    notification = models.ForeignKey(Notification, null=True, on_delete=models.CASCADE, related_name="happenings")
    round = models.PositiveIntegerField(default=0)
    subject = models.BigIntegerField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    text = models.CharField(max_length=300, blank=True)
    stamp = models.BigIntegerField()
    is_gone = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("happening")
        verbose_name_plural = _("happenings")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["event_id", "recipient"], name="notifications_told_once")]
        indexes = [models.Index(fields=["subject"], name="notifications_subject")]

    def __str__(self) -> str:
        return f"{self.event_id} for {self.recipient_id}"
