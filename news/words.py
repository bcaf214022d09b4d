"""Moments in words, in the reader's language and time zone, always with the zone."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _


def zone_name() -> str:
    """The city that names the active time zone: "Amsterdam"."""
    return timezone.get_current_timezone_name().rsplit("/", 1)[-1].replace("_", " ")


def day_in_words(day: date) -> str:
    """ "Tuesday 9 June"; with the year when it is not this year."""
    return formats.date_format(day, _("l j F") if day.year == timezone.localdate().year else _("l j F Y"))


def moment(at: datetime) -> str:
    """ "Tuesday 9 June at 09:00, Amsterdam"; with the year when it is not this year."""
    local = timezone.localtime(at)
    return _("%(day)s at %(time)s, %(zone)s") % {
        "day": day_in_words(local),
        "time": local.strftime("%H:%M"),
        "zone": zone_name(),
    }


def short_moment(at: datetime) -> str:
    """ "Tue 9 June 09:00, Amsterdam", for lists."""
    local = timezone.localtime(at)
    day = formats.date_format(local, _("D j F"))
    return _("%(day)s %(time)s, %(zone)s") % {"day": day, "time": local.strftime("%H:%M"), "zone": zone_name()}
