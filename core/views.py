"""Error answers that belong to no app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Says that the form went stale, in plain words, and keeps nothing secret in the answer."""
    return render(request, "403_csrf.html", status=403)
