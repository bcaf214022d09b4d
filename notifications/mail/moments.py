"""When mail may reach a person: their own days, hours and zone. Moments are aware; only here they become local."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from notifications.models import Every, Rhythm

FARTHEST = timedelta(days=400)
ALL_WEEK = 0b1111111


@dataclass(frozen=True)
class Hours:
    """The working week of one person."""

    zone: ZoneInfo
    days: int
    quiet_from: time | None
    quiet_until: time | None
    away_until: date | None
    digest_hour: int

    def next_open(self, now: datetime) -> datetime:
        """`now` when mail may come now, else the moment at which it may."""
        for day in self._days_from(now):
            for start, end in self._open_on(day):
                if now < end:
                    return max(start, now)
        return now + FARTHEST

    def next_digest(self, every: Every, after: datetime) -> datetime | None:
        """The first moment after `after` at which a digest is due; None for no digest."""
        if every == Every.NEVER:
            return None
        if every == Every.HOUR:
            return self._whole_hour(after)
        for day in self._days_from(after):
            if every == Every.WEEK and day != self._first_of_week(day):
                continue
            slot = self._at(day, time(self.digest_hour))
            if slot > after:
                return slot
        return after + FARTHEST

    def _whole_hour(self, after: datetime) -> datetime:
        slot = after.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        while (opens := self.next_open(slot)) != slot and opens - after < FARTHEST:
            whole = opens.replace(minute=0, second=0, microsecond=0)
            slot = whole if whole == opens else whole + timedelta(hours=1)
        return slot

    def _days_from(self, moment: datetime) -> Iterator[date]:
        """The working days from the local day of a moment onwards."""
        day = moment.astimezone(self.zone).date()
        last = day + FARTHEST
        if self.away_until and self.away_until > day:
            day = self.away_until
        while day < last:
            if (self.days or ALL_WEEK) >> day.weekday() & 1:
                yield day
            day += timedelta(days=1)

    def _open_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """The stretches of a day in which mail may come."""
        start, end = self._at(day, time(0)), self._at(day + timedelta(days=1), time(0))
        if self.quiet_from is None or self.quiet_until is None or self.quiet_from == self.quiet_until:
            return [(start, end)]
        quiet, awake = self._at(day, self.quiet_from), self._at(day, self.quiet_until)
        stretches = [(start, quiet), (awake, end)] if self.quiet_from < self.quiet_until else [(awake, quiet)]
        return [(begin, stop) for begin, stop in stretches if begin < stop]

    def _first_of_week(self, day: date) -> date:
        monday = day - timedelta(days=day.weekday())
        return next(monday + timedelta(days=number) for number in range(7) if (self.days or ALL_WEEK) >> number & 1)

    def _at(self, day: date, moment: time) -> datetime:
        """A local time as UTC. One that the clock skips in spring becomes the same time as before the change."""
        return datetime.combine(day, moment, tzinfo=self.zone).astimezone(UTC)


def hours_of(rhythm: Rhythm, zone: str) -> Hours:
    """The hours in a rhythm, in this zone."""
    return Hours(
        zone=zone_called(zone),
        days=rhythm.working_days,
        quiet_from=rhythm.quiet_from,
        quiet_until=rhythm.quiet_until,
        away_until=rhythm.away_until,
        digest_hour=rhythm.digest_hour,
    )


def zone_called(name: str) -> ZoneInfo:
    """A time zone by name; that of the organisation for a name that means nothing."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone()  # type: ignore[return-value]
