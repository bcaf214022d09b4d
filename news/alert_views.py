"""Alerts: the ones of now as a fragment, and putting one away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from access.rule import get_visible_or_404
from core.addresses import leads_here
from core.htmx import is_fragment, render
from news.actions import dismiss_alert, show_alert_again
from news.alerts import alerts_for, version_of
from news.models import Alert


@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """What is on now, for pages that stay open: 204 while it is still the set that the page `known`."""
    banners = alerts_for(request.user)
    if request.GET.get("known") == version_of(banners):
        return HttpResponse(status=204)
    response = render(
        request, "news/alerts.html", {"banners": banners, "version": version_of(banners)}, block="banners"
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["POST", "DELETE"])
def dismissal(request: HttpRequest, pk: int) -> HttpResponse:
    """POST puts the alert away for this person, DELETE (or `_method=DELETE`) shows it again."""
    alert = get_visible_or_404(Alert, request.user, pk=pk)
    back = request.method == "DELETE" or request.POST.get("_method") == "DELETE"
    (show_alert_again if back else dismiss_alert)(alert, by=request.user)
    if is_fragment(request) and not back:
        return render(request, "news/alert_gone.html", {"alert": alert})
    target = request.POST.get("next") or request.headers.get("Referer", "")
    if not leads_here(target, request):
        target = "/"
    response = redirect(target)
    response.status_code = 303
    return response
