"""What the templates of a discussion need, from what the address and the reader's cookie say."""

from uuid import uuid4

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from access.kinds import kind_of
from activity.context import preload
from comments.models import Comment
from comments.things import address_of
from comments.threads import Sort, Thread, head_of, page_of, thread_of

COOKIE = "kring_comments"
YEAR = 365 * 24 * 3600


def number(text: str | None) -> int | None:
    """A positive number from an address, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def sort_of(request: HttpRequest) -> Sort:
    """The order asked for, else the one this person chose last on this device."""
    chosen = request.GET.get("sort")
    if chosen not in Sort.values:
        owner, _, chosen = request.COOKIES.get(COOKIE, "").partition(":")
        chosen = chosen if owner == str(request.user.pk) else None
    return Sort(chosen) if chosen in Sort.values else Sort.OLDEST


def remember_sort(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep a chosen order in a cookie: reading changes no row."""
    if request.GET.get("sort") in Sort.values:
        value = f"{request.user.pk}:{request.GET['sort']}"
        response.set_cookie(COOKIE, value, max_age=YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


def piece_values(request: HttpRequest, thing: Model, **more) -> dict:
    """What a piece of the discussion needs (a form, a new comment, more answers), without reading the threads."""
    return thread_values(request, thing, thread=head_of(thing, request.user, sort_of(request)), **more)


def thread_values(request: HttpRequest, thing: Model, thread: Thread | None = None, **more) -> dict:
    """Everything `comments/thread.html` shows; `more` replaces what it would show by itself."""
    values = {
        "thread": thread or read(request, thing),
        "here": address_of_thread(thing),
        "sorts": [(sort.value, sort.label) for sort in Sort],
        "reply_to": number(request.GET.get("reply_to")),
        "token": uuid4().hex,
        "most": Comment.MAX_LENGTH,
        "draft": draft_key(request, thing),
        "typed": "",
        "errors": [],
    }
    return values | more


def read(request: HttpRequest, thing: Model) -> Thread:
    """The part of the discussion that the address asks for, with its reactions loaded."""
    opened = number(request.GET.get("comment")) or number(request.GET.get("reply_to"))
    after = number(request.GET.get("after"))
    thread = thread_of(thing, request.user, sort=sort_of(request), after=after, opened=opened)
    preload(request.user, [thing, *thread.comments])
    return thread


def draft_key(request: HttpRequest, thing: Model) -> str:
    """Under which name the browser keeps what is being written here, by whom."""
    return f"{request.user.pk}:comment:{kind_of(thing).name}:{thing.pk}"


def address_of_thread(thing: Model) -> str:
    """The discussion by itself."""
    return reverse("comments:thread", args=[kind_of(thing).name, thing.pk])


def place_of(request: HttpRequest, comment: Comment, thing: Model) -> str:
    """The address at which this comment can be read: the page of its thing, at the right part of the discussion."""
    after = page_of(comment, thing, request.user, sort_of(request))
    query = f"?comment={comment.pk}" + (f"&after={after}" if after else "")
    return f"{address_of(thing) or address_of_thread(thing)}{query}#comment-{comment.pk}"
