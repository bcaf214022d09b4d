"""Small repairs to what old and broken exports hold: ampersands, entities, dates."""

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.utils import timezone

from news.wordpress.source import ILLEGAL


def mend(text: str) -> str:
    """The piece with the common breaks put right: bare ampersands, HTML entities, illegal character references."""
    parts = re.split(r"(<!\[CDATA\[.*?\]\]>)", text, flags=re.DOTALL)
    for index in range(0, len(parts), 2):
        parts[index] = re.sub(r"&(#?\w{1,32};)?", _mended, parts[index])
    if not re.search(r"</item\s*>\s*$", text) and re.match(r"<item[\s>]", text):
        parts.append("</item>")
    return "".join(parts)


def _mended(match: re.Match) -> str:
    if not match[1]:
        return "&amp;"
    if match[0] in ("&amp;", "&lt;", "&gt;", "&quot;", "&apos;"):
        return match[0]
    character = html.unescape(match[0])
    if character == match[0]:
        return "&amp;" + match[1]
    return html.escape(ILLEGAL.sub("", character))


def title_in(text: str) -> str:
    found = re.search(r"<title>(.{0,300}?)</title>", text[:20000], re.DOTALL)
    return html.unescape(re.sub(r"<!\[CDATA\[|\]\]>", "", found[1])).strip() if found else ""


def moment(gmt: str | None, mail_date: str | None, local: str | None) -> str:
    """The best of three dates as ISO in UTC: the exact one, the feed's, then local time. Empty if none holds."""
    for value, zone in ((gmt, UTC), (mail_date, None), (local, timezone.get_default_timezone())):
        found = _read_date(value or "", zone)
        if found and 1970 <= found.year <= 9000:
            return found.astimezone(UTC).isoformat()
    return ""


def _read_date(value: str, zone) -> datetime | None:
    try:
        if zone is None:
            # The parser of mail dates reads the year -0001 of an undated draft as 2000.
            dated = re.search(r"\s(?:19|20)\d\d\s", value)
            found = parsedate_to_datetime(value) if dated else None
            return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
        return datetime.fromisoformat(value.strip()).replace(tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
