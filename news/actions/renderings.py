"""The part of pages that is the same for every reader."""

from wagtail.models import Page

from news import renderings

MOST_AT_ONCE = 200


def make_renderings() -> int:
    """Make what is missing, the newest pages first, a few hundred at a time. Returns how many pages."""
    made = 0
    for page in Page.objects.filter(pk__in=renderings.missing(MOST_AT_ONCE)).specific().iterator(chunk_size=20):
        made += renderings.keep_if_live(page)
    return made
