"""When a page was confirmed, by when it must be again, and what its owner was told. A table of its own, because
publishing a revision overwrites the page's fields."""

from calendar import monthrange
from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of the month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class PageCare(models.Model):
    """One row per page that was ever published with an owner's duties. `team` and `review_months` follow the live page,
    so that one query answers for pages of every type."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="care")
    team = models.ForeignKey(
        Group, verbose_name=_("team"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    review_months = models.PositiveSmallIntegerField(_("months between reviews"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    review_by = models.DateField(_("confirm before"), null=True, blank=True, db_index=True)
    reminders = models.PositiveSmallIntegerField(_("reminders sent"), default=0)
    warned_on = models.DateField(_("warned that it will be unpublished"), null=True, blank=True)

    class Meta:
        verbose_name = _("care of a page")
        verbose_name_plural = _("care of pages")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.review_by}"

    def is_stale_on(self, day: date) -> bool:
        """Whether the page counts as not confirmed on that day."""
        return self.review_by is not None and self.review_by < day

    def start_period(self, day: date) -> None:
        """Let the time until the next review begin on this day; nothing has been said about it yet."""
        self.confirmed_on = day
        self.review_by = months_later(day, self.review_months) if self.review_months else None
        self.reminders, self.warned_on = 0, None
