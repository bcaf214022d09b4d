"""Which language version of a page a reader gets: their own when there is one that they may read, else the other."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from access.reach import reach
from news.models.page_pair import DUTCH, ENGLISH, PagePair

TOGETHER = timedelta(minutes=5)
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


def languages_told(page) -> tuple[str, ...]:
    """The languages whose readers hear of this version when it goes live: its own; and the other one, unless the same
    readers get a version of their own at the same time or have it already."""
    pair = PagePair.objects.of(page.pk)
    other = pair.other(page.pk) if pair else None
    if other is None or not goes_along(other) or page.page_audience.audience_id != other.page_audience.audience_id:
        return (DUTCH, ENGLISH)
    return (page.language,)


def goes_along(other: Page) -> bool:
    """Whether this version is live, or about to be."""
    waiting = None if other.live else other.scheduled_revision
    return other.live or bool(waiting and waiting.approved_go_live_at <= timezone.now() + TOGETHER)


def was_announced(page) -> bool:
    """Whether the other version was announced before this one, so that everybody heard of the page already."""
    pair = PagePair.objects.of(page.pk)
    first = getattr(pair.other(page.pk), "announcement", None) if pair else None
    own = getattr(page, "announcement", None)
    return first is not None and (own is None or (first.announced_at, first.pk) < (own.announced_at, own.pk))
