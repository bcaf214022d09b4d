"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from home.page import respond


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The reader's own start page; with `before`, the older entries."""
    return respond(request)
