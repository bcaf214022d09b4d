"""What everybody sees: reporting a thing, what came of it, and decisions about one's own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.kinds import get_kind
from access.rule import get_visible_or_404
from access.subjects import find_subject
from accounts.pace import TooOften
from core.addresses import leads_here
from core.htmx import render
from moderation.actions import object_to, report_thing, take_back
from moderation.cases import subject_for, thing_of
from moderation.forms import ObjectionForm, ReportForm
from moderation.models import Complaint, Report, Stand, Step
from moderation.permissions import can_object, can_report

PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def reporting(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Say what is the matter with a thing; afterwards back to where one was."""
    thing = get_kind(kind).get_visible_or_404(request.user, pk)
    subject = find_subject(kind)
    if subject is None:
        raise Http404("This kind of thing cannot be reported.")
    if not can_report(request.user, thing):
        raise PermissionDenied("Nobody reports what is their own.")
    back = _back(request, subject.address(thing))
    before = Complaint.objects.visible_to(request.user).filter(
        report__in=Report.objects.about(thing).unfinished(), withdrawn_at=None
    )
    earlier = before.first()
    given = request.POST if request.method == "POST" else None
    form = ReportForm(given, initial={"category": earlier.category, "text": earlier.text} if earlier else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                report_thing(thing, form.cleaned_data["category"], form.cleaned_data["text"], by=request.user)
            except TooOften as too_often:
                form.add_error(None, too_often)
                status = 429
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, _("Thank you. A moderator looks at it, and you hear what came of it."))
                return redirect(back)
    values = {
        "form": form,
        "thing": thing,
        "kind": get_kind(kind),
        "shown": subject.shown(thing),
        "back": back,
        "earlier": earlier,
    }
    return render(request, "moderation/reporting.html", values, status=status)


@require_http_methods(["GET", "HEAD"])
def complaints(request: HttpRequest) -> HttpResponse:
    """What this person reported, newest first, each with what came of it."""
    own = Complaint.objects.visible_to(request.user).select_related("report").order_by("-created_at", "-pk")
    page = Paginator(own, PAGE).get_page(request.GET.get("page"))
    return render(request, "moderation/complaints.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own report and its outcome; POST takes it back."""
    found = get_visible_or_404(Complaint.objects.select_related("report"), request.user, pk=pk)
    if request.method == "POST":
        take_back(found, by=request.user)
        messages.success(request, _("Your report is taken back."))
        return redirect(found)
    thing, subject = thing_of(found.report), subject_for(found.report)
    sees = thing is not None and get_kind(found.report.kind).visible_to(request.user).filter(pk=thing.pk).exists()
    values = {
        "complaint": found,
        "address": subject.address(thing) if sees else "",
        "can_take_back": found.report.stand != Stand.DONE and found.withdrawn_at is None,
    }
    return render(request, "moderation/complaint.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision about what this person wrote, with its reason; POST objects to it."""
    step = get_visible_or_404(Step.objects.with_report(), request.user, pk=pk)
    report = step.report
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if not can_object(request.user, report):
            raise PermissionDenied("This person objected already, or there is nothing to object to.")
        try:
            object_to(report, request.POST.get("reason", ""), by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
            status = 422
        else:
            messages.success(
                request, _("Your objection is sent. Somebody else looks at it, and you hear what follows.")
            )
            return redirect(step)
    thing, subject = thing_of(report), subject_for(report)
    values = {
        "step": step,
        "report": report,
        "shown": subject.shown(thing) if thing is not None else None,
        "is_gone": thing is None or subject.is_gone(thing),
        "address": subject.address(thing) if thing is not None else "",
        "edit_address": subject.edit_address(thing) if thing is not None and report.stand == Stand.WAITING else "",
        "steps": [
            each for each in report.steps.select_related("by") if each.is_decision or each.by_id == request.user.pk
        ],
        "can_object": can_object(request.user, report),
        "form": form,
    }
    return render(request, "moderation/decision.html", values, status=status)


def _back(request: HttpRequest, address: str) -> str:
    """Where to go afterwards: where the link said, else to the thing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if leads_here(wanted, request) else address or reverse("moderation:complaints")
