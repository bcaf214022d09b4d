"""What owners and moderators do about members."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.pace import TooOften
from communities import actions, permissions
from communities.announcing import ONCE_IN
from communities.forms import AnnouncementForm, AskForm, FindForm, ReasonForm
from communities.models import Community, Membership
from communities.panel import panel_of
from communities.reading import of_state, page_of, people_to_invite
from communities.states import ACTIVE, State
from communities.views.common import around, managed
from core.htmx import render

WITH_REASON = {"decline": actions.decline, "remove": actions.remove, "block": actions.block}
AT_ONCE = {"approve": actions.approve, "withdraw": actions.withdraw, "unblock": actions.unblock}
ROLES = {"member": State.MEMBER, "moderator": State.MODERATOR, "owner": State.OWNER}


@require_safe
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """What asks for a manager today, and the doors to the rest."""
    it = managed(request, slug)
    context = around(request, it, "manage") | panel_of(it, request.user)
    asked = FindForm(request.GET).filters()
    context |= {"seats": None, "requests": page_of(of_state(it, State.REQUESTED), asked.get("page", 1), 20)}
    return render(request, "communities/manage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One person in the community. GET: the page to decide something about them; POST: do it."""
    it = managed(request, slug)
    row = Membership.objects.filter(community=it, user_id=pk).with_faces().first()
    if row is None:
        raise Http404("This person has no place here.")
    do = request.POST.get("do") if request.method == "POST" else request.GET.get("do", "")
    form = ReasonForm(request.POST if request.method == "POST" and do in WITH_REASON else None)
    if request.method == "POST":
        try:
            done = _do(it, row.user, do, form, request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("communities:manage", it.slug)
        if done:
            messages.success(request, done)
            return redirect("communities:manage", it.slug)
    context = around(request, it, "manage")
    context |= {
        "seats": None,
        "row": row,
        "do": do if do in WITH_REASON else "",
        "form": form,
        "may_remove": permissions.can_remove(request.user, it, row.user),
        "may_block": row.state != State.BLOCKED and permissions.can_block(request.user, it, row.user),
        "may_give_role": context["can_manage"] and row.state in ACTIVE,
    }
    return render(request, "communities/member.html", context, status=422 if form.errors else 200)


def _do(it: Community, person, do: str | None, form: ReasonForm, by) -> str:
    """The words for what was done; empty when the form has to be filled in again."""
    name = {"name": person}
    if do in WITH_REASON:
        if not form.is_valid():
            return ""
        WITH_REASON[do](it, person, by=by, reason=form.cleaned_data["reason"])
        return {
            "decline": _("You declined the request of %(name)s.") % name,
            "remove": _("%(name)s is no longer a member.") % name,
            "block": _("%(name)s is blocked.") % name,
        }[do]
    if do in AT_ONCE:
        AT_ONCE[do](it, person, by=by)
        return {
            "approve": _("%(name)s is in.") % name,
            "withdraw": _("The invitation of %(name)s is withdrawn.") % name,
            "unblock": _("%(name)s may come again.") % name,
        }[do]
    if do == "hand_over":
        actions.hand_over(it, person, by=by)
        return _("%(name)s is now the owner.") % name
    if do in ROLES:
        actions.give_role(it, person, ROLES[do], by=by)
        return _("%(name)s has another role from now on.") % name
    raise PermissionDenied("No such step.")


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Find colleagues and invite them; and who was invited or blocked."""
    it = managed(request, slug)
    if request.method == "POST":
        return _invite(request, it)
    asked = FindForm(request.GET).filters()
    words = asked.get("q", "")
    context = around(request, it, "manage")
    context |= {
        "seats": None,
        "q": words,
        "people": people_to_invite(it, words) if words else [],
        "invited": page_of(of_state(it, State.INVITED), asked.get("page", 1), 50),
        "blocked": list(of_state(it, State.BLOCKED)[:100]),
        "can_invite": permissions.can_invite(request.user, it),
        "origin": f"{request.scheme}://{request.get_host()}",
    }
    return render(request, "communities/invite.html", context, block="results")


def _invite(request: HttpRequest, it: Community) -> HttpResponse:
    person = _person(request.POST.get("person", ""))
    form = AskForm(request.POST)
    message = form.cleaned_data["message"] if form.is_valid() else ""
    try:
        row = actions.invite(it, person, by=request.user, message=message)
    except TooOften:
        raise
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        words = _("%(name)s is in: they had asked already.") if row.sits else _("%(name)s is invited.")
        messages.success(request, words % {"name": person})
    return redirect("communities:invite", it.slug)


def _person(number: str):
    """A colleague by number. Everybody may know every open account."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404("No such person.")
    person = get_user_model().objects.filter(is_active=True, pk=int(number)).first()
    if person is None:
        raise Http404("No such person.")
    return person


@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to all members; the page says to how many before it is sent."""
    it = managed(request, slug)
    if not permissions.can_announce(request.user, it):
        raise PermissionDenied("An archived community is read-only.")
    form = AnnouncementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("title", "text", "is_urgent")}
        try:
            sent = actions.announce(it, by=request.user, **values)
        except actions.TooSoon as refused:
            form.add_error("is_urgent", refused.messages[0])
        else:
            messages.success(request, _("Sent. Every member finds it in their updates."))
            return redirect(sent)
    context = around(request, it, "manage")
    context |= {
        "seats": None,
        "form": form,
        "others": it.member_count - 1,
        "next_at": it.announced_at + ONCE_IN if it.announced_at else None,
    }
    return render(request, "communities/announce.html", context, status=422 if form.errors else 200)
