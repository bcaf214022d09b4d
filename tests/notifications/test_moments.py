"""When mail may come: working days, quiet hours, away, time zones, and the two nights when the clock changes."""

from datetime import UTC, date, datetime, time

import pytest

from notifications.mail.moments import hours_of, zone_called
from notifications.models import Every, Rhythm


def hours(zone: str = "Europe/Amsterdam", **fields):
    return hours_of(Rhythm(**fields), zone)


def at(text: str, zone: str = "Europe/Amsterdam") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone_called(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-25 10:00", "2026-11-25 10:00"),  # a Wednesday
        ("2026-11-25 06:59", "2026-11-25 07:00"),
        ("2026-11-25 19:00", "2026-11-26 07:00"),
        ("2026-11-27 22:00", "2026-11-30 07:00"),  # Friday evening
        ("2026-11-29 12:00", "2026-11-30 07:00"),
    ],
)
def test_quiet_hours_and_days_off(now, opens):
    assert hours().next_open(at(now)) == at(opens)


def test_who_works_at_night_is_quiet_by_day():
    night = hours(quiet_from=time(7), quiet_until=time(15), working_days=0b1111111)
    assert night.next_open(at("2026-11-25 03:00")) == at("2026-11-25 03:00")
    assert night.next_open(at("2026-11-25 08:00")) == at("2026-11-25 15:00")


def test_away_lasts_until_that_day():
    away = hours(away_until=date(2026, 12, 5))  # a Saturday
    assert away.next_open(at("2026-11-25 10:00")) == at("2026-12-07 07:00")
    assert away.next_digest(Every.DAY, at("2026-11-25 10:00")) == at("2026-12-07 08:00")


@pytest.mark.parametrize(
    ("every", "after", "due"),
    [
        (Every.DAY, "2026-11-25 07:59", "2026-11-25 08:00"),
        (Every.DAY, "2026-11-25 08:00", "2026-11-26 08:00"),
        (Every.DAY, "2026-11-27 09:00", "2026-11-30 08:00"),
        (Every.WEEK, "2026-11-25 09:00", "2026-11-30 08:00"),
        (Every.WEEK, "2026-11-30 07:00", "2026-11-30 08:00"),
        (Every.HOUR, "2026-11-25 10:20", "2026-11-25 11:00"),
        (Every.HOUR, "2026-11-25 18:30", "2026-11-26 07:00"),
    ],
)
def test_the_moments_of_a_digest(every, after, due):
    assert hours().next_digest(every, at(after)) == at(due)


def test_no_digest_is_never_due():
    assert hours().next_digest(Every.NEVER, at("2026-11-25 10:00")) is None


def test_a_week_that_begins_on_thursday():
    part_time = hours(working_days=0b0011000)
    assert part_time.next_digest(Every.WEEK, at("2026-11-26 09:00")) == at("2026-12-03 08:00")


def test_eight_in_the_morning_is_eight_on_both_sides_of_a_changing_clock():
    """27 and 28 March 2027, Europe: from UTC+1 to UTC+2. The hour that is skipped gives one digest too."""
    always = hours(working_days=0b1111111, digest_hour=8, quiet_from=None, quiet_until=None)
    assert always.next_digest(Every.DAY, at("2027-03-27 09:00")) == datetime(2027, 3, 28, 6, tzinfo=UTC)
    skipped = hours(working_days=0b1111111, digest_hour=2, quiet_from=None, quiet_until=None)
    first = skipped.next_digest(Every.DAY, at("2027-03-27 09:00"))
    assert first is not None
    assert first.date() == date(2027, 3, 28)
    assert skipped.next_digest(Every.DAY, first) == at("2027-03-29 02:00")


def test_each_person_has_the_morning_of_their_own_zone():
    now = at("2026-11-25 10:00", "America/Sao_Paulo")
    due = hours("America/Sao_Paulo").next_digest(Every.DAY, now)
    assert due == at("2026-11-26 08:00", "America/Sao_Paulo")
    assert hours("Atlantis/Nowhere").next_open(at("2026-11-25 10:00")) == at("2026-11-25 10:00")
