"""What every Jinja template can use: icons inline, the component macros as `ui.…`, times in words, safe addresses."""

from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.template import engines
from django.urls import NoReverseMatch, reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from core.stencils import Repeated

ICON_DIR = settings.BASE_DIR / "templates" / "icons"
COMPONENTS = (
    "alert",
    "basics",
    "people",
    "entry",
    "reactions",
    "comment",
    "forms",
    "feedback",
    "table",
    "body",
    "navigation",
    "community",
)


@lru_cache(maxsize=512)
def icon(name: str, size: str = "") -> Markup:
    """The named icon as inline SVG, hidden from screen readers; size is "", "s" or "l"."""
    svg = (ICON_DIR / f"{name}.svg").read_text(encoding="utf-8").strip()
    return Markup(svg.replace('class="i"', f'class="i i-{size}"', 1) if size else svg)  # noqa: S704  our own files


# Macros that lists call for every line and that only show their texts; and the arguments that decide the markup.
REPEATED = {"news_item": {"heading"}}


class Components:
    """Every macro of templates/components/ as an attribute, so that fragments can use them without imports."""

    def __init__(self) -> None:
        self._macros: dict = {}

    def __getattr__(self, name: str):
        if name not in self._macros or settings.DEBUG:
            self._macros[name] = self._find(name)
        return self._macros[name]

    def _find(self, name: str):
        env = next(engine for engine in engines.all() if engine.name == "jinja2").env
        for component in COMPONENTS:
            module = env.get_template(f"components/{component}.html").module
            if hasattr(module, name):
                macro = getattr(module, name)
                return Repeated(macro, REPEATED[name]) if name in REPEATED else macro
        raise AttributeError(f"No component macro is called {name}.")


def link_to(name: str, *args, **kwargs) -> str:
    """The address of a named pattern, or "" when this installation does not have it (the caller then shows no link)."""
    try:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


def time_ago(moment: datetime | None) -> str:
    """A <time> element: relative words up to a week, then the date; the exact moment is in its title."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        formats.date_format(local, "DATETIME_FORMAT"),
        _in_words(local),
    )


def _in_words(local: datetime) -> str:
    now = timezone.localtime()
    seconds = (now - local).total_seconds()
    days = (now.date() - local.date()).days
    if seconds < 0:
        return formats.date_format(local, "SHORT_DATETIME_FORMAT")
    if seconds < 60:
        return _("just now")
    if seconds < 3600:
        minutes = int(seconds // 60)
        return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}
    clock = formats.date_format(local, "TIME_FORMAT")
    if days == 0:
        return _("today %(time)s") % {"time": clock}
    if days == 1:
        return _("yesterday %(time)s") % {"time": clock}
    if days < 7:
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    return formats.date_format(local, "DATE_FORMAT")


GLOBALS = {"icon": icon, "ui": Components(), "link_to": link_to, "time_ago": time_ago}
FILTERS = {"time_ago": time_ago}
