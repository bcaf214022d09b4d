"""The pages of one community that its readers meet."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.rule import get_visible_or_404
from activity.context import preload
from activity.timeline import timeline
from communities import permissions
from communities.composing import composer_for
from communities.forms import AskForm, FindForm
from communities.models import Announcement, Community
from communities.parts import is_on
from communities.reading import NEW_FOR, at_the_table, latest_announcement, members_of, owners_of, page_of
from communities.states import ACTIVE
from communities.views.common import around, found
from core.htmx import render
from core.text import render_markdown


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """The head of a community and what is said in it."""
    it = found(request, slug)
    context = around(request, it, "timeline")
    entries, older = [], ""
    if context["can_read"]:
        try:
            page = timeline(request.user, of=it, before=request.GET.get("before"))
        except ValueError as wrong:
            raise Http404("No such page.") from wrong
        entries, older = page.entries, f"?before={page.next_before}" if page.next_before else ""
    preload(request.user, [entry.thing for entry in entries])
    context |= {
        "older": older,
        "seats": at_the_table(it, request.user),
        "entries": entries,
        "announcement": latest_announcement(it, request.user) if it.announced_at else None,
        "welcome": it.welcome and context["standing"] in ACTIVE and _is_new(it),
        "ask_form": AskForm(),
        "composer": composer_for(request.user, it) if context["can_post"] else None,
    }
    return render(request, "communities/community.html", context, block="items")


def _is_new(it: Community) -> bool:
    """Whether the reader sat down in the last days: then the welcome stands on top."""
    return it.own_joined_at is not None and it.own_joined_at > timezone.now() - NEW_FOR


@require_safe
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Purpose, ground rules, and who looks after it."""
    it = found(request, slug)
    context = around(request, it, "about")
    owners = list(owners_of(it))
    context |= {"seats": None, "owners": owners, "rules": render_markdown(it.rules), "ask_form": AskForm()}
    return render(request, "communities/about.html", context)


@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in it; of a closed one for its members only."""
    it = found(request, slug)
    context = around(request, it, "members")
    if not is_on(it, "members"):
        raise Http404("This community has no list of members.")
    if not context["can_read"]:
        raise PermissionDenied("Only members read this.")
    asked = FindForm(request.GET).filters()
    words = asked.get("q", "")
    page = page_of(members_of(it, words), asked.get("page", 1))
    context |= {"seats": None, "page": page, "q": words, "ask_form": AskForm()}
    return render(request, "communities/members.html", context, block="results")


@require_safe
def announcement(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One message to all members."""
    it = found(request, slug)
    if not permissions.standing(request.user, it):
        raise Http404("No such announcement.")
    message = get_visible_or_404(Announcement.objects.newest_first(), request.user, pk=pk, community=it)
    context = around(request, it, "timeline")
    context |= {"seats": None, "message": message, "text": render_markdown(message.text), "ask_form": AskForm()}
    return render(request, "communities/announcement.html", context)
