"""The site for a WSGI server, with its static files in front of it: Django is asked for pages only."""

import os

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from servestatic import ServeStatic

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

HASHED_NAME = r"^.+\.[0-9a-f]{12}\..+$"  # as `collectstatic` names files: what never changes is kept for ever


def as_it_is(headers, path: str, url: str) -> None:
    """A browser does not guess what a file is."""
    headers["X-Content-Type-Options"] = "nosniff"


application = get_wsgi_application()
if settings.DEBUG:
    application = StaticFilesHandler(application)
else:
    application = ServeStatic(
        application,
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        immutable_file_test=HASHED_NAME,
        add_headers_function=as_it_is,
    )
