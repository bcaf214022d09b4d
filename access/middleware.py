"""Redirects that tell nobody about a page they may not see."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects import middleware as wagtail_redirects
from wagtail.contrib.redirects.models import Redirect

from access.rule import can_see


class RedirectMiddleware(wagtail_redirects.RedirectMiddleware):
    """Wagtail's redirects, except that one to a page out of reach is left as the 404 it would be without it."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        for candidate in (path, path.partition("?")[0]):
            redirect = wagtail_redirects.get_redirect(request, candidate)
            if redirect is not None and redirect.link is not None:
                page = redirect.redirect_page
                return answer if page is None or can_see(request.user, page) else response
        return response
