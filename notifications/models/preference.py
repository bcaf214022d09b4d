"""Which kinds of notification reach a person, and by which channel."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """By which road. Push is a further word here when it exists; nothing else changes."""

    APP = "app", _("On the intranet")
    MAIL = "mail", _("Mail at once")
    DIGEST = "digest", _("In the digest")


class Preference(models.Model):
    """A choice that a person made. Who never chose has no row and gets the default, so that a default can change."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(_("kind"), max_length=30)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, default=Channel.APP)
    is_on = models.BooleanField(_("on"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("notification setting")
        verbose_name_plural = _("notification settings")
        constraints = [models.UniqueConstraint(fields=["user", "kind", "channel"], name="notifications_choice_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.channel} {'on' if self.is_on else 'off'}"
