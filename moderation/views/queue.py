"""What moderators see: the queue, and one report with the decision about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.rule import get_visible_or_404
from core.htmx import render
from moderation.actions import Stale, decide
from moderation.forms import OFFERED_GONE, OFFERED_HELD, DecisionForm
from moderation.models import Report
from moderation.permissions import is_site_moderator, moderates_something
from moderation.queries import Case, Chosen, case_of, counts_of, places_for, queue_of

PAGE = 20


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for this moderator: the whole site's, or that of their own communities."""
    if not moderates_something(request.user):
        raise PermissionDenied("This person moderates nothing.")
    chosen = Chosen.of(request.GET)
    page = Paginator(queue_of(request.user, chosen), PAGE).get_page(request.GET.get("page"))
    reports = list(page.object_list)
    values = {
        "chosen": chosen,
        "page": page,
        "reports": reports,
        "places": places_for(reports, request.user),
        "counts": counts_of(request.user, chosen),
        "is_site": is_site_moderator(request.user),
    }
    return render(request, "moderation/queue.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what was reported, by whom and why, what happened since; POST decides."""
    found = get_visible_or_404(Report.objects.select_related("author__profile__portrait"), request.user, pk=pk)
    case = case_of(found, request.user)
    form, status = _form(request, case), 200
    if request.method == "POST":
        if form.is_valid():
            try:
                said = form.cleaned_data
                decide(found, said["verdict"], said["reason"], by=request.user, seen=said["seen"])
            except Stale as stale:
                return _look_again(request, found, stale)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, _("Decided. The author is told, and so is who reported it."))
                return redirect("moderation:queue")
        status = 422
    values = {"case": case, "report": found, "form": form}
    return render(request, "moderation/report.html", values, status=status)


def _form(request: HttpRequest, case: Case) -> DecisionForm:
    words = OFFERED_HELD if case.report.is_held else OFFERED_GONE if case.is_gone or case.thing is None else {}
    data = request.POST if request.method == "POST" else None
    return DecisionForm(data, choices=case.choices, words=words, initial={"seen": len(case.steps)})


def _look_again(request: HttpRequest, found: Report, stale: Stale) -> HttpResponse:
    """The report as it is now, with what the moderator typed still in the form."""
    found.refresh_from_db()
    case = case_of(found, request.user)
    form = _form(request, case)
    form.data = form.data.copy()
    form.data["seen"] = str(len(case.steps))
    form.full_clean()
    form.add_error(None, stale)
    values = {"case": case, "report": found, "form": form}
    return render(request, "moderation/report.html", values, status=409)
