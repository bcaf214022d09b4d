"""Which alerts a person sees now. The list of what is on or about to begin is kept per process for less than half a
minute; time, audience and language are asked at each page, so an alert shows and goes within a minute."""

from dataclasses import asdict
from datetime import datetime, timedelta
from zlib import crc32

from django.core.cache import cache
from django.db.models import Exists
from django.utils import timezone

from access.models import Audience
from access.reach import reach
from accounts.identity import known, register
from core.prepared import moment
from news.banners import Banner, banner_of
from news.models import Alert, AlertDismissal

KEY = "news-alerts"
KEEP_SECONDS = 25
AHEAD = timedelta(minutes=10)


def alerts_for(user, now: datetime | None = None) -> list[Banner]:
    """The alerts on top of the page of this person, the gravest first. No query when there are none."""
    if known(user, "alerts_on") is False:
        return []
    now = now or timezone.now()
    mine = [banner for banner in kept(now) if banner.starts_at <= now < banner.ends_at and is_meant_for(user, banner)]
    fleeting = [banner.pk for banner in mine if banner.can_be_put_away]
    if not fleeting:
        return mine
    away = AlertDismissal.objects.filter(user_id=user.pk, alert_id__in=fleeting).values_list("alert_id", flat=True)
    gone = set(away)
    return [banner for banner in mine if banner.pk not in gone]


def register_alerts() -> None:
    """Let the session say whether there is any alert at all: mostly there is none, and nothing more to ask."""
    register("alerts_on", lambda: Exists(Alert.objects.not_over(moment()).filter(starts_at__lte=moment(_soon))))


def _soon() -> datetime:
    return timezone.now() + AHEAD


def is_meant_for(user, banner: Banner) -> bool:
    """Whether the alert is within reach. That of everybody asks no query."""
    return user.is_active and (banner.audience_id == Audience.EVERYONE_ID or banner.audience_id in reach(user))


def kept(now: datetime) -> list[Banner]:
    """Every alert that is on, or begins before the list is made anew."""
    found = cache.get(KEY)
    if found is None:
        alerts = Alert.objects.not_over(now).filter(starts_at__lte=now + AHEAD)
        found = [asdict(banner_of(alert)) for alert in alerts]
        cache.set(KEY, found, KEEP_SECONDS)
    return [Banner(**values) for values in found]


def forget_kept() -> None:
    """Make the list anew at the next page: somebody changed an alert."""
    cache.delete(KEY)


def version_of(banners: list[Banner]) -> str:
    """A short word for exactly this set, for the browser to ask whether it changed."""
    return f"{crc32(repr(banners).encode()):x}" if banners else "none"
