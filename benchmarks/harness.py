"""How Kring is measured: both sides in one process, interleaved, and the median of paired ratios.

Absolute times are noise on shared machines; a ratio of two things measured side by side is not.
"""

import gc
import io
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

STOCK_MIDDLEWARE = [
    "benchmarks.stock.UrlconfMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
STOCK_SESSIONS = "django.contrib.sessions.backends.db"
STOCK_BACKEND = "benchmarks.stock.Backend"

clock = time.perf_counter
"""What the measurements are timed with."""


@dataclass(frozen=True)
class Result:
    """One line of the report. `ratio` is numerator / denominator, the median over the rounds."""

    name: str
    what: str
    ratio: float
    goal: str
    numerator_ms: float
    denominator_ms: float


def compare(name: str, what: str, goal: str, numerator: Callable, denominator: Callable, rounds: int = 60) -> Result:
    """Time both sides in turns and take the median of the paired ratios."""
    for _ in range(3):
        numerator()
        denominator()
    tops, bottoms = [], []
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            tops.append(timed(numerator))
            bottoms.append(timed(denominator))
    finally:
        gc.enable()
    ratio = statistics.median(top / bottom for top, bottom in zip(tops, bottoms, strict=True))
    return Result(name, what, ratio, goal, statistics.median(tops) * 1000, statistics.median(bottoms) * 1000)


def timed(function: Callable) -> float:
    start = clock()
    function()
    return clock() - start


class Browser:
    """Requests as one signed-in person, straight into a WSGI handler: no socket, no test client."""

    def __init__(self, user, *, stock: bool = False) -> None:
        backend = STOCK_BACKEND if stock else settings.AUTHENTICATION_BACKENDS[0]
        engine = STOCK_SESSIONS if stock else settings.SESSION_ENGINE
        if stock:
            with override_settings(MIDDLEWARE=STOCK_MIDDLEWARE, SESSION_ENGINE=STOCK_SESSIONS):
                self.handler = WSGIHandler()
        else:
            self.handler = WSGIHandler()
        session = import_module(engine).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = backend
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.cookie = f"sessionid={session.session_key}"

    def get(self, path: str) -> bytes:
        """The body of the answer. Raises AssertionError unless its status is 200."""
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookie,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
        }
        status: list[str] = []
        response = self.handler(environ, lambda line, headers, *_: status.append(line))
        body = b"".join(response)
        response.close()
        assert status[0].startswith("200"), f"{path}: {status[0]}"
        return body

    def queries(self, path: str) -> int:
        """The number of SQL statements of one request."""
        self.get(path)
        with CaptureQueriesContext(connection) as captured:
            self.get(path)
        return len(captured)
