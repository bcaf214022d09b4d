"""How much mail a person gets, and when."""

from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

MONDAY_TO_FRIDAY = 0b0011111


class Preset(models.TextChoices):
    """A whole matrix of choices in one word."""

    CALM = "calm", _("Calm")
    NORMAL = "normal", _("Normal")
    EVERYTHING = "everything", _("Everything")


class Every(models.TextChoices):
    """How often the digest comes."""

    HOUR = "hour", _("Every hour in which there is something")
    DAY = "day", _("Once a day")
    WEEK = "week", _("Once a week, on your first working day")
    NEVER = "never", _("No digest")


class Rhythm(models.Model):
    """What one person chose. No row, and an empty field, mean what the organisation or the preset says."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    preset = models.CharField(_("preset"), max_length=10, choices=Preset.choices, blank=True)
    has_mail = models.BooleanField(_("mail at all"), default=True)
    digest = models.CharField(_("digest"), max_length=10, choices=Every.choices, blank=True)
    digest_hour = models.PositiveSmallIntegerField(_("hour of the digest"), default=8)
    # One bit per day, Monday first.
    working_days = models.PositiveSmallIntegerField(_("working days"), default=MONDAY_TO_FRIDAY)
    quiet_from = models.TimeField(_("quiet from"), null=True, default=time(19))
    quiet_until = models.TimeField(_("quiet until"), null=True, default=time(7))
    away_until = models.DateField(_("no mail before"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail rhythm")
        verbose_name_plural = _("mail rhythms")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.preset or 'default'}"


@register_setting(icon="mail")
class MailDefaults(BaseGenericSetting):
    """What holds for everybody who never chose."""

    preset = models.CharField(_("preset"), max_length=10, choices=Preset.choices, default=Preset.NORMAL)

    panels = [
        HelpPanel(
            _(
                "How much mail people get who never chose for themselves. Calm: one digest a week of what is for them. "
                "Normal: a mail of each answer, the rest in one digest a day. Everything: a mail of each notification."
            )
        ),
        FieldPanel("preset"),
    ]

    class Meta:
        verbose_name = _("Mail of notifications")
