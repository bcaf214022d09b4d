"""Addresses of this site: of a named pattern, and where a form may send people afterwards."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def leads_here(address: str, request: HttpRequest) -> bool:
    """Whether this `next` is a path, or a whole address of this very host. A bare word is neither: `redirect` would
    take it for the name of a view."""
    return address.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )


def address(name: str, *args) -> str:
    """The address of a named pattern."""
    return reverse(name, args=args)
