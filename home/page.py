"""What the home page shows to one reader. The number of queries does not depend on how much there is."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Revision

from access.reach import ANY_READER, read_by
from activity.actions import timeline
from activity.context import preload
from activity.entry import Entry
from activity.keys import key_of
from activity.registry import card_for, lanes
from activity.stand import stand_of
from activity.timeline import NEWCOMER, SIZE, TimelinePage
from activity.visits import baseline_of, is_worth_noting
from comments.models import Discussion
from communities.composing import composer_for
from core.among import late
from core.htmx import is_fragment, render
from core.prepared import Prepared
from home.greeting import greeting
from home.shared import new_colleagues, topics
from news.languages import has_own_version
from news.models import NewsPage, ReadMark, Topic
from news.reading import with_cards

MOST_PAGES = 4
WEEK = timedelta(days=7)
SUGGESTIONS = 2


@dataclass
class Top:
    """A news item on its place of honour, in the clothes of a timeline entry."""

    thing: NewsPage
    entry: None = None

    @property
    def card(self):
        return card_for(NewsPage)


class NewsOfThePage:
    """Loads in one query the news in the timeline and what is on top for this reader."""

    def __init__(self, user) -> None:
        self.user = user
        self.top: list[NewsPage] | None = None

    def __call__(self, user, pks) -> dict[int, NewsPage]:
        news = _news.rows(get_language(), pks=list(pks), **read_by(user))
        # Some of these came with the timeline: of a pair, only the version in the reader's language has the place.
        on_top = (page for page in news if page.is_in_place and not page.is_read and not page.is_elsewhere)
        self.top = sorted(on_top, key=lambda page: page.slot)
        return {page.pk: page for page in news}

    def on_top(self) -> list[NewsPage]:
        """The lead and the pinned news, also when the timeline had no news to load."""
        if self.top is None:
            self(self.user, [])
        return self.top or []


def _news_for_cards(_language: str) -> QuerySet:
    on_top = NewsPage.objects.lead_and_pinned(ANY_READER).values("pk")
    read = ReadMark.objects.filter(user_id=ANY_READER.pk, page_id=OuterRef("pk"))
    said = Discussion.objects.filter(kind="page", object_id=OuterRef("pk")).values("comment_count")[:1]
    found = NewsPage.objects.visible_to(ANY_READER).filter(Q(pk__among=late("pks")) | Q(pk__in=on_top))
    more = {"is_read": Exists(read), "comment_count": Subquery(said), "is_elsewhere": has_own_version(ANY_READER)}
    return with_cards(found).annotate(**more)


_news = Prepared(_news_for_cards)


def respond(request: HttpRequest) -> HttpResponse:
    """The page, or for htmx only the entries of the next page."""
    user, lane = request.user, request.GET.get("lane", "all")
    if lane not in {"all", *lanes()}:
        lane = "all"
    before, pages = request.GET.get("before") or None, _pages(request)
    news = NewsOfThePage(user)
    stand = stand_of(user)
    try:
        page = timeline(
            user,
            before=before,
            lane=lane,
            size=SIZE if before else SIZE * pages,
            load={NewsPage: news, Topic: lambda user, pks: {pk: topics()[pk] for pk in pks if pk in topics()}},
        )
    except ValueError as wrong:
        raise Http404("No such page.") from wrong
    is_first = before is None
    top = news.on_top() if is_first and lane != "colleagues" else []
    entries = _without(page.entries, news.top or [])
    preload(user, [*top, *_things(entries)])
    context = {
        "page": page,
        "entries": entries,
        "top": [Top(item) for item in top],
        "lane": lane,
        "is_first": is_first,
        "older": _older(page, lane, pages),
        "automatic": pages < MOST_PAGES,
        "place": _address(lane, pages=pages),
    }
    if is_first and not is_fragment(request):
        context |= _surroundings(user, stand, lane, entries, page)
    return render(request, "home/home.html", context, block="items")


def _surroundings(user, stand, lane: str, entries: list[Entry], page: TimelinePage) -> dict:
    """What stands around the timeline."""
    now = timezone.localtime()
    newcomers = new_colleagues(user)
    base = baseline_of(stand.visit)
    is_newcomer = len(stand.follows) < NEWCOMER and not stand.hint_closed
    return {
        "greeting": greeting(user.first_name, now),
        "composer": composer_for(user),
        "now": now,
        "newcomers": newcomers,
        # None: there is nothing new. Empty: there is, for somebody who was never here.
        "catch_up_since": (base.at or "") if lane == "all" and page.newest > base.number else None,
        "visit_to": page.newest if lane == "all" and is_worth_noting(stand.visit, page.newest) else 0,
        "chips": _chips(lane),
        "order": page.order,
        "newer_address": urlencode({"after": page.newest, "lane": lane}),
        "planned": _planned(user, now) if user.has_perm("wagtailadmin.access_admin") else [],
        "suggested_topics": _topics_to_follow(stand) if is_newcomer else [],
        "suggested_people": _people_to_follow(user, stand, entries) if is_newcomer else [],
        "is_newcomer": is_newcomer,
    }


def _pages(request: HttpRequest) -> int:
    """How many pages the reader had unfolded: 1 to MOST_PAGES."""
    wish = request.GET.get("pages", "1")
    return min(max(int(wish), 1), MOST_PAGES) if wish.isascii() and wish.isdigit() and len(wish) < 4 else 1


def _address(lane: str, **more) -> str:
    query = ({"lane": lane} if lane != "all" else {}) | {name: value for name, value in more.items() if value != 1}
    return f"/?{urlencode(query)}" if query else "/"


def _older(page: TimelinePage, lane: str, pages: int) -> dict | None:
    """The link to older entries; `quiet` is what htmx asks, so that it knows how many pages are unfolded by then."""
    if page.next_before is None:
        return None
    href = _address(lane, before=page.next_before)
    return {"href": href, "quiet": f"{href}&pages={min(pages + 1, MOST_PAGES)}"}


def _without(entries: list[Entry], top: list[NewsPage]) -> list[Entry]:
    """What is on top does not stand in the timeline as well; what is said about it does."""
    pinned = {page.pk for page in top}
    return [
        entry
        for entry in entries
        if not (entry.lane == "organisation" and isinstance(entry.thing, NewsPage) and entry.thing.pk in pinned)
    ]


def _things(entries: list[Entry]) -> list:
    return list({id(entry.thing): entry.thing for entry in entries}.values())


def _chips(lane: str) -> list[dict]:
    """The filters for which there is content at all."""
    words = {"organisation": _("Organisation"), "colleagues": _("Colleagues"), "systems": _("Systems")}
    kinds = {"organisation": "managed", "colleagues": "people", "systems": "auto"}
    chips = [{"label": _("All"), "href": "/", "current": lane == "all"}]
    for name in lanes():
        chip = {"label": words[name], "href": f"/?lane={name}", "current": lane == name, "kind": kinds[name]}
        chips.append(chip)
    return chips


def _planned(user, now) -> list[dict]:
    """What this editor scheduled for the coming week, soonest first."""
    waiting = Revision.page_revisions.filter(
        user=user, approved_go_live_at__gte=now, approved_go_live_at__lt=now + WEEK
    ).order_by("approved_go_live_at")
    columns = ("object_id", "object_str", "approved_go_live_at")
    return [{"pk": pk, "title": title, "at": at} for pk, title, at in waiting.values_list(*columns)[:5]]


def _topics_to_follow(stand) -> list[Topic]:
    """Topics with the most recent news that the reader does not follow yet."""
    suggested = (topic for topic in topics().values() if topic.recent and key_of(topic) not in stand.follows)
    return list(islice(suggested, SUGGESTIONS))


def _people_to_follow(user, stand, entries: list[Entry]) -> list[dict]:
    """Colleagues who spoke on this page, with what they spoke about."""
    found: dict[int, dict] = {}
    for entry in entries:
        for actor in entry.actors:
            if entry.lane == "colleagues" and actor != user and actor.is_active and key_of(actor) not in stand.follows:
                found.setdefault(actor.pk, {"person": actor, "about": entry.place})
    return list(found.values())[:SUGGESTIONS]
