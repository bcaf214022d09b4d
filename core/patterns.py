"""Addresses of patterns, remembered: a page of cards asks for hundreds, most of them again and again."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse


def address(name: str, *args) -> str:
    """What `reverse` gives for these positional arguments."""
    return _address(get_urlconf(), get_script_prefix(), name, args)


@lru_cache(maxsize=16_384)
def _address(_urlconf: str | None, _prefix: str, name: str, args: tuple) -> str:
    return reverse(name, args=args)
