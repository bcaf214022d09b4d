"""One comment: its place, its words, its earlier words, and its going and coming back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comments.actions import (
    StaleEdit,
    delete_comment,
    edit_comment,
    label_answer,
    pin,
    restore_comment,
    unlabel_answer,
    unpin,
)
from comments.doors import get_comment_or_404
from comments.forms import EditForm, LabelForm, ReasonForm
from comments.permissions import can_delete, can_edit, can_label, can_read_history, can_restore
from comments.showing import place_of
from core.htmx import render


@require_GET
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """To the comment in its place. A comment that is gone or out of reach is 404."""
    comment, thing = get_comment_or_404(request.user, pk)
    return redirect(place_of(request, comment, thing))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words. When the comment changed in the meantime both texts are shown, and the next save replaces it."""
    comment, thing = get_comment_or_404(request.user, pk)
    if not can_edit(request.user, comment, thing):
        raise PermissionDenied("This person may not edit this comment.")
    place = place_of(request, comment, thing)
    form = EditForm(
        request.POST if request.method == "POST" else None,
        initial={"text": comment.comment, "version": comment.version},
    )
    status, theirs = 200, None
    if request.method == "POST":
        if form.is_valid():
            try:
                edit_comment(comment, form.cleaned_data["text"], by=request.user, version=form.cleaned_data["version"])
                return redirect(place)
            except StaleEdit as stale:
                status, theirs = 409, stale.comment
                form.data = form.data.copy()
                form.data["version"] = str(theirs.version)
            except ValidationError as refused:
                form.add_error(None, refused)
        elif "version" in form.errors:
            # A hidden field that somebody tampered with: start from the version that is there.
            status, theirs = 409, comment
            form.data = form.data.copy()
            form.data["version"] = str(comment.version)
            form.errors.pop("version")
    if form.is_bound and form.errors:
        status = 422
    values = {"form": form, "comment": comment, "thing": thing, "theirs": theirs, "back": place}
    return render(request, "comments/edit.html", values, status=status)


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the comment said before, for its author and for moderators."""
    comment, thing = get_comment_or_404(request.user, pk)
    if not can_read_history(request.user, comment, thing):
        raise PermissionDenied("This history is for the author and for moderators.")
    versions = comment.versions.select_related("replaced_by")
    values = {"comment": comment, "thing": thing, "versions": versions, "back": place_of(request, comment, thing)}
    return render(request, "comments/history.html", values)


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks (a moderator gives a reason); POST and DELETE take the comment away."""
    comment, thing = get_comment_or_404(request.user, pk)
    if comment.removed_at is not None and request.method in ("POST", "DELETE"):
        return redirect(place_of(request, comment, thing))
    if not can_delete(request.user, comment, thing):
        raise PermissionDenied("This person may not remove this comment.")
    form = ReasonForm(None if request.method in ("GET", "HEAD") else request.POST)
    own = comment.user_id == request.user.pk
    if request.method in ("POST", "DELETE"):
        try:
            comment = delete_comment(comment, by=request.user, reason=request.POST.get("reason", ""))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The comment is deleted.") if own else _("The comment is removed."))
            return redirect(place_of(request, comment, thing))
    values = {"form": form, "comment": comment, "thing": thing, "own": own, "back": place_of(request, comment, thing)}
    return render(request, "comments/removal.html", values, status=422 if form.errors else 200)


@require_POST
def restoration(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring it back."""
    comment, thing = get_comment_or_404(request.user, pk)
    if comment.removed_at is None:
        return redirect(place_of(request, comment, thing))
    if not can_restore(request.user, comment, thing):
        raise PermissionDenied("This person may not restore this comment.")
    comment = restore_comment(comment, by=request.user)
    messages.success(request, _("The comment is back."))
    return redirect(place_of(request, comment, thing))


@require_http_methods(["GET", "HEAD", "POST"])
def label(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the official answer (`on=1`, with words of one's own) or take the mark away (`on=0`)."""
    comment, thing = get_comment_or_404(request.user, pk)
    if not can_label(request.user, thing):
        raise PermissionDenied("This person does not answer for this thing.")
    form = LabelForm(request.POST if request.method == "POST" else None, initial={"words": comment.answer_label})
    if request.method == "POST":
        try:
            if request.POST.get("on") == "0":
                unlabel_answer(comment, by=request.user)
            else:
                label_answer(comment, by=request.user, words=request.POST.get("words", ""))
        except ValidationError as refused:
            form.add_error(None, refused.messages if "comment" in refused.message_dict else refused)
        else:
            return redirect(place_of(request, comment, thing))
    values = {"form": form, "comment": comment, "thing": thing, "back": place_of(request, comment, thing)}
    return render(request, "comments/label.html", values, status=422 if form.is_bound and form.errors else 200)


@require_POST
def pinning(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a comment above all others (`on=1`), or in its own place again (`on=0`)."""
    comment, thing = get_comment_or_404(request.user, pk)
    try:
        comment = (unpin if request.POST.get("on") == "0" else pin)(comment, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(place_of(request, comment, thing))
