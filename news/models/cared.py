"""What pages that stay have in common: a team beside the owner, and how often the page is looked at again."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Cared(models.Model):
    """For pages that somebody answers for. When they were confirmed is in `PageCare`, which publishing leaves alone."""

    class Every(models.IntegerChoices):
        """Months between two looks at a page."""

        HALF_YEAR = 6, _("Every 6 months")
        YEAR = 12, _("Every 12 months")
        YEAR_AND_HALF = 18, _("Every 18 months")
        TWO_YEARS = 24, _("Every 24 months")

    team = models.ForeignKey(
        Group,
        verbose_name=_("team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Takes over the questions and reminders when the owner is no longer here."),
    )
    review_every = models.PositiveSmallIntegerField(
        _("confirm again"),
        choices=Every.choices,
        null=True,
        blank=True,
        help_text=_("The owner gets a reminder 28 and 14 days before, and on the day. Empty: never."),
    )

    class Meta:
        abstract = True

    @property
    def is_stale(self) -> bool:
        """Whether the day on which somebody should have confirmed this page has passed."""
        care = getattr(self, "care", None)
        return care is not None and care.is_stale_on(timezone.localdate())
