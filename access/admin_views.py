"""What access adds to the CMS: break-glass with its log, and the page chooser's two gaps closed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.views import chooser

from access.actions import break_glass, end_break_glass
from access.choosing import choosable_pages
from access.forms import BreakGlassForm
from access.models import BreakGlass
from access.permissions import can_break_glass


def break_glass_log(request: HttpRequest) -> HttpResponse:
    """The log, for administrators all of it and for editors that of their pages; with the form for administrators."""
    may_open = can_break_glass(request.user)
    if request.method == "POST":
        if not may_open:
            raise PermissionDenied
        form = BreakGlassForm(request.POST)
        if form.is_valid() and _opened(request, form):
            return redirect("access_break_glass")
    else:
        page = request.GET.get("page", "")
        form = BreakGlassForm(initial={"page": page if page.isdecimal() and len(page) < 10 else None})
    uses = Paginator(BreakGlass.objects.for_editor(request.user), 50).get_page(request.GET.get("p"))
    context = {"form": form if may_open else None, "uses": uses, "media": form.media if may_open else ""}
    return render(request, "access/break_glass.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, form: BreakGlassForm) -> bool:
    try:
        use = break_glass(by=request.user, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(
        request, _("You can now read “%(title)s”. Its editors have been told.") % {"title": use.page_title}
    )
    return True


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop reading."""
    if not can_break_glass(request.user):
        raise PermissionDenied
    use = end_break_glass(get_object_or_404(BreakGlass.objects.for_editor(request.user), pk=pk), by=request.user)
    messages.success(request, _("“%(title)s” is closed to you again.") % {"title": use.page_title})
    return redirect("access_break_glass")


class BrowsePagesView(chooser.BrowseView):
    """Wagtail's page chooser names the page it browses in, whatever page that is; this one asks first."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        if parent_page_id is not None:
            get_object_or_404(choosable_pages(request.user), pk=parent_page_id)
        return super().get(request, parent_page_id)


class ChosenPagesView(chooser.ChosenMultipleView):
    """Wagtail's answer to a choice names any page by its number; this one leaves out what could not be chosen."""

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = [pk for pk in request.GET.getlist("id") if pk.isdecimal() and len(pk) < 19]
        allowed = choosable_pages(request.user).filter(pk__in=chosen).values_list("pk", flat=True)
        query = request.GET.copy()
        query.setlist("id", [str(pk) for pk in allowed])
        request.GET = query  # type: ignore[assignment]
        return super().get(request)
