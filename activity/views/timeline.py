"""The switches of one's own timeline, and whether there is something new."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_POST, require_safe

from activity.actions import choose_order, close_hint
from activity.answers import back
from activity.keys import LANES
from activity.models import FeedSettings
from activity.timeline import newer as count_newer
from activity.visits import note_visit


@require_safe
def newer(request: HttpRequest) -> HttpResponse:
    """How many entries came since `after`, as {"count", "label"}; 304 when that is what the browser knows."""
    after, lane = request.GET.get("after", ""), request.GET.get("lane") or "all"
    if not (after.isascii() and after.isdigit() and len(after) <= 18) or lane not in {"all", *LANES}:
        return HttpResponseBadRequest("after must be a number, lane one of the lanes.", content_type="text/plain")
    count = count_newer(request.user, after=int(after), lane=lane)
    etag = f'"{after}-{lane}-{count}-{get_language()}"'
    label = ngettext("%(num)d new message", "%(num)d new messages", count) % {"num": count}
    response = JsonResponse({"count": count, "label": label})
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Remember in which order I read."""
    chosen = request.POST.get("order", "")
    if chosen not in FeedSettings.Order.values:
        return HttpResponseBadRequest("No such order.", content_type="text/plain")
    choose_order(chosen, by=request.user)
    return back(request)


@require_POST
def hint(request: HttpRequest) -> HttpResponse:
    """Close the welcome for good."""
    close_hint(by=request.user)
    return back(request)


@require_POST
def visit(request: HttpRequest) -> HttpResponse:
    """The browser tells that the home page, up to the activity `to`, has been on the screen for some seconds."""
    upto = request.POST.get("to") or request.GET.get("to", "")
    if not (upto.isascii() and upto.isdigit() and len(upto) <= 18):
        return HttpResponseBadRequest("to must be a number.", content_type="text/plain")
    note_visit(int(upto), by=request.user)
    return HttpResponse(status=204)
