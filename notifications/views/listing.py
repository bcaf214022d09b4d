"""The list, as page and as popover of the bell; and whether there is something new."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.htmx import is_fragment, render
from notifications.inbox import Inbox, Lane, inbox
from notifications.jinja import unread_words
from notifications.unread import unread_of

POPOVER_SIZE = 8
UNREAD = "unread"
LANES = {"you": Lane.YOU, "followed": Lane.FOLLOWED, "organisation": Lane.ORGANISATION, "work": Lane.WORK}
NAMES = {lane: name for name, lane in LANES.items()}


@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """What I was told, newest first; with `part=popover` the newest few, `part=older` the lines after `before`."""
    lane, before = request.GET.get("lane", ""), request.GET.get("before", "")
    if lane not in {"", UNREAD, *LANES} or not (before.isascii() and (before.isdigit() or not before)):
        return HttpResponseBadRequest("lane must be one of the chips, before a number.", content_type="text/plain")
    if len(before) > 18:
        return HttpResponseBadRequest("before must be a number of at most 18 digits.", content_type="text/plain")
    part = request.GET.get("part", "") if is_fragment(request) else ""
    size = {"size": POPOVER_SIZE} if part == "popover" else {}
    page = inbox(
        request.user, lane=LANES.get(lane), unread=lane == UNREAD, before=int(before) if before else None, **size
    )
    values = list_values(page, lane, is_popover=part == "popover") | {"undo": request.GET.get("undo", "")[:4000]}
    return render(request, "notifications/inbox.html", values, block="older" if part == "older" else "list")


def list_values(page: Inbox, lane: str, *, is_popover: bool = False) -> dict:
    """What the template of the list takes."""
    following = urlencode({"lane": lane, "before": page.next_before} if lane else {"before": page.next_before or ""})
    return {
        "inbox": page,
        "lane": lane,
        "chips": _chips(page, lane),
        "older_href": f"{reverse('notifications:inbox')}?{following}" if page.next_before else "",
        "is_popover": is_popover,
    }


def _chips(page: Inbox, lane: str) -> list[dict]:
    """A chip for each lane that holds something, and for the one that is open."""
    chips = [("", _("All")), (UNREAD, _("Unread"))]
    chips += [(NAMES[each], each.label) for each in Lane if each in page.lanes or NAMES[each] == lane]
    base = reverse("notifications:inbox")
    return [
        {"label": label, "href": f"{base}?lane={name}" if name else base, "current": name == lane}
        for name, label in chips
    ]


@require_safe
def poll(request: HttpRequest) -> HttpResponse:
    """How much is unread, as {"count", "badge", "label", "newest"}; 304 when that is what the browser knows. It was
    read together with the session, so this asks nothing more of the database."""
    unread = unread_of(request.user)
    etag = f'"{unread.count}-{unread.stamp}-{get_language()}"'
    answer = {
        "count": unread.count,
        "badge": unread.badge,
        "label": unread_words(unread),
        "newest": unread.stamp,
    }
    response = JsonResponse(answer)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response
