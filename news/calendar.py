"""What is planned, by day: what goes live, what ends, what is to be confirmed, and which alerts are on.

The number of queries does not depend on how much there is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Substr
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision

from core.fields import as_instant
from news.actions.replanning import ENDS, LIVE, REVIEW, version_of
from news.models import Alert
from news.models.page_pair import DUTCH, ENGLISH
from news.planning import pages_of

ALERT = "alert"
KINDS = (LIVE, ENDS, REVIEW, ALERT)
AT_MOST = 1000
SECTION_DEPTH = 3
SECTION_PATH = SECTION_DEPTH * Page.steplen
COLUMNS = ("title", "draft_title", "path", "depth", "live", "expire_at", "first_published_at", "content_type",
           "owner__first_name", "owner__last_name", "owner__email", "page_audience__audience_id", "care__review_by",
           "pair_as_dutch__english_id", "pair_as_english__dutch_id")  # fmt: skip


@dataclass
class Item:
    """Something with a date."""

    kind: str
    pk: int
    title: str
    day: date
    at: datetime | None
    version: str = ""
    may_move: bool = False
    happened: bool = False
    late: bool = False
    new_version: bool = False
    section: str = ""
    section_name: str = ""
    editor: int | None = None
    editor_name: str = ""
    audience: int | None = None
    language: str = ""
    pair: int | None = None
    until: datetime | None = None
    together: bool = False

    @property
    def key(self) -> str:
        """Names it on the page."""
        return f"{self.kind}-{self.pk}"


@dataclass
class Agenda:
    """The items of a period, soonest first, and what they can be filtered by."""

    items: list[Item]
    sections: list[tuple[str, str]]
    editors: list[tuple[int, str]]
    full: list[tuple[date, list[Item]]] = field(default_factory=list)
    is_cut: bool = False

    def on(self, day: date) -> list[Item]:
        return [item for item in self.items if item.day == day]


def agenda(user, start: date, end: date, *, section: str = "", editor: int = 0, kinds: Iterable[str] = ()) -> Agenda:
    """Everything from one day until another (not included) on the pages that this person edits, and the alerts.

    `section` is the path of the section's page, `editor` a person's number. Filters that match nothing give nothing.
    """
    first, last = instant(start), instant(end)
    waiting = waiting_versions()
    found = pages_between(user, first, last, start, end, waiting)
    items = [item for page in found for item in items_of(page, waiting.get(page.pk), user)]
    items = [item for item in items if start <= item.day < end]
    mark_pairs(items)
    names = sorted({(item.section, item.section_name) for item in items if item.section}, key=lambda pair: pair[1])
    editors = sorted({(item.editor, item.editor_name) for item in items if item.editor}, key=lambda pair: pair[1])
    wanted = set(kinds) or set(KINDS)
    items = [
        item
        for item in items
        if item.kind in wanted and (not section or item.section == section) and (not editor or item.editor == editor)
    ]
    full = full_days(items)
    if ALERT in wanted and not section and not editor:
        items += alerts_between(user, first, last)
    items.sort(key=lambda item: (item.day, item.at or first, item.title, item.pk))
    return Agenda(items[:AT_MOST], names, editors, full, is_cut=len(found) >= AT_MOST)


def instant(day: date) -> datetime:
    """When a day begins where the person is."""
    return as_instant(datetime.combine(day, time.min))


def waiting_versions() -> dict[int, Revision]:
    """Every version that waits for its moment, by the number of its page. One query, without the contents."""
    waiting = (
        Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        .annotate(
            page_pk=Cast("object_id", BigIntegerField()), ends=KT("content__expire_at"), said=KT("content__title")
        )
        .select_related("user")
        .defer("content")
        .order_by("approved_go_live_at", "pk")
    )
    return {revision.page_pk: revision for revision in waiting[:AT_MOST]}


def pages_between(user, first: datetime, last: datetime, start: date, end: date, waiting) -> list[Page]:
    """The pages of this person with a date in the period. One query."""
    planned = [
        pk for pk, version in waiting.items()
        if first <= version.approved_go_live_at < last or first <= (parse_datetime(version.ends or "") or last) < last
    ]  # fmt: skip
    dated = (
        Q(pk__in=planned)
        | Q(live=True, expire_at__gte=first, expire_at__lt=last)
        | Q(live=True, first_published_at__gte=first, first_published_at__lt=last)
        | Q(live=True, care__review_by__gte=start, care__review_by__lt=end)
    )
    section = Page.objects.filter(path=Substr(OuterRef("path"), 1, SECTION_PATH)).values("title")
    pages = pages_of(user).filter(dated).annotate(section_name=Subquery(section))
    related = ("owner", "page_audience", "care", "pair_as_dutch", "pair_as_english", "content_type")
    return list(pages.select_related(*related).only(*COLUMNS).order_by("path")[:AT_MOST])


def items_of(page: Page, version: Revision | None, user) -> list[Item]:
    """Every date of one page."""
    now = timezone.now()
    owner = page.owner
    pair_dutch, pair_english = getattr(page, "pair_as_dutch", None), getattr(page, "pair_as_english", None)
    about = {
        "pk": page.pk,
        "title": page.get_admin_display_title(),
        "section": page.path[:SECTION_PATH] if page.depth > SECTION_DEPTH else "",
        "section_name": page.section_name or "",
        "editor": page.owner_id,
        "editor_name": owner.get_full_name() if owner else "",
        "audience": getattr(getattr(page, "page_audience", None), "audience_id", None),
        "may_move": page.permissions_for_user(user).can_publish(),
        "language": DUTCH if pair_dutch else ENGLISH if pair_english else "",
        "pair": pair_dutch.english_id if pair_dutch else pair_english.dutch_id if pair_english else None,
    }

    def item(kind: str, at: datetime, **more) -> Item:
        return Item(**about | {"kind": kind, "at": at, "day": timezone.localtime(at).date()} | more)

    found = []
    if version:
        at = version.approved_go_live_at
        planner = {"editor": version.user_id, "editor_name": version.user.get_full_name()} if version.user else {}
        more = {"version": version_of(LIVE, at, version.pk), "late": at <= now, "new_version": page.live}
        found.append(item(LIVE, at, **more, **planner))
    if page.live and page.first_published_at:
        found.append(item(LIVE, page.first_published_at, happened=True, may_move=False))
    ends = page.expire_at if page.live else parse_datetime(version.ends or "") if version else None
    if ends:
        found.append(
            item(ENDS, ends, version=version_of(ENDS, ends, version.pk if version else None), late=ends <= now)
        )
    care = getattr(page, "care", None)
    if page.live and care and care.review_by:
        found.append(
            Item(**about | {
                "kind": REVIEW, "at": None, "day": care.review_by, "version": version_of(REVIEW, care.review_by, None),
                "late": care.review_by < timezone.localdate(),
            })
        )  # fmt: skip
    return found


def mark_pairs(items: list[Item]) -> None:
    """Say of two versions of one page that they have one moment."""
    moments = {(item.kind, item.pk): item.at for item in items if not item.happened}
    for item in items:
        if item.pair and item.at and not item.happened:
            item.together = moments.get((item.kind, item.pair)) == item.at


def full_days(items: list[Item]) -> list[tuple[date, list[Item]]]:
    """The days to come on which more goes live for the same readers than `PLANNING_MOST_PER_DAY`. The two languages
    of one page count once."""
    today = timezone.localdate()
    coming: dict[tuple[date, int | None], list[Item]] = {}
    for item in items:
        is_second = item.language == ENGLISH and item.together
        if item.kind == LIVE and item.day >= today and not is_second and not (item.new_version and not item.happened):
            coming.setdefault((item.day, item.audience), []).append(item)
    return [(day, group) for (day, _audience), group in sorted(coming.items(), key=lambda pair: pair[0][0])
            if len(group) > settings.PLANNING_MOST_PER_DAY]  # fmt: skip


def alerts_between(user, first: datetime, last: datetime) -> list[Item]:
    """Alerts that begin in the period, for who may see or change alerts in the CMS. One query."""
    if not any(user.has_perm(f"news.{verb}_alert") for verb in ("change", "view")):
        return []
    alerts = Alert.objects.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "pk")
    now = timezone.now()
    return [
        Item(kind=ALERT, pk=alert.pk, title=alert.text, day=timezone.localtime(alert.starts_at).date(),
             at=alert.starts_at, until=alert.ends_at, happened=alert.starts_at <= now)
        for alert in alerts[:AT_MOST]
    ]  # fmt: skip
