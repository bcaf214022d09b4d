"""What the CMS is asked that none of its own forms ask: a number that is none, a body whose blocks are no blocks."""

import logging
from collections.abc import Callable
from traceback import walk_tb

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

logger = logging.getLogger(__name__)

# Wagtail puts some of what an address or a hidden field says straight into a query.
READING = "value_from_datadict"  # where widgets and blocks read what was sent; they trust the scripts that write it
SIGNS = ("expected a number but got", "cannot contain NUL", "too large to convert to SQLite")


class NonsenseMiddleware:
    """Under `/cms/`, answers 400 where Wagtail would fail on a value that only a hand-made request can have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not request.path_info.startswith("/cms/") or not is_nonsense(problem, request):
            return None
        logger.warning("Nonsense at %s: %r", request.path_info, str(problem)[:200])
        return HttpResponse(get_template("400.html").render(), status=400)


def is_nonsense(problem: Exception, request: HttpRequest) -> bool:
    """Whether the request, and not the program, is to blame."""
    if isinstance(problem, (NoReverseMatch, ValidationError)):
        said = str(problem)
        return any(sent and str(sent) in said for sent in (*request.GET.values(), *request.POST.values()))
    if any(frame.f_code.co_name == READING for frame, _line in walk_tb(problem.__traceback__)):
        return True
    if isinstance(problem, (MultiValueDictKeyError, ObjectDoesNotExist, DataError)):
        return True
    return isinstance(problem, (ValueError, OverflowError)) and any(sign in str(problem) for sign in SIGNS)
