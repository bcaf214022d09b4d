"""The Jinja2 environment of the site: Django's helpers plus what each app offers in its own `jinja.py`."""

from importlib import import_module

from django.apps import apps
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.module_loading import module_has_submodule
from jinja2 import Environment


def environment(**options) -> Environment:
    """An environment with every app's GLOBALS and FILTERS, translated by Django's active language."""
    env = Environment(**options)  # noqa: S701  Django's backend passes autoescape=True
    env.install_gettext_callables(
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(static=static, url=url, get_language=translation.get_language)
    env.filters.update(date=date, localtime=timezone.localtime)
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "jinja") and config.name != "cms":
            module = import_module(f"{config.name}.jinja")
            env.globals.update(getattr(module, "GLOBALS", {}))
            env.filters.update(getattr(module, "FILTERS", {}))
    return env


def url(name: str, *args, **kwargs) -> str:
    """The address of a named URL pattern."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def date(value, form: str = "DATE_FORMAT") -> str:
    """A date or time in the reader's language and time zone."""
    if hasattr(value, "tzinfo") and value.tzinfo:
        value = timezone.localtime(value)
    return formats.date_format(value, form)
