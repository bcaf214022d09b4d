"""The site, and an address for each way in which it can say no."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import path

from cms.urls import urlpatterns as site

REFUSALS = {400: BadRequest, 403: PermissionDenied, 404: Http404, 500: RuntimeError}


def refuse(request, status: int):
    if status in REFUSALS:
        raise REFUSALS[status]
    return render(request, f"{status}.html", status=status)


urlpatterns = [path("refused/<int:status>/", refuse), *site]
