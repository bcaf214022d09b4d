"""An alert as its readers see it, in plain values."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from news.models.topic import in_active_language

WARNING, CRITICAL = 2, 3  # as in `Alert.Severity`, which builds on this module


@dataclass(frozen=True)
class Banner:
    """What is shown, and what decides when and to whom."""

    pk: int
    severity: int
    audience_id: int
    texts: tuple[str, str]
    link: str
    link_texts: tuple[str, str]
    starts_at: datetime
    ends_at: datetime

    @property
    def text(self) -> str:
        return in_active_language(*self.texts)

    @property
    def link_text(self) -> str:
        return in_active_language(*self.link_texts)

    @property
    def tone(self) -> str:
        """The name of its look."""
        return {WARNING: "warning", CRITICAL: "critical"}.get(self.severity, "info")

    @property
    def can_be_put_away(self) -> bool:
        return self.severity < CRITICAL


def banner_of(alert) -> Banner:
    """From the row, also from one that is not saved yet."""
    return Banner(
        alert.pk or 0,
        alert.severity,
        alert.audience_id or 0,
        (alert.text_nl, alert.text_en),
        # A page goes by its number, so that its address tells nobody its title.
        reverse("page_by_number", args=[alert.link_page_id]) if alert.link_page_id else alert.link_address,
        (alert.link_text_nl, alert.link_text_en),
        alert.starts_at,
        alert.ends_at,
    )
