"""The denominators: a trivial view behind Django's stock middleware, and Wagtail's own way to serve a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import path


class UrlconfMiddleware:
    """Gives the stock handler the URLs of this module."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = "benchmarks.stock"
        return self.get_response(request)


def auth(request: HttpRequest) -> HttpResponse:
    """AUTH: a signed-in person, and nothing else."""
    return HttpResponse(f"Hello {request.user.pk}")


urlpatterns = [path("auth/", auth)]
