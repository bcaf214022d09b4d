"""What the templates of the news use."""

import re

from django.utils import formats, timezone
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from news import pictures
from news.alerts import alerts_for, version_of
from news.words import moment


def paragraphs(text: str) -> Markup:
    """Plain text with blank lines as paragraphs."""
    pieces = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return Markup("").join(Markup("<p>%s</p>") % Markup("<br>").join(piece.split("\n")) for piece in pieces if piece)


def day(value) -> str:
    """The date of a news item: "24 November 2026" in the reader's language and time zone."""
    if value is None:
        return ""
    local = timezone.localtime(value) if hasattr(value, "tzinfo") else value
    return formats.date_format(local, "DATE_FORMAT")


@pass_context
def preview_tools(context: Context) -> str:
    """Wagtail's accessibility checker, for previews only: the policy of the site itself has no room for it."""
    return wagtailuserbar(context)


@pass_context
def alerts_now(context: Context) -> list:
    """What stands on top of the page of this reader."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return alerts_for(user) if user is not None and user.is_authenticated else []


GLOBALS = {
    "alerts_now": alerts_now,
    "alerts_version": version_of,
    "card_picture": pictures.card_picture,
    "preview_tools": preview_tools,
}
FILTERS = {"paragraphs": paragraphs, "day": day, "moment": moment}
