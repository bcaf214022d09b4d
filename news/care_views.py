"""Keeping pages right, on the site: confirming one, one's own pages, and whether a how-to page helped."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.kinds import get_kind
from access.rule import get_visible_or_404
from core.addresses import leads_here
from core.htmx import is_fragment, render
from news.actions import answer_useful, confirm, take_back_answer
from news.keeping import SOON, kept_by, problems_of
from news.models import HowToPage
from news.permissions import can_read_answers
from news.useful import UsefulForm, useful_values, verdict_on

PAGE_SIZE = 30


def seen(address: str) -> HttpResponse:
    """The way back after a change. 303: the browser then GETs."""
    response = redirect(address)
    response.status_code = 303
    return response


@require_POST
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """“Confirmed today”, by who answers for the page."""
    page = get_kind("page").get_visible_or_404(request.user, pk)
    confirm(page, by=request.user)
    messages.success(request, _("“%(title)s” is confirmed as of today. Thank you.") % {"title": page.title})
    target = request.POST.get("next", "")
    allowed = leads_here(target, request)
    return seen(target if allowed else page.url or "/")


@require_safe
def my_pages(request: HttpRequest) -> HttpResponse:
    """The pages that are this person's to keep right: what is due, what is broken, what readers said."""
    number = request.GET.get("page", "1")
    listed = Paginator(kept_by(request.user), PAGE_SIZE).get_page(number)
    today = timezone.localdate()
    context = {
        "listed": listed,
        "problems": problems_of([care.page_id for care in listed]),
        "today": today,
        "soon": today + SOON,
    }
    return render(request, "news/my_pages.html", context)


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def useful(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a how-to page helped. GET also shows, to who answers for the page, what readers answered; POST answers
    (`_method=DELETE` or DELETE takes it back)."""
    page = get_visible_or_404(HowToPage, request.user, pk=pk)
    form = None
    if request.method == "DELETE" or request.POST.get("_method") == "DELETE":
        take_back_answer(page, by=request.user)
    elif request.method == "POST":
        form = UsefulForm(request.POST)
        if form.is_valid():
            try:
                said = form.cleaned_data
                reason = said["reason"] if "reason" in request.POST else None
                answer_useful(page, said["useful"] == "yes", reason=reason, by=request.user)
            except ValidationError as refused:
                form.add_error(None if "reason" not in refused.message_dict else "reason", refused.messages)
        if form.errors:
            return render(request, "news/useful.html", useful_context(page, request, form), block="box", status=422)
    if request.method in ("POST", "DELETE") and not is_fragment(request):
        return seen(f"{page.url}#useful")
    return render(request, "news/useful.html", useful_context(page, request, None), block="box")


def useful_context(page: HowToPage, request: HttpRequest, form: UsefulForm | None) -> dict:
    """The question with the reader's own answer in it, and the answers of all for who may read them."""
    shown = request.method in ("GET", "HEAD") and can_read_answers(request.user, page)
    return useful_values(page, request.user, form) | {"page": page, "verdict": verdict_on(page) if shown else None}
