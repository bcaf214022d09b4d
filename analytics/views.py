"""One reader more; and what is counted here, in words."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from access.kinds import get_kind
from analytics.actions import COUNTED_DAYS, count_seen
from analytics.figures import SMALLEST
from core.htmx import render


@require_POST
def seen(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The browser tells that the thing has been before the reader's eyes for some seconds."""
    count_seen(get_kind(kind).get_visible_or_404(request.user, pk), by=request.user)
    return HttpResponse(status=204)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What is counted about readers, for whom, and how long: for every colleague and for the works council."""
    return render(request, "analytics/about.html", {"days": COUNTED_DAYS, "smallest": SMALLEST})
