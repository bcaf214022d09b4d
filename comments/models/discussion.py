"""What is said about one thing, as a whole: how much, and whether more may be said."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Discussion(models.Model):
    """One row per thing that has comments or a setting. Named by kind and number, so that a page is the same thing
    whichever class it was fetched as, and counts for a list of things are one query on integers."""

    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.BigIntegerField(_("object"))
    comment_count = models.PositiveIntegerField(_("number of comments"), default=0)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=255, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="comments_discussion_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    @property
    def is_closed(self) -> bool:
        """Whether nothing may be added now: closed by hand, or its closing time has come."""
        return self.closed_at is not None or (self.closes_at is not None and self.closes_at <= timezone.now())

    @property
    def closed_since(self):
        """The moment it closed, or None while it is open."""
        if self.closed_at is not None:
            return self.closed_at
        return self.closes_at if self.is_closed else None
