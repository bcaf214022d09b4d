"""Reading a post, and saying something."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from access.rule import get_visible_or_404
from accounts.pace import TooOften
from communities import actions
from communities.composing import Composer, composer_for
from communities.mentions import offered
from communities.models import Community, Post, PostState
from communities.post_doors import post_or_404, restorable_or_none
from communities.post_forms import EVERYONE, PostForm
from communities.post_later import WAITING
from communities.post_permissions import can_accept, can_post_in, can_read_post_history, can_remove_post
from core.htmx import is_fragment, render


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest) -> HttpResponse:
    """The composer as a page of its own; POST says something."""
    if request.method == "POST":
        return _publish(request)
    community = _place(request.user, request.GET.get("place", ""))
    shared = _shared(request)
    typed = {"text": f"\n\n{request.build_absolute_uri(shared.get_absolute_url())}"} if shared is not None else {}
    composer = composer_for(request.user, community, is_open=True, typed=typed)
    if composer is None:
        raise PermissionDenied("This person may not post anywhere.")
    return render(request, "communities/compose.html", {"composer": composer, "shared": shared})


def _shared(request: HttpRequest) -> Post | None:
    """The post to pass on: a link to it and none of its words, so that nobody reads it who could not before."""
    number = request.GET.get("share", "")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    return get_visible_or_404(Post, request.user, pk=int(number), state=PostState.PUBLISHED)


def _place(user, slug: str) -> Community | None:
    """The community with this address if the person may post there."""
    found = Community.objects.visible_to(user).with_membership(user).filter(slug=slug[:120]).first() if slug else None
    return found if found is not None and can_post_in(user, found) else None


def _publish(request: HttpRequest) -> HttpResponse:
    form, user = PostForm(request.POST), request.user
    fixed = request.POST.get("fixed") == "1"
    slug = request.POST.get("place", "")
    community = None if slug == EVERYONE else _place(user, slug)
    status, ask = 422, None
    if form.is_valid():
        data = form.cleaned_data
        if community is None and not (slug == EVERYONE and can_post_in(user, None)):
            form.add_error(
                "place", _("You cannot post there, or not any more. Choose another place; your text is kept.")
            )
        else:
            try:
                words = {name: data[name] for name in ("type", "title", "text", "value", "token")}
                if request.POST.get("later"):
                    kept = actions.keep_post(by=user, community=community, at=data["at"], **words)
                    return _kept(request, kept, community if fixed else None)
                post = actions.publish_post(by=user, community=community, told=data["told"], **words)
                return _placed(request, post, community if fixed else None)
            except actions.TellMembers as question:
                ask = question.count
                form.take(question)
            except TooOften as refused:
                status = 429
                form.take(refused)
            except ValidationError as refused:
                form.take(refused)
    typed = {name: request.POST.get(name, "") for name in ("place", "type", "title", "text", "value", "at")}
    composer = composer_for(
        user, community if fixed else None, form=form, typed=typed, ask_to_tell=ask, is_open=True
    ) or Composer([], "", [], "")
    if request.POST.get("token"):
        composer.token = request.POST["token"][:64]
    template = "communities/_composer.html" if is_fragment(request) else "communities/compose.html"
    # htmx swaps what comes with 422; what went too fast is a form to send again as well.
    return render(request, template, {"composer": composer}, status=422 if is_fragment(request) else status)


def _kept(request: HttpRequest, post: Post, community: Community | None) -> HttpResponse:
    if is_fragment(request):
        return render(
            request, "communities/_composer.html", {"composer": composer_for(request.user, community), "kept": post}
        )
    response = redirect("posts:later")
    response.status_code = 303
    return response


@require_safe
def later(request: HttpRequest) -> HttpResponse:
    """One's drafts, and what goes out by itself."""
    waiting = Post.objects.visible_to(request.user).filter(author_id=request.user.pk, state__in=WAITING)
    waiting = waiting.select_related("community").order_by(F("scheduled_at").asc(nulls_last=True), "-created_at")
    return render(request, "communities/later.html", {"posts": waiting[:100]})


def _placed(request: HttpRequest, post: Post, community: Community | None) -> HttpResponse:
    if post.__dict__.get("unheard"):
        names = ", ".join(post.unheard)
        words = _("%(names)s cannot read this place, so they were not told.") % {"names": names}
    else:
        words = ""
    if not is_fragment(request):
        if words:
            messages.warning(request, words)
        response = redirect(post)
        response.status_code = 303
        return response
    post = post_or_404(request.user, post.pk)
    composer = composer_for(request.user, community)
    values = {"composer": composer, "placed": post, "unheard": words}
    return render(request, "communities/_composer.html", values)


@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One post with what is said about it; or, to who removed it a moment ago, the way to bring it back."""
    try:
        found = post_or_404(request.user, pk)
    except Http404:
        gone = restorable_or_none(request.user, pk)
        if gone is None:
            raise
        return render(request, "communities/post_gone.html", {"post": gone})
    values = values_of(request.user, found)
    if values["can_accept"]:
        found.comment_menu = "communities/_choose_answer.html"
    return render(request, "communities/post.html", values)


def values_of(user, found: Post) -> dict:
    """What the page of a post needs to know of its reader."""
    return {
        "post": found,
        "can_accept": can_accept(user, found),
        "can_remove": can_remove_post(user, found),
        "can_read_history": can_read_post_history(user, found),
    }


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Who may be mentioned in a place and whose name begins like this: the options under the text field."""
    slug, words = request.GET.get("place", ""), request.GET.get("q", "").strip()[:60]
    community = None if slug == EVERYONE else get_visible_or_404(Community, request.user, slug=slug[:120])
    if not can_post_in(request.user, community):
        raise PermissionDenied("This person may not post here.")
    audience = community.content_audience_id if community is not None else 1
    found = offered(words, audience, request.user) if words else []
    return render(request, "communities/_people.html", {"people": found})
