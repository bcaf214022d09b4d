"""Reading and adding: the discussion of a thing as a page of its own, and as pieces of another page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity.context import preload
from comments.actions import TooMany, close_comments, post_comment, reopen_comments
from comments.doors import get_comment_or_404, get_thing_or_404
from comments.forms import ClosingForm
from comments.permissions import can_close
from comments.showing import (
    address_of_thread,
    number,
    piece_values,
    place_of,
    remember_sort,
    thread_values,
)
from comments.things import address_of, discussion_of
from comments.threads import Entry, replies_of
from core.htmx import is_fragment, render


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """GET: the discussion; for htmx the part that `after` or `reply_to` asks for. POST: place a comment."""
    thing = get_thing_or_404(request.user, kind, pk)
    if request.method == "POST":
        return _post(request, thing)
    if is_fragment(request) and number(request.GET.get("reply_to")):
        comment, its_thing = get_comment_or_404(request.user, number(request.GET["reply_to"]))
        if its_thing == thing:
            values = piece_values(request, thing) | {"comment": comment}
            return render(request, "comments/_reply_form.html", values)
    template = "comments/_more.html" if is_fragment(request) and "after" in request.GET else "comments/page.html"
    return remember_sort(request, render(request, template, _page(request, thing), block=_block(template)))


def _block(template: str) -> str | None:
    return "thread" if template == "comments/page.html" else None


def _page(request: HttpRequest, thing: Model, **more) -> dict:
    return thread_values(request, thing, **more) | {"thing": thing, "thing_address": address_of(thing)}


def _post(request: HttpRequest, thing: Model) -> HttpResponse:
    text = request.POST.get("text", "")
    parent = None
    if request.POST.get("parent"):
        parent, its_thing = get_comment_or_404(request.user, number(request.POST["parent"]) or 0)
        if its_thing != thing:
            raise PermissionDenied("The comment answered belongs to something else.")
    try:
        comment = post_comment(thing, text, by=request.user, parent=parent, token=request.POST.get("token", ""))
    except ValidationError as refused:
        return _refuse(request, thing, text, parent, refused)
    if not is_fragment(request):
        response = redirect(place_of(request, comment, thing))
        response.status_code = 303
        return response
    values = piece_values(request, thing) | {"entry": _placed(comment, parent)}
    preload(request.user, [comment])
    return render(request, "comments/_placed.html", values | {"parent": parent})


def _placed(comment, parent) -> Entry:
    nested = parent is not None and parent.pk != comment.thread_id
    return Entry(comment, answered=str(parent.user or _("a former colleague")) if nested else "")


def _refuse(request: HttpRequest, thing: Model, text: str, parent, refused: ValidationError) -> HttpResponse:
    values = {"errors": refused.messages, "typed": text, "reply_to": parent.pk if parent else None}
    if request.POST.get("token"):
        values["token"] = request.POST["token"][:64]
    if is_fragment(request):
        template = "comments/_reply_form.html" if parent else "comments/_form.html"
        piece = piece_values(request, thing, **values) | {"comment": parent}
        return render(request, template, piece, status=422)
    if parent:
        request.GET = request.GET.copy()
        request.GET["reply_to"] = str(parent.pk)
    status = 429 if isinstance(refused, TooMany) else 422
    return render(request, "comments/page.html", _page(request, thing, **values), status=status)


@require_GET
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers in the thread of a comment after the answer `after`; without htmx the thread in its place."""
    comment, thing = get_comment_or_404(request.user, pk)
    if not is_fragment(request):
        return redirect(place_of(request, comment, thing))
    entry = replies_of(comment, request.user, after=number(request.GET.get("after")))
    preload(request.user, [reply.comment for reply in entry.replies])
    values = piece_values(request, thing) | {"entry": entry}
    return render(request, "comments/_replies.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Close the comments on a thing, now or later, with a reason."""
    thing = get_thing_or_404(request.user, kind, pk)
    if not can_close(request.user, thing):
        raise PermissionDenied("This person may not close these comments.")
    discussion = discussion_of(thing)
    form = ClosingForm(
        request.POST if request.method == "POST" else None,
        initial={"reason": discussion.reason, "at": discussion.closes_at},
    )
    if request.method == "POST" and form.is_valid():
        try:
            close_comments(thing, by=request.user, reason=form.cleaned_data["reason"], at=form.cleaned_data["at"])
        except ValidationError as refused:
            form.add_error(None, refused.messages if "text" in refused.message_dict else refused)
        else:
            messages.success(request, _("Saved. Everybody who reads the discussion sees the reason."))
            return redirect(_home_of(thing))
    values = {"form": form, "thing": thing, "discussion": discussion, "back": _home_of(thing)}
    status = 422 if form.errors else 200
    return render(request, "comments/closing.html", values, status=status)


@require_POST
def reopening(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take comments again."""
    thing = get_thing_or_404(request.user, kind, pk)
    reopen_comments(thing, by=request.user)
    messages.success(request, _("The discussion is open again."))
    return redirect(_home_of(thing))


def _home_of(thing: Model) -> str:
    return f"{address_of(thing) or address_of_thread(thing)}#comments"
