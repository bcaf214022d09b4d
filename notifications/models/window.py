"""What waits to be mailed to one reader, and what was mailed."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Window(models.Model):
    """One per reader: while it is open (`due_at`), something waits. Everything that waits goes in one mail. What that
    is, is not stored: it is read at the moment of sending."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    # When to look again; empty when nothing waits.
    due_at = models.DateTimeField(null=True)
    # A worker is at it until then; one that dies loses its claim at that time.
    claimed_until = models.DateTimeField(null=True)
    # Names the next mail: a second attempt has the Message-ID of the first, so that mailboxes can drop it.
    letter = models.UUIDField(default=uuid4)
    digested_at = models.DateTimeField(null=True)
    # Announcements up to this stamp were mailed, or need not be.
    casts_upto = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail window")
        verbose_name_plural = _("mail windows")
        default_permissions = ()
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="notifications_window_due"),
            models.Index(
                fields=["claimed_until"],
                condition=models.Q(claimed_until__isnull=False),
                name="notifications_window_claim",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.due_at}"


class Mail(models.Model):
    """That one mail was sent. Counts towards what one person gets in a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    letter = models.UUIDField(unique=True)
    is_digest = models.BooleanField()
    lines = models.PositiveIntegerField()
    sent_at = models.DateTimeField(_("sent at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ()
        indexes = [models.Index(fields=["user", "sent_at"], name="notifications_mail_sent")]

    def __str__(self) -> str:
        return f"{self.letter} to {self.user_id}"
