"""The history of a report: what was decided and what happened since. Rows are added, never changed."""

from typing import NoReturn

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.models.report import Report

LONGEST_REASON = 500


class Verdict(models.TextChoices):
    """What can happen to a report. The first six are decisions of a moderator."""

    APPROVE = "approve", _("Approved")
    ASK_EDIT = "ask_edit", _("Asked the author to change it")
    HIDE = "hide", _("Hid it until the author changes it")
    REMOVE = "remove", _("Removed it")
    RESTORE = "restore", _("Put it back")
    WARN = "warn", _("Warned the author")
    OBJECT = "object", _("Objected")
    EDITED = "edited", _("Changed it")
    TAKEN_AWAY = "taken_away", _("Took it away")
    PASSED_ON = "passed_on", _("Passed on to the site moderators")
    WITHDRAWN = "withdrawn", _("All reports were taken back")


DECISIONS = (
    Verdict.APPROVE,
    Verdict.ASK_EDIT,
    Verdict.HIDE,
    Verdict.REMOVE,
    Verdict.RESTORE,
    Verdict.WARN,
)
# What an author may object to, once per report.
ANSWERABLE = (Verdict.ASK_EDIT, Verdict.HIDE, Verdict.REMOVE, Verdict.WARN)


class StepQuerySet(models.QuerySet):
    """Steps, as the author of the reported thing may see them."""

    def visible_to(self, user) -> "StepQuerySet":
        """Decisions about what this person wrote."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(report__author_id=user.pk, verdict__in=DECISIONS)

    def with_report(self) -> "StepQuerySet":
        """With what showing it needs, in the same query."""
        return self.select_related("report", "by")


class Step(models.Model):
    """One thing that happened to a report; `by` is nobody for what the clock did or whose account is gone."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="steps")
    verdict = models.CharField(_("what"), max_length=12, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = StepQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("step of a report")
        verbose_name_plural = _("steps of reports")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.verdict}, step {self.pk}"

    def save(self, *args, **kwargs) -> None:
        """Append only."""
        if self.pk is not None:
            raise TypeError("The history of a report is append-only.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("moderation:decision", args=[self.pk])

    def delete(self, *args, **kwargs) -> NoReturn:
        raise TypeError("The history of a report is append-only.")

    @property
    def is_decision(self) -> bool:
        return self.verdict in DECISIONS
