"""Which language version of a page a reader gets: their own when there is one that they may read, else the other."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language
from wagtail.models import Page

from access.reach import reach
from news.models.page_pair import DUTCH, ENGLISH, PagePair

SIDES = {DUTCH: ("dutch", "english"), ENGLISH: ("english", "dutch")}


def spoken() -> str:
    """The language of the reader: of the interface that they chose."""
    return DUTCH if (get_language() or DUTCH).startswith(DUTCH) else ENGLISH


def has_own_version(user) -> Exists:
    """A condition on pages: this reader can have the page in their own language, by its other version. No query of its
    own; the other version is live and within the reader's reach."""
    own, other = SIDES[spoken()]
    return Exists(
        PagePair.objects.filter(
            **{
                f"{other}_id": OuterRef("pk"),
                f"{own}__live": True,
                f"{own}__page_audience__audience_id__among": reach(user),
            }
        )
    )


@dataclass(frozen=True)
class Notice:
    """What a reader is told on a page that is not in their language: `href` leads to their own version, if any."""

    language: str
    href: str = ""
    title: str = ""


def notice_of(page, user) -> Notice | None:
    """The notice for this reader; none on a page in their own language. At most one query."""
    language = spoken()
    if page.language == language or not page.pk:
        return None
    own, other = SIDES[language]
    found = (
        Page.objects.filter(live=True, page_audience__audience_id__among=reach(user))
        .filter(**{f"pair_as_{own}__{other}_id": page.pk})
        .first()
    )
    return Notice(page.language, (found.url or "") if found else "", found.title if found else "")
