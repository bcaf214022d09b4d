"""One's own post, and one that somebody looks after: other words, earlier words, going and coming back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.rule import get_visible_or_404
from comments.models import Comment
from communities import actions
from communities.composing import composer_for
from communities.post_doors import post_or_404, restorable_or_none
from communities.post_forms import EVERYONE, EditPostForm, RemovalForm
from communities.post_permissions import can_edit_post, can_read_post_history, can_remove_post
from communities.post_types import type_of
from core.htmx import is_fragment, render


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words. When the post changed in the meantime both texts are shown, and the next save replaces it."""
    post, user = post_or_404(request.user, pk), request.user
    if not can_edit_post(user, post):
        raise PermissionDenied("This person may not edit this post.")
    initial = {"title": post.title, "text": post.text, "version": post.version}
    data = request.POST if request.method == "POST" else None
    form = EditPostForm(data, initial=initial, has_title=type_of(post.type).has_title)
    status, theirs, ask = 200, None, None
    if request.method == "POST":
        if form.is_valid():
            told = request.POST.get("told", "")
            given = form.cleaned_data | {
                "told": int(told) if told.isascii() and told.isdigit() and len(told) < 9 else None
            }
            try:
                actions.edit_post(post, by=user, **given)
                return redirect(post)
            except actions.StalePost as stale:
                status, theirs = 409, stale.post
            except actions.TellMembers as question:
                ask = question.count
                _take(form, question)
            except ValidationError as refused:
                _take(form, refused)
        elif "version" in form.errors:  # a hidden field that somebody tampered with
            status, theirs = 409, post
            form.errors.pop("version")
        if theirs is not None:
            form.data = form.data.copy()
            form.data["version"] = str(theirs.version)
    if form.is_bound and form.errors:
        status = 422
    values = {"post": post, "form": form, "theirs": theirs, "ask_to_tell": ask}
    return render(request, "communities/post_edit.html", values, status=status)


def _take(form: EditPostForm, refused: ValidationError) -> None:
    for field, words in getattr(refused, "message_dict", {None: refused.messages}).items():
        form.add_error(field if field in form.fields else None, words)


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the post said before, for its author and for who moderates."""
    post = post_or_404(request.user, pk)
    if not can_read_post_history(request.user, post):
        raise PermissionDenied("This history is for the author and for moderators.")
    return render(request, "communities/post_history.html", {"post": post, "versions": post.versions.all()})


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks (who moderates gives a reason); POST takes the post away."""
    post, user = post_or_404(request.user, pk), request.user
    if not can_remove_post(user, post):
        raise PermissionDenied("This person may not remove this post.")
    form, own = RemovalForm(request.POST if request.method == "POST" else None), post.author_id == user.pk
    if request.method == "POST":
        try:
            actions.remove_post(post, by=user, reason=request.POST.get("reason", ""))
        except ValidationError as refused:
            form.add_error("reason", refused.message_dict["reason"])
        else:
            if own:
                return redirect(post)  # which now offers the way back
            messages.success(request, _("The post is removed. Its author reads why."))
            return redirect(post.community or "home")
    values = {"post": post, "form": form, "own": own}
    return render(request, "communities/post_removal.html", values, status=422 if form.errors else 200)


@require_POST
def restoration(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring back what one removed a moment ago."""
    post = restorable_or_none(request.user, pk)
    if post is None:
        return redirect(post_or_404(request.user, pk))
    actions.restore_post(post, by=request.user)
    messages.success(request, _("Your post is back."))
    return redirect(post)


@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Post now what was kept for later."""
    post = post_or_404(request.user, pk)
    if post.author_id != request.user.pk:
        raise PermissionDenied("This is somebody else's post.")
    try:
        actions.publish_kept(post, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("posts:edit", post.pk)
    return redirect(post)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a post back before anybody is told: it is gone, and its words are in the composer again."""
    post, user = post_or_404(request.user, pk), request.user
    if post.author_id != user.pk:
        raise PermissionDenied("This is somebody else's post.")
    if not post.can_undo_now:
        messages.warning(
            request, _("The half minute is over: colleagues have been told. You can still edit or delete it.")
        )
        return redirect(post)
    actions.remove_post(post, by=user)
    praise = getattr(post, "praise", None)
    typed = {
        "place": post.community.slug if post.community else EVERYONE,
        "type": post.type,
        "title": post.title,
        "text": post.text,
        "value": str(praise.value_id or "") if praise is not None else "",
    }
    fixed = request.POST.get("fixed") == "1"
    composer = composer_for(user, post.community if fixed else None, typed=typed, is_open=True)
    template = "communities/_composer.html" if is_fragment(request) else "communities/compose.html"
    return render(request, template, {"composer": composer, "undone": True})


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a comment as the answer to a question, or (without `comment`) none any more."""
    post, given = post_or_404(request.user, pk), request.POST.get("comment", "")
    comment = None
    if given:
        number = _number(given)
        comment = get_visible_or_404(Comment.objects.select_related("discussion"), request.user, pk=number)
    try:
        actions.accept_answer(post, comment, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Noted.") if comment is None else _("This is now the chosen answer."))
    return redirect(post)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
