"""Addresses of this site: of a named pattern, and where a form may send people afterwards."""

from functools import lru_cache

from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.http import url_has_allowed_host_and_scheme


def leads_here(address: str, request: HttpRequest) -> bool:
    """Whether this `next` is a path, or a whole address of this very host. A bare word is neither: `redirect` would
    take it for the name of a view."""
    return address.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )


def address(name: str, *args) -> str:
    """What `reverse` gives for these positional arguments, remembered: a page of cards asks for hundreds."""
    return _address(get_urlconf(), get_script_prefix(), name, args)


@lru_cache(maxsize=16_384)
def _address(_urlconf: str | None, _prefix: str, name: str, args: tuple) -> str:
    return reverse(name, args=args)
