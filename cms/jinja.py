"""The Jinja2 environment of the site: Django's helpers plus what each app offers in its own `jinja.py`."""

from functools import lru_cache
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.templatetags import static as files
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import formats, timezone, translation
from django.utils.module_loading import module_has_submodule
from jinja2 import Environment


def environment(**options) -> Environment:
    """An environment with every app's GLOBALS and FILTERS, translated by Django's active language."""
    env = Environment(**options)  # noqa: S701  Django's backend passes autoescape=True
    env.install_gettext_callables(gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext)
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
    if args or kwargs:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return _fixed(name, get_urlconf(), get_script_prefix())


# What stands on every page some seventy times, and is the same for as long as the process lives.


@lru_cache(maxsize=1024)
def _fixed(name: str, _urlconf, _prefix: str) -> str:
    return reverse(name)


def static(path: str) -> str:
    """The address of a static file."""
    return files.static(path) if settings.DEBUG else _static(path)


@lru_cache(maxsize=1024)
def _static(path: str) -> str:
    return files.static(path)


def gettext(message: str) -> str:
    """A text in the active language."""
    return _gettext(message, translation.get_language())


@lru_cache(maxsize=8192)
def _gettext(message: str, _language: str | None) -> str:
    return translation.gettext(message)


def date(value, form: str = "DATE_FORMAT") -> str:
    """A date or time in the reader's language and time zone."""
    if hasattr(value, "tzinfo") and value.tzinfo:
        value = timezone.localtime(value)
    return formats.date_format(value, form)
