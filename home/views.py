"""The home page, and catching up."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from activity.answers import back, wants_it
from activity.context import preload
from activity.visits import finish, reopen, tick
from core.htmx import is_fragment, render
from home.catchup import catch_up as list_since
from home.page import respond
from home.proposals import proposals as find_proposals


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The reader's own start page; with `before`, the older entries."""
    return respond(request)


@require_safe
def catch_up(request: HttpRequest) -> HttpResponse:
    """Everything since my last visit that is worth my time, and then an end."""
    found = list_since(request.user)
    preload(request.user, [item.entry.thing for item in found.items])
    undo = request.GET.get("undo", "").partition(".")
    values = {"found": found, "undo": undo if _is_number(undo[0]) and _is_number(undo[2]) else None}
    return render(request, "home/catch_up.html", values)


@require_safe
def catch_up_card(request: HttpRequest) -> HttpResponse:
    """How much that is, for the card on the home page, which asks for it afterwards."""
    return render(request, "home/_catch_up_card.html", {"found": list_since(request.user)})


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Whom and what I could follow, and why."""
    return render(request, "home/proposals.html", {"found": find_proposals(request.user)})


@require_POST
def tick_off(request: HttpRequest) -> HttpResponse:
    """Tick one entry off, or put it back (`done=0`); answers with the button, or leads back."""
    number = request.POST.get("entry", "")
    if not _is_number(number):
        return HttpResponseBadRequest("entry must be a number.", content_type="text/plain")
    is_done = wants_it(request, "done")
    tick(int(number), is_done, by=request.user)
    if not is_fragment(request):
        return back(request)
    return render(request, "home/_tick.html", {"number": int(number), "is_done": is_done})


@require_POST
def finish_catch_up(request: HttpRequest) -> HttpResponse:
    """I am up to date, up to the activity that was on top of the list; with a way back."""
    upto = request.POST.get("to", "")
    if not _is_number(upto):
        return HttpResponseBadRequest("to must be a number.", content_type="text/plain")
    number, at = finish(int(upto), by=request.user)
    return _to_list(f"?undo={number}.{at}")


@require_POST
def reopen_catch_up(request: HttpRequest) -> HttpResponse:
    """Undo that."""
    number, at = request.POST.get("number", ""), request.POST.get("at", "")
    if not (_is_number(number) and _is_number(at)):
        return HttpResponseBadRequest("number and at must be numbers.", content_type="text/plain")
    reopen(int(number), int(at), by=request.user)
    return _to_list()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12


def _to_list(query: str = "") -> HttpResponse:
    response = HttpResponseRedirect(reverse("home:catch_up") + query)
    response.status_code = 303
    return response
