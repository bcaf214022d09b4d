"""Read, unread, seen: by form or by script, and never by looking."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.kinds import get_kind
from activity.answers import back, wants_it
from core.htmx import is_fragment, render
from notifications import actions
from notifications.inbox import get_line_or_404, inbox
from notifications.views.listing import list_values


@require_http_methods(["PUT", "DELETE", "POST"])
def read(request: HttpRequest, line: str) -> HttpResponse:
    """Mark one line read (PUT, or a form with read=1) or unread; answers with the line, or leads back."""
    found = get_line_or_404(request.user, line)
    (actions.mark_read if wants_it(request, "read") else actions.mark_unread)(found, by=request.user)
    if request.method == "POST" and not is_fragment(request):
        return back(request)
    page = inbox(request.user, before=found.stamp + 1, size=1)
    shown = [each for each in page.lines if each.id == line]
    return render(request, "notifications/_line.html", {"line": shown[0]}) if shown else HttpResponse("")


@require_POST
def all_read(request: HttpRequest) -> HttpResponse:
    """Everything up to what was on the page is read; with a way back."""
    upto = _stamp(request)
    if upto is None:
        return HttpResponseBadRequest("upto must be a number.", content_type="text/plain")
    token = actions.mark_all_read(by=request.user, upto=upto)
    if is_fragment(request):
        popover = request.POST.get("part") == "popover"
        values = list_values(inbox(request.user, **({"size": 8} if popover else {})), "", is_popover=popover)
        return render(request, "notifications/inbox.html", values | {"undo_toast": token}, block="list")
    response = HttpResponseRedirect(f"{reverse('notifications:inbox')}?{urlencode({'undo': token})}")
    response.status_code = 303
    return response


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """What "mark all read" marked is unread again."""
    try:
        actions.undo_mark_all_read(request.POST.get("token", ""), by=request.user)
    except ValueError:
        return render(
            request, "notifications/undo_gone.html", {"message": _("This cannot be undone any more.")}, status=422
        )
    response = HttpResponseRedirect(reverse("notifications:inbox"))
    response.status_code = 303
    return response


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """The list was before my eyes up to this stamp. Sent by script."""
    upto = _stamp(request)
    if upto is None:
        return HttpResponseBadRequest("upto must be a number.", content_type="text/plain")
    actions.mark_seen(by=request.user, upto=upto)
    return HttpResponse(status=204)


@require_POST
def opened(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """I have this thing before me: what I was told of it is read. Sent by the script of its page."""
    actions.mark_opened(get_kind(kind).get_visible_or_404(request.user, pk), by=request.user)
    return HttpResponse(status=204)


def _stamp(request: HttpRequest) -> int | None:
    text = request.POST.get("upto", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
