"""All communities, and what might suit the reader."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from access.rule import get_visible_or_404
from communities import actions, permissions
from communities.directory import directory
from communities.forms import DirectoryForm
from communities.models import Community, Membership
from communities.suggesting import suggestions
from core.htmx import is_fragment, render


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by what is in the address; suggestions and invitations above it while nothing is asked."""
    filters = DirectoryForm(request.GET).filters()
    kept = {name: value for name, value in filters.items() if name != "page"}
    is_plain = not kept and filters.get("page", 1) == 1
    context = {
        "found": directory(request.user, filters),
        "filters": kept,
        "query": urlencode(kept),
        "without": {name: "?" + urlencode({other: kept[other] for other in kept if other != name}) for name in kept},
        "can_start": permissions.can_start(request.user),
        "suggestions": suggestions(request.user) if is_plain and not is_fragment(request) else [],
        "invitations": _invitations(request.user) if is_plain and not is_fragment(request) else [],
    }
    return render(request, "communities/directory.html", context, block="results")


def _invitations(user) -> list[Membership]:
    return list(Membership.objects.visible_to(user).select_related("community", "changed_by").order_by("-changed_at"))


@require_POST
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not suggest this one again."""
    actions.dismiss(get_visible_or_404(Community, request.user, pk=pk), by=request.user)
    if is_fragment(request):
        return HttpResponse("")
    return redirect("communities:index")
