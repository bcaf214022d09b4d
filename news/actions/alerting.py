"""Putting an alert away, and taking it back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from news.models import Alert, AlertDismissal


@transaction.atomic
def dismiss_alert(alert: Alert, *, by) -> bool:
    """Do not show the alert to this person any more. Returns whether that is new. A critical one stays."""
    if alert.severity == Alert.Severity.CRITICAL:
        raise PermissionDenied("A critical alert cannot be put away.")
    return AlertDismissal.objects.get_or_create(alert=alert, user=by)[1]


@transaction.atomic
def show_alert_again(alert: Alert, *, by) -> bool:
    """Take that back. Returns whether it was put away."""
    return bool(AlertDismissal.objects.filter(alert=alert, user=by).delete()[0])
