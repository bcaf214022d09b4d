"""Times as editors type them, and as we say them back (security R5)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from core.fields import LocalDateTimeField
from news.words import moment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def in_amsterdam():
    with timezone.override(AMSTERDAM):
        yield


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-06-09 09:00", datetime(2026, 6, 9, 7, 0, tzinfo=UTC)),
        ("2026-12-09 09:00", datetime(2026, 12, 9, 8, 0, tzinfo=UTC)),
        ("2026-03-29 01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29 02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # does not exist: 03:30 summer time
        ("2026-03-29 03:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # exists twice: the first
        ("2026-10-25 03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-06-09T09:00+00:00", datetime(2026, 6, 9, 9, 0, tzinfo=UTC)),
    ],
)
def test_typed_in_amsterdam(typed, instant):
    assert LocalDateTimeField().clean(typed) == instant


def test_the_skipped_hour_moves_forward():
    instant = LocalDateTimeField().clean("2026-03-29 02:30")
    assert timezone.localtime(instant, AMSTERDAM).strftime("%H:%M") == "03:30"


def test_another_zone_is_another_instant():
    with timezone.override(ZoneInfo("America/New_York")):
        assert LocalDateTimeField().clean("2026-06-09 09:00") == datetime(2026, 6, 9, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    ["tomorrow", "2026-13-01 10:00", "2026-02-30 10:00", "\x00", "9" * 4000, "0000-01-01 00:00", "0001-01-01 00:00"],
)
def test_nonsense_is_refused_with_a_message(typed):
    with pytest.raises(ValidationError):
        LocalDateTimeField().clean(typed)


def test_an_unchanged_time_is_unchanged():
    class Form(forms.Form):
        at = LocalDateTimeField()

    at = datetime(2026, 6, 9, 7, 0, tzinfo=UTC)
    assert not Form({"at": "2026-06-09 09:00"}, initial={"at": at}).has_changed()


@time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC))
@pytest.mark.parametrize(
    ("language", "words"), [("en", "Tuesday 9 June at 09:00, Amsterdam"), ("nl", "09:00, Amsterdam")]
)
def test_moments_in_words_name_the_zone(language, words):
    with translation.override(language):
        assert moment(datetime(2026, 6, 9, 7, 0, tzinfo=UTC)).endswith(words)


@time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC))
def test_another_year_is_said():
    with translation.override("en"):
        assert moment(datetime(2027, 1, 5, 8, 0, tzinfo=UTC)) == "Tuesday 5 January 2027 at 09:00, Amsterdam"
