"""Looking changes nothing: while somebody reads, no resized picture is stored.

Pictures are resized when something that shows them is published (`files.renditions.make`) or chosen in the CMS. A page
that shows one before that gets the signed address of the picture, whose door resizes it for this once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_reading: ContextVar[bool] = ContextVar("files.reading", default=False)


def is_reading() -> bool:
    """Whether this is the answer to a request that changes nothing."""
    return _reading.get()


@contextmanager
def reading(on: bool = True) -> Iterator[None]:
    """While somebody reads; or, off, while a task makes what will be read."""
    token = _reading.set(on)
    try:
        yield
    finally:
        _reading.reset(token)


class ReadingMiddleware:
    """Tells the picture library that a request only reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading(request.method in ("GET", "HEAD")):
            return self.get_response(request)
