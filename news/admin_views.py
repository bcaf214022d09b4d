"""What news adds to the CMS: named versions, and taking a review in hand."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Page, Revision

from core.addresses import leads_here
from news.actions import confirm, look_at, name_revision, unname_revision
from news.models import CommunicationApprovalState, RevisionName


class NameForm(forms.Form):
    """A name for a version."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)


def page_for(request: HttpRequest, pk: int) -> Page:
    """The page when this editor may edit or publish it; PermissionDenied otherwise."""
    page = get_object_or_404(Page, pk=pk)
    rights = page.permissions_for_user(request.user)
    if page.is_root() or not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    return page


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The named versions of a page; POST names one (`revision`, `name`), or the latest when none is chosen."""
    page = page_for(request, pk)
    latest = page.get_latest_revision()
    if latest is None:
        raise Http404
    form = NameForm(request.POST if request.method == "POST" else None, initial={"revision": latest.pk})
    if request.method == "POST" and form.is_valid():
        revision = get_object_or_404(page.revisions, pk=form.cleaned_data["revision"])
        milestone = name_revision(revision, form.cleaned_data["name"], by=request.user)
        messages.success(request, _("This version is now called “%(name)s”.") % {"name": milestone.name})
        return redirect("news_versions", page.pk)
    milestones = (
        RevisionName.objects.filter(revision__in=page.revisions.all())
        .select_related("revision__user", "named_by")
        .defer("revision__content")
        .order_by("-revision__created_at")
    )
    context = {"page": page, "form": form, "milestones": milestones, "latest": latest}
    return render(request, "news/admin/versions.html", context, status=422 if form.errors else 200)


@require_POST
def forget_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the name of a version away."""
    revision = get_object_or_404(Revision, pk=pk, milestone__isnull=False)
    page = revision.content_object
    if not isinstance(page, Page):
        raise Http404
    unname_revision(revision, by=request.user)
    messages.success(request, _("The name is gone; the version stays in the history."))
    return redirect("news_versions", page.pk)


@require_POST
def confirm_page(request: HttpRequest, pk: int) -> HttpResponse:
    """“Confirmed today”, from the editing form or a report."""
    page = page_for(request, pk).specific
    confirm(page, by=request.user)
    messages.success(request, _("“%(title)s” is confirmed as of today.") % {"title": page.title})
    target = request.POST.get("next", "")
    if leads_here(target, request):
        return redirect(target)
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def take_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the other reviewers that you are looking at it."""
    state = get_object_or_404(CommunicationApprovalState, pk=pk, status=CommunicationApprovalState.STATUS_IN_PROGRESS)
    page = state.revision.content_object
    if page is None or state.task.specific.locked_for_user(page, request.user):
        raise PermissionDenied
    look_at(state, by=request.user)
    messages.success(request, _("Your colleagues see that you are looking at “%(title)s”.") % {"title": page.title})
    target = request.POST.get("next", "")
    if leads_here(target, request):
        return redirect(target)
    return redirect("wagtailadmin_pages:edit", page.pk)
