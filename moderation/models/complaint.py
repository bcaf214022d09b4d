"""Why somebody, or the word list, brought a thing to the moderators."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.models.report import Report

LONGEST = 1000


class Category(models.TextChoices):
    """What is the matter, in the words of who reports."""

    RUDE = "rude", _("Rude, or bullying somebody")
    HATE = "hate", _("Discrimination or hate")
    PRIVATE = "private", _("Private or confidential information")
    UNSAFE = "unsafe", _("Unsafe: somebody could get hurt")
    WRONG = "wrong", _("Not true, or out of date")
    SPAM = "spam", _("Advertising or spam")
    OTHER = "other", _("Something else")


class ComplaintQuerySet(models.QuerySet):
    """Complaints, as their makers may see them."""

    def visible_to(self, user) -> "ComplaintQuerySet":
        """One's own."""
        return self.filter(by_id=user.pk) if user.is_authenticated and user.is_active else self.none()


class Complaint(models.Model):
    """One person's report of a thing. The author of the thing never learns whose."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="complaints")
    # Nobody: the word list, or somebody whose account is gone.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_words = models.BooleanField(_("by the word list"), default=False)
    category = models.CharField(_("what is the matter"), max_length=8, choices=Category)
    text = models.TextField(_("explanation"), max_length=LONGEST, blank=True)
    created_at = models.DateTimeField(_("reported at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "by"], name="moderation_complaint_once")]
        indexes = [models.Index(fields=["by", "-created_at"], name="moderation_by_person")]

    def __str__(self) -> str:
        return f"{self.category}, complaint {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:complaint", args=[self.pk])
