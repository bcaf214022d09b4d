"""Who asks, in which language and at what hour; and that nothing is served to strangers."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation

# Everything else needs a signed-in person. Prefixes, matched on whole path segments.
OPEN_PREFIXES = (
    "/login/",
    "/account/password/reset/",
    "/account/invitation/",
    "/account/2fa/authenticate/",
    "/account/2fa/webauthn/login/",
    "/account/reauthenticate/",
    "/static/",
    "/favicon.ico",
)


class PreferencesMiddleware:
    """Activates the person's language and time zone; a visitor's language comes from the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(translation.get_language_from_request(request)):
            try:
                response = self.get_response(request)
                response.headers.setdefault("Content-Language", translation.get_language())
                return response
            finally:
                timezone.deactivate()


class LoginRequiredMiddleware:
    """Sends visitors to the sign-in page, and signed-in people on with their own language and time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
            try:
                timezone.activate(zoneinfo.ZoneInfo(user.time_zone))
            except (zoneinfo.ZoneInfoNotFoundError, ValueError):
                timezone.deactivate()
        elif not request.path.startswith(OPEN_PREFIXES):
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        return self.get_response(request)
