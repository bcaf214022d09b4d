"""An announcement to everybody: one row, and per person how far they have read."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Broadcast(models.Model):
    """Something that every reader of one audience hears of. Never copied per person."""

    event_id = models.UUIDField(unique=True)
    kind = models.CharField(_("kind"), max_length=30)
    thing = models.BigIntegerField()
    audience_id = models.IntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    stamp = models.BigIntegerField(db_index=True)
    created_at = models.DateTimeField(_("announced at"))
    is_hidden = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        indexes = [models.Index(fields=["thing"], name="notifications_cast_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"


class ReadCursor(models.Model):
    """How far a person has seen and read the announcements: up to these stamps all of them, but for the marks."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    seen_upto = models.BigIntegerField(default=0)
    read_upto = models.BigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reading position")
        verbose_name_plural = _("reading positions")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id} up to {self.read_upto}"


class BroadcastMark(models.Model):
    """An exception to the cursor: one announcement that was read before older ones, or that was marked unread."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    broadcast = models.ForeignKey(Broadcast, on_delete=models.CASCADE, related_name="marks")
    is_read = models.BooleanField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mark on an announcement")
        verbose_name_plural = _("marks on announcements")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "broadcast"], name="notifications_mark_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.broadcast_id} {'read' if self.is_read else 'unread'}"
