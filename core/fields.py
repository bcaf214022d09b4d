"""Times as a person types them."""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime


def as_instant(local: datetime) -> datetime:
    """The instant of a wall-clock time in the active zone. A time that the spring night skips moves forward; of a time
    that the autumn night has twice, the first is meant."""
    return local.replace(tzinfo=timezone.get_current_timezone(), fold=0).astimezone(UTC)


class LocalDateTimeField(forms.DateTimeField):
    """A date and time in the person's zone. Django refuses the hours around a clock change; this one understands."""

    def to_python(self, value):
        if isinstance(value, datetime):
            return value if timezone.is_aware(value) else as_instant(value)
        with timezone.override(UTC):
            parsed = super().to_python(value)
        if parsed is None or has_zone(value):
            return parsed
        try:
            return as_instant(parsed.replace(tzinfo=None))
        except OverflowError as beyond:  # the first and the last day of the calendar
            raise ValidationError(self.error_messages["invalid"], code="invalid") from beyond


def has_zone(text: str) -> bool:
    """Whether a typed time names its own offset ("2026-06-09T09:00+02:00")."""
    try:
        parsed = parse_datetime(text.strip())
    except ValueError:
        return False
    return parsed is not None and parsed.tzinfo is not None
