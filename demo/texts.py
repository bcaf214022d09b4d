"""Reading demo/content: the YAML, dates that are relative to today, and texts as rich text."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from django.utils import timezone
from markdown_it import MarkdownIt

FOLDER = Path(__file__).parent / "content"
ZONE = ZoneInfo("Europe/Amsterdam")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
DAYS = {
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
MONTHS = {
    "nl": [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ],
}  # fmt: skip
SHORT_DAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]
PLACE = re.compile(r"\{(nu:)?(ma|di|wo|do|vr|za|zo|maand|jaar)?([+-]\d+)?\}")
# A weekday that is as near as this is never moved: the reader was promised "yesterday".
FRESH = 6
_markdown = MarkdownIt("zero").enable(["emphasis", "list", "heading", "blockquote", "link"])


@cache
def read(name: str):
    """One file of demo/content."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def read_folder(name: str) -> list:
    """Every file of a folder of demo/content, in order of name."""
    return [read(f"{name}/{path.stem}") for path in sorted((FOLDER / name).glob("*.yaml"))]


def moment(when: str, now: datetime) -> datetime:
    """The time that `when` means today.

    "568 08:30" is so many days ago, "+6 09:00" in so many days, "+ma8 09:00" on the first Monday that is at least eight
    days away, "~07-09 09:00" the last ninth of July. What would fall in a weekend long ago moves to the Friday before
    it: offices write on working days.
    """
    day, clock = when.split()
    today = now.astimezone(ZONE).date()
    if day.startswith("~"):
        month, number = (int(part) for part in day[1:].split("-"))
        found = date(today.year, month, number)
        if found > today - timedelta(days=FRESH):
            found = date(today.year - 1, month, number)
    elif day[1:3] in SHORT_DAYS:
        found = today + timedelta(days=int(day[3:]))
        found += timedelta(days=(SHORT_DAYS.index(day[1:3]) - found.weekday()) % 7)
    else:
        days = int(day)
        found = today + timedelta(days=days) if day.startswith("+") else today - timedelta(days=days)
    if (today - found).days >= FRESH and found.weekday() > 4:
        found -= timedelta(days=found.weekday() - 4)
    hour, minute = (int(part) for part in clock.split(":"))
    at = datetime.combine(found, time(hour, minute), ZONE)
    return at if day.startswith("+") else min(at, now - timedelta(minutes=30))


def distance(after: str) -> timedelta:
    """ "45m", "3h" or "12d" as a length of time."""
    return timedelta(**{UNITS[after[-1]]: int(after[:-1])})


def fill(text: str, at: datetime, language: str, now: datetime) -> str:
    """The text with its dates written out as seen from `at`: {+5}, {ma+8} (the first Monday from then on), {maand+1},
    {jaar-41}; or as seen from the day of loading: {nu:ma+1}."""

    def written(match: re.Match) -> str:
        unit, number = match.group(2), int(match.group(3) or 0)
        day = (now if match.group(1) else at).astimezone(ZONE).date()
        if unit == "jaar":
            return str(day.year + number)
        if unit == "maand":
            return MONTHS[language][(day.month - 1 + number) % 12]
        day += timedelta(days=number)
        if unit:
            day += timedelta(days=(SHORT_DAYS.index(unit) - day.weekday()) % 7)
        return f"{DAYS[language][day.weekday()]} {day.day} {MONTHS[language][day.month - 1]}"

    return PLACE.sub(written, text)


def rich(text: str) -> str:
    """Markdown as the HTML that the editor of rich text stores."""
    html = _markdown.render(text)
    for long, short in (("strong", "b"), ("em", "i")):
        html = html.replace(f"<{long}>", f"<{short}>").replace(f"</{long}>", f"</{short}>")
    return re.sub(r">\s+<", "><", html).strip()


def current() -> datetime:
    """Now, to the minute."""
    return timezone.now().replace(second=0, microsecond=0)
