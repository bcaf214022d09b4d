"""Reacting, and who reacted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from access.kinds import get_kind
from activity.actions import react, unreact
from activity.answers import back, wants_it
from activity.counts import givers, reactions_for
from activity.keys import key_of
from activity.reactions import KINDS
from core.htmx import is_fragment, render


@require_http_methods(["PUT", "DELETE", "POST"])
def reaction(request: HttpRequest, kind: str, pk: int, key: str) -> HttpResponse:
    """Give or take back one reaction; answers with the row of reactions, or leads back."""
    found = get_kind(kind)
    thing = found.get_visible_or_404(request.user, pk)
    if key not in KINDS:
        raise Http404("No such reaction.")
    (react if wants_it(request, "on") else unreact)(thing, key, by=request.user)
    if request.method == "POST" and not is_fragment(request):
        return back(request)
    context = {"thing": thing, "kind": found, "reactions": reactions_for([thing], request.user)[key_of(thing)]}
    return render(request, "activity/_reactions.html", context)


@require_safe
def reactions(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Who gave which reaction."""
    found = get_kind(kind)
    thing = found.get_visible_or_404(request.user, pk)
    if not found.reactable:
        raise Http404("Nobody reacts to this.")
    context = {"thing": thing, "kind": found, "givers": givers(thing, request.user)}
    return render(request, "activity/reactions.html", context, block="who")
