"""What every page of the editors has in common."""

import math
import re

from django.conf import settings
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import ReadablePageManager
from news.reading import make_rendering

WORDS_PER_MINUTE = 220
PHONE_WIDTH = 390
INLINE = ["'self'", "'unsafe-inline'"]
PREVIEW_POLICY = {"frame-ancestors": ["'self'"], "script-src": INLINE, "style-src": INLINE}


class EditorialPage(Page):
    """A page that editors write."""

    language = models.CharField(
        _("language of the text"),
        max_length=5,
        choices=settings.LANGUAGES,
        default="nl",
        help_text=_("Screen readers and browsers then read it aloud and break words in the right language."),
    )

    objects = ReadablePageManager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return self.url or ""

    def make_rendering(self) -> dict:
        """The part of the page that is the same for every reader, for `news.renderings`."""
        return make_rendering(self)

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        # Saving by itself writes over its last version. A version that somebody named stays as it was.
        if overwrite_revision is not None and hasattr(overwrite_revision, "milestone"):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    @property
    def preview_modes(self):
        return [("", _("Screen")), ("dark", _("Dark"))]

    @property
    def preview_sizes(self):
        """The phone first: that is where most colleagues read."""
        return [
            {"name": "phone", "icon": "mobile-alt", "device_width": PHONE_WIDTH, "label": _("Preview on a phone")},
            {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Preview on a computer")},
        ]

    @property
    def default_preview_size(self):
        return "phone"

    def serve_preview(self, request, mode_name):
        response = super().serve_preview(request, mode_name)
        # The editing form shows this in a frame, with Wagtail's accessibility checker (inline scripts) in it.
        response._csp_replace = PREVIEW_POLICY
        return response

    def get_preview_context(self, request, mode_name):
        return self.get_context(request, mode_name=mode_name) | {"preview_theme": mode_name}

    def text_for_counting(self) -> str:
        """Every word of the body, for reading time."""
        return " ".join(str(words) for words in self.body.stream_block.get_searchable_content(self.body))

    def minutes_to_read(self) -> int:
        """How long reading takes, at least one minute."""
        words = len(re.findall(r"\w+", strip_tags(self.text_for_counting())))
        return max(1, math.ceil(words / WORDS_PER_MINUTE))


def is_editorial(page: Page) -> bool:
    """Whether a page is one of the kinds written by editors."""
    return isinstance(page, EditorialPage)
