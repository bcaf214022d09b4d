"""When mail may reach a person."""

from datetime import date, time

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from notifications.models import Every, Rhythm

LONGEST_AWAY = date(2100, 1, 1)


class RhythmForm(forms.Form):
    """The digest, the working week and the quiet hours; says what it is a form of with `initial_of`."""

    has_mail = forms.BooleanField(
        label=_("Send me mail"), required=False, help_text=_("Off: no mail of notifications at all.")
    )
    digest = forms.ChoiceField(label=_("The digest comes"), choices=Every.choices, widget=forms.RadioSelect)
    digest_hour = forms.TypedChoiceField(
        label=_("At"),
        choices=[(hour, time(hour).strftime("%H:%M")) for hour in range(24)],
        coerce=int,
        help_text=_("For a digest once a day or once a week."),
    )
    working_days = forms.TypedMultipleChoiceField(
        label=_("Days on which mail may come"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day, or switch mail off above.")},
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), required=False)
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        help_text=_("In these hours no mail comes, except what cannot wait. Leave both empty for no quiet hours."),
    )
    away_until = forms.DateField(
        label=_("No mail before"),
        required=False,
        help_text=_("When you are away: the first day on which mail may come again."),
        error_messages={"invalid": _("Write a date, such as 2026-12-24.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("quiet_from", "quiet_until"):
            self.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            self.fields[name].error_messages["invalid"] = _("Write a time, such as 19:00.")
        self.fields["away_until"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["away_until"].input_formats = ["%Y-%m-%d", "%d-%m-%Y"]

    def clean_working_days(self) -> int:
        """One bit per day."""
        return sum(1 << day for day in set(self.cleaned_data["working_days"]))

    def clean_away_until(self) -> date | None:
        """Not for ever: then mail is better switched off."""
        until = self.cleaned_data["away_until"]
        if until and until > LONGEST_AWAY:
            raise forms.ValidationError(_("Choose an earlier date, or switch mail off above."))
        return until

    def clean(self) -> dict:
        """Quiet hours have both ends, or none."""
        values = super().clean() or {}
        if "working_days" in self.errors:
            # Each box of a group says where the message is: Django tells it to the group only.
            self.fields["working_days"].widget.attrs["aria-describedby"] = "id_working_days-err"
        if "quiet_from" in values and "quiet_until" in values:
            ends = (values["quiet_from"], values["quiet_until"])
            if (ends[0] is None) != (ends[1] is None):
                missing = "quiet_from" if ends[0] is None else "quiet_until"
                self.add_error(missing, _("Fill in both times, or leave both empty."))
        return values


def initial_of(rhythm: Rhythm, every: Every) -> dict:
    """The values of the form for what holds now."""
    return {
        "has_mail": rhythm.has_mail,
        "digest": every,
        "digest_hour": rhythm.digest_hour,
        "working_days": [day for day in range(7) if rhythm.working_days >> day & 1],
        "quiet_from": rhythm.quiet_from,
        "quiet_until": rhythm.quiet_until,
        "away_until": rhythm.away_until,
    }
