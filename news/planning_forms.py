"""What is asked when something planned moves: a moment, a day, or so many days on."""

from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from core.fields import LocalDateTimeField, as_instant


class MoveForm(forms.Form):
    """Where to. One of `at` (a moment), `day` (that day at the same time) and `days` (so many on); `to` is the answer.

    Times are those of the person's zone; around a clock change they mean what they say there (security R5).
    """

    at = LocalDateTimeField(label=_("Date and time"), required=False, widget=AdminDateTimeInput)
    day = forms.DateField(required=False)
    days = forms.IntegerField(required=False, min_value=-366, max_value=366)
    version = forms.CharField(required=False, max_length=60)
    both = forms.BooleanField(required=False)
    choose = forms.BooleanField(required=False)

    def __init__(self, *args, was: datetime | date | None, **kwargs) -> None:
        self.was = was
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if not cleaned.get("choose"):
            cleaned["both"] = True  # only the form with the choice can say no
        try:
            cleaned["to"] = self.target(cleaned)
        except OverflowError:
            cleaned["to"] = None
        if cleaned["to"] is None:
            self.add_error("at", _("Choose a date and a time."))
        return cleaned

    def target(self, cleaned: dict) -> datetime | date | None:
        if cleaned.get("at"):
            return cleaned["at"]
        if self.was is None:
            return None
        local = timezone.localtime(self.was)
        day = cleaned.get("day") or self.shifted(local.date(), cleaned.get("days"))
        return as_instant(datetime.combine(day, local.time())) if day else None

    @staticmethod
    def shifted(day: date, days: int | None) -> date | None:
        return day + timedelta(days=days) if days is not None else None

    def proposal(self, text: str) -> datetime | date | None:
        """The moment that an address proposes; None for nonsense."""
        try:
            return self.fields["at"].clean(text)
        except ValidationError:
            return None


class MoveReviewForm(MoveForm):
    """The same for a date without a time."""

    at = forms.DateField(label=_("Date"), required=False, widget=AdminDateInput)

    def target(self, cleaned: dict) -> date | None:
        if cleaned.get("at") or cleaned.get("day"):
            return cleaned.get("at") or cleaned["day"]
        return self.shifted(self.was, cleaned.get("days")) if self.was else None
