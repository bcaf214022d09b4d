"""The stretches of time that the planning shows. Weeks start on Monday and have the numbers of ISO 8601."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

MONTH, WEEK, LIST = "month", "week", "list"
VIEWS = (MONTH, WEEK, LIST)
LIST_WEEKS = 4
FIRST, LAST = date(1990, 1, 1), date(2190, 1, 1)


@dataclass(frozen=True)
class Period:
    """From a day until another (not included), with what leads to the one before and the one after."""

    start: date
    end: date
    name: str
    before: date
    after: date

    def weeks(self) -> list[list[date]]:
        """Its days, week by week."""
        days = [self.start + timedelta(days=number) for number in range((self.end - self.start).days)]
        return [days[index : index + 7] for index in range(0, len(days), 7)]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> Period:
    """The whole weeks that the month of this day touches."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    start, last = monday_of(first), following - timedelta(days=1)
    end = monday_of(last) + timedelta(days=7)
    return Period(start, end, formats.date_format(first, "F Y"), first - timedelta(days=1), following)


def week_of(day: date) -> Period:
    """Monday to Sunday around this day."""
    start = monday_of(day)
    values = {"number": start.isocalendar().week, "days": days_in_words(start, start + timedelta(days=6))}
    name = _("Week %(number)s, %(days)s") % values
    return Period(start, start + timedelta(days=7), name, start - timedelta(days=7), start + timedelta(days=7))


def list_of(day: date) -> Period:
    """Four weeks from the Monday before this day."""
    start = monday_of(day)
    end = start + timedelta(weeks=LIST_WEEKS)
    return Period(start, end, days_in_words(start, end - timedelta(days=1)), start - timedelta(weeks=LIST_WEEKS), end)


def days_in_words(first: date, last: date) -> str:
    """ "8 June to 14 June 2026"; the year once."""
    values = {
        "first": formats.date_format(first, _("j F") if first.year == last.year else _("j F Y")),
        "last": formats.date_format(last, _("j F Y")),
    }
    return _("%(first)s to %(last)s") % values


def period_of(view: str, day: date) -> Period:
    """The period that this view shows for a day."""
    day = min(max(day, FIRST), LAST)
    return {MONTH: month_of, WEEK: week_of, LIST: list_of}[view](day)
