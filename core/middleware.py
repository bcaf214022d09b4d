"""Request-wide behaviour that needs no table: health answers, how long an address may be, what a refusal is called, and
the content security policy."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import get_template
from django.template.response import TemplateResponse

# Twice what web servers commonly let through. Pages repeat their address in links: a megabyte of it takes seconds.
LONGEST_ADDRESS = 16_384


class HealthMiddleware:
    """Answers `/livez` (touches nothing) and `/readyz` (asks the database one question) before sessions and hosts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/livez":
            return HttpResponse("ok", content_type="text/plain")
        if request.path == "/readyz":
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
            except Exception:  # any database failure means: send no traffic here
                return HttpResponse("database unavailable", content_type="text/plain", status=503)
            return HttpResponse("ok", content_type="text/plain")
        return self.get_response(request)


class AddressLengthMiddleware:
    """Answers 414 to an address that is longer than anybody has a use for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) + len(request.path_info) > LONGEST_ADDRESS:
            return HttpResponse(get_template("400.html").render(), status=414)
        return self.get_response(request)


class RefusedFormMiddleware:
    """A form that comes back with errors is a refusal, 422, also where the view is of the sign-in library (200)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Called for what a class-based view is about to render; the CMS keeps what its own scripts expect."""
        form = (response.context_data or {}).get("form")
        asked = request.method == "POST" and not request.path_info.startswith("/cms/")
        if asked and response.status_code == 200 and getattr(form, "errors", None):
            response.status_code = 422
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy of the site; under `/cms/` the admin may use inline scripts, styles and frames."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/cms/"):
            parts.nonce = None  # browsers ignore 'unsafe-inline' beside a nonce
            parts.replace = (parts.replace or {}) | {
                "script-src": ["'self'", "'unsafe-inline'"],
                "style-src": ["'self'", "'unsafe-inline'"],
                "frame-src": ["'self'"],
                "frame-ancestors": ["'self'"],
                "img-src": ["'self'", "data:", "blob:"],
            }
            response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
            if response.headers["X-Frame-Options"] == settings.X_FRAME_OPTIONS:
                response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return parts
