"""Starting a community, changing it, and its rest and return."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from access.rule import get_visible_or_404
from communities import actions, permissions
from communities.forms import CommunityForm
from communities.models import Community, Visibility
from communities.states import State
from communities.views.common import around, found
from core.htmx import render


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """A new community."""
    allowed = [value for value in Visibility if permissions.can_start(request.user, value)]
    if not allowed:
        raise PermissionDenied("Only some colleagues may start a community here.")
    form = CommunityForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        community = actions.start(by=request.user, **form.decided())
        messages.success(request, _("%(name)s is there. Invite the first colleagues.") % {"name": community.name})
        return redirect("communities:invite", community.slug)
    return render(request, "communities/start.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What the community says of itself and how it works, for its owners."""
    it = found(request, slug)
    if not permissions.can_manage(request.user, it):
        raise PermissionDenied("Only owners may change a community.")
    form = CommunityForm(request.POST or None, instance=it, user=request.user)
    if request.method == "POST" and form.is_valid():
        if it.is_archived:
            raise PermissionDenied("An archived community is read-only.")
        changed = actions.edit(it, by=request.user, **form.decided())
        messages.success(request, _("Saved."))
        return redirect("communities:manage", changed.slug)
    context = around(request, it, "manage") | {"seats": None, "form": form, "others": _others(request.user, it)}
    return render(request, "communities/settings.html", context, status=422 if form.errors else 200)


def _others(user, it: Community) -> list[Community]:
    """Communities of this owner that this one could go on in."""
    own = Community.objects.postable().filter(memberships__user=user, memberships__state=State.OWNER)
    return list(own.exclude(pk=it.pk).order_by("name")[:50])


@require_http_methods(["POST"])
def rest(request: HttpRequest, slug: str) -> HttpResponse:
    """Archive, revive, merge, or confirm that the purpose still holds: what `do` says."""
    it, user = found(request, slug), request.user
    try:
        match request.POST.get("do"):
            case "archive":
                actions.archive(it, by=user)
                messages.success(
                    request, _("%(name)s is archived. It can be read and found, and revived.") % {"name": it.name}
                )
            case "revive":
                actions.revive(it, by=user)
                messages.success(request, _("%(name)s is open again.") % {"name": it.name})
            case "merge":
                into = get_visible_or_404(Community, user, slug=request.POST.get("into", ""))
                invited = actions.merge(it, into, by=user)
                words = ngettext("%(n)d member is invited there.", "%(n)d members are invited there.", invited)
                messages.success(request, words % {"n": invited})
            case "confirm":
                actions.confirm_purpose(it, by=user)
                messages.success(request, _("Noted: the purpose still holds."))
            case _:
                raise PermissionDenied("No such step.")
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(it)
