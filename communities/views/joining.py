"""Coming and going: what a person does about their own membership."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.rule import can_see, get_visible_or_404
from communities import actions
from communities.forms import AskForm
from communities.models import Membership
from communities.views.common import around, found
from core.htmx import render
from core.text import render_markdown


@require_POST
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Join, ask, cancel, leave, or take on an ownerless community: what `do` says. Leads back to the community, or
    after leaving what one may then no longer see, to the directory."""
    it, user = found(request, slug), request.user
    try:
        match request.POST.get("do"):
            case "join":
                actions.join(it, by=user)
                messages.success(request, _("You are in. Welcome to %(name)s.") % {"name": it.name})
            case "ask":
                return _ask(request, it)
            case "cancel":
                actions.cancel(it, by=user)
                messages.success(request, _("You took your request back."))
            case "leave":
                actions.leave(it, by=user)
                messages.success(request, _("You left %(name)s.") % {"name": it.name})
            case "take_on":
                actions.take_on(it, by=user)
                messages.success(request, _("You are now the owner of %(name)s. Thank you.") % {"name": it.name})
            case _:
                raise PermissionDenied("No such step.")
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(it) if can_see(user, it) else redirect("communities:index")


def _ask(request: HttpRequest, it) -> HttpResponse:
    form = AskForm(request.POST)
    if not form.is_valid():
        context = around(request, it, "about")
        context |= {"seats": None, "owners": [], "rules": render_markdown(it.rules), "ask_form": form}
        return render(request, "communities/about.html", context, status=422)
    row = actions.ask(it, by=request.user, message=form.cleaned_data["message"])
    if row.sits:
        messages.success(request, _("You are in. Welcome to %(name)s.") % {"name": it.name})
    else:
        messages.success(request, _("Your request is with the managers. You hear from them here."))
    return redirect(it)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own invitation. The address works for that account only; to anybody else there is nothing here."""
    mine = get_visible_or_404(
        Membership.objects.select_related("community", "changed_by__profile__portrait"), request.user, pk=pk
    )
    if request.method != "POST":
        context = {"invitation": mine, "community": mine.community, "rules": render_markdown(mine.community.rules)}
        return render(request, "communities/invitation.html", context)
    match request.POST.get("do"):
        case "accept":
            actions.accept(mine, by=request.user)
            messages.success(request, _("You are in. Welcome to %(name)s.") % {"name": mine.community.name})
            return redirect(mine.community)
        case "refuse":
            actions.refuse(mine, by=request.user)
            messages.success(request, _("You turned the invitation down."))
            return redirect("communities:index")
    raise PermissionDenied("No such step.")
