"""Who asks, in which language and at what hour; and that nothing is served to strangers."""

import zoneinfo
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import middleware as auth_middleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import identity
from accounts.pace import TooOften

# Everything else needs a signed-in person. By name of the URL pattern, so that no page can hide behind a prefix.
OPEN_VIEWS = frozenset(
    {
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_invitation",
        "set_language",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "notifications:lever",
    }
)


class AuthenticationMiddleware(auth_middleware.AuthenticationMiddleware):
    """Django's own, which verifies the session as ever, but finds the person who was read together with it."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: signed_in(request))


def signed_in(request: HttpRequest):
    """The person whose session this is, or an anonymous one."""
    with identity.arriving(request.session.person):
        return auth_middleware.get_user(request)


class PreferencesMiddleware:
    """Activates the person's language and time zone; a visitor's language comes from a cookie or the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            try:
                response = self.get_response(request)
                response.headers.setdefault("Content-Language", translation.get_language())
                return response
            finally:
                timezone.deactivate()


class PaceMiddleware:
    """Answers 429, in words, where a view lets `TooOften` go: what a person did too often did not happen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, TooOften):
            return None
        response = render(request, "429.html", {"said": " ".join(problem.messages)}, status=429)
        response.headers["Retry-After"] = str(problem.wait)
        return response


class LoginRequiredMiddleware:
    """Sends visitors to the sign-in page, and signed-in people on with their own language and time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request) if is_open(request) else ask_to_sign_in(request)
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
        try:
            timezone.activate(zoneinfo.ZoneInfo(user.time_zone))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            timezone.deactivate()
        # Wagtail would send people without the right to the sign-in page, which sends them straight back.
        if request.path_info.startswith("/cms/") and not user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return self.get_response(request)


def is_open(request: HttpRequest) -> bool:
    """Whether a visitor may call this address."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return match.view_name in OPEN_VIEWS


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in page; for a fragment or a script a plain 401, never a page in the middle of a page."""
    login_url = resolve_url(settings.LOGIN_URL)
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=401)
        response.headers["HX-Redirect"] = redirect_to_login(_page_of(request), login_url).url
        return response
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path(), login_url)


def _page_of(request: HttpRequest) -> str:
    """The path of the page on which htmx asked for a fragment."""
    page = request.headers.get("HX-Current-URL", "")
    if url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        parts = urlsplit(page)
        return parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    return "/"
