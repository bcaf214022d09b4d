"""When to be reminded of what was saved: a few moments to choose from, or one's own."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import LocalDateTimeField, as_instant

MORNING = time(8, 0)
FARTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Preset:
    """A moment on offer. `label` is in words, `at` the instant."""

    key: str
    label: str
    at: datetime


def presets() -> list[Preset]:
    """Tomorrow morning and Monday morning, in the reader's zone; one of them when tomorrow is Monday."""
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    choices = [Preset("tomorrow", _("Tomorrow morning"), _morning(tomorrow))]
    if monday != tomorrow:
        label = _("Next Monday, %(day)s") % {"day": formats.date_format(monday, "j F")}
        choices.append(Preset("monday", label, _morning(monday)))
    return choices


def _morning(day) -> datetime:
    return as_instant(datetime.combine(day, MORNING))


class ReminderForm(forms.Form):
    """One of the presets (`when`), or a moment of one's own (`at`)."""

    when = forms.CharField(required=False)
    at = LocalDateTimeField(
        label=gettext_lazy("Day and time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if "at" in self.errors:
            return cleaned
        cleaned["at"] = next((preset.at for preset in presets() if preset.key == cleaned.get("when")), cleaned["at"])
        if cleaned["at"] is None:
            self.add_error("at", ValidationError(_("Choose a day and a time.")))
        elif cleaned["at"] <= timezone.now():
            self.add_error("at", ValidationError(_("This moment has passed. Choose a later one.")))
        elif cleaned["at"] > timezone.now() + FARTHEST:
            self.add_error("at", ValidationError(_("This is more than five years away. Choose an earlier moment.")))
        return cleaned
