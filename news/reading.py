"""What a page's template needs to know. Takes pages and people; knows the page models only by name."""

from datetime import UTC, date, datetime

from django.apps import apps
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import get_language

from access.reach import ANY_READER, read_by
from access.rule import visible_pages
from core.prepared import Prepared
from news import body as bodies
from news import pictures
from news.keeping import keeping_of
from news.languages import notice_of
from news.renderings import rendering_of
from news.useful import useful_values

PAGE_SIZE = 20
MORE_NEWS = 3
MOST_ON_TOP = 3
LABELS_SECONDS = 60
TITLES = ("pk", "title", "slug", "url_path", "first_published_at")


def news_context(page, user, *, fresh: bool = False) -> dict:
    """For a news item: the body for this reader, the lead picture, notes and topics."""
    return in_common(page, user, fresh=fresh)


def in_common(page, user, *, fresh: bool) -> dict:
    """The body for this reader, what stands around it, and whether somebody keeps it right."""
    rendering = rendering_of(page, fresh=fresh)
    return {
        "page": page,
        "body": bodies.Body(rendering["parts"], user),
        "head": head_of(rendering),
        "keeping": None if fresh else keeping_of(page, user),
        "in_other_language": None if fresh else notice_of(page, user),
    }


def information_context(page, user, *, fresh: bool = False) -> dict:
    """For an information page: the body for this reader, notes and topics."""
    return in_common(page, user, fresh=fresh)


def howto_context(page, user, *, fresh: bool = False) -> dict:
    """For a how-to page: its steps, and what is related as far as this reader may open it."""
    context = information_context(page, user, fresh=fresh)
    steps = [part for part in context["body"].parts if part.get("step")]
    keeping = context["keeping"]
    return context | {
        "related": related_of(page, user),
        "steps": steps,
        **({} if fresh else useful_values(page, user)),
        "answers_href": reverse("page_useful", args=[page.pk]) if keeping and keeping.may_confirm else "",
    }


def related_of(page, user) -> list[dict]:
    """The pages and tools beside a how-to page that this person may open, in the order of the editor."""
    wanted: dict[str, list[int]] = {"page": [], "tool": []}
    for block in page.related.raw_data:
        if isinstance(block["value"], int) and block["type"] in wanted:
            wanted[block["type"]].append(block["value"])
    tools = apps.get_model("news", "Tool").objects
    pages = visible_pages(user).filter(pk__in=wanted["page"]).in_bulk() if wanted["page"] else {}
    found = {"page": pages, "tool": tools.visible_to(user).in_bulk(wanted["tool"]) if wanted["tool"] else {}}
    shown = []
    for block in page.related.raw_data:
        thing = found.get(block["type"], {}).get(block["value"])
        if thing is not None and block["type"] == "page" and thing.url:
            shown.append({"text": thing.title, "href": thing.url, "external": False})
        elif thing is not None and block["type"] == "tool":
            shown.append({"text": thing.name, "href": thing.address, "external": thing.is_elsewhere})
    return shown


def section_context(page, user, *, fresh: bool = False) -> dict:
    """For a section: its widgets, each news list filled for this reader."""
    body = bodies.Body(rendering_of(page, fresh=fresh)["parts"], user)
    for part in body.parts:
        if "news" in part:
            part["items"] = news_of_widget(part["news"], user)
    return {
        "page": page,
        "body": body,
        "keeping": None if fresh else keeping_of(page, user),
        "in_other_language": None if fresh else notice_of(page, user),
    }


def news_of_widget(wish: dict, user) -> list:
    """The news for one widget, with pictures: one query."""
    news = apps.get_model("news", "NewsPage").objects
    found = news.latest(user, category=wish["category"], topic=wish["topic"], below=wish["below"]).for_cards()
    return list(pictures.with_card_picture(found)[: wish["number"]])


def make_rendering(page) -> dict:
    """The body, and what stands around it, as far as that is the same for every reader."""
    return {"parts": bodies.render_parts(page), "head": make_head(page)}


def head_of(rendering: dict) -> dict:
    """What stands around the body: lead picture, update notes, topics."""
    head = rendering["head"]
    return head | {"notes": [(date.fromisoformat(day), text) for day, text in head["notes"]]}


def make_head(page) -> dict:
    """Plain values only: they are kept as JSON."""
    image = getattr(page, "lead_image", None)
    topics = page.topics.all() if hasattr(page, "topics") else []
    notes = page.update_notes.all() if hasattr(page, "update_notes") else []
    return {
        "picture": pictures.picture(image, pictures.WIDE, page.lead_image_description) if image else None,
        "topics": [(topic.pk, topic.name, topic.get_absolute_url()) for topic in topics],
        "notes": [(note.date.isoformat(), note.text) for note in notes],
        "section": section_of(page),
    }


def section_of(page) -> tuple[str, str] | None:
    """Title and address of the page above, when that is a page of the site with an address of its own."""
    parent = page.get_parent() if page.pk else None
    return (parent.title, parent.url) if parent and parent.depth > 2 and parent.live and parent.url else None


def choices() -> dict:
    """The categories and topics that news can be filtered by, as (slug, name): names every colleague may know."""
    key = f"news-choices:{get_language()}"
    found = cache.get(key)
    if found is None:
        found = {"categories": [], "topics": []}
        is_dutch = (get_language() or "nl").startswith("nl")
        both = _labels("NewsCategory", "categories").union(_labels("Topic", "topics"), all=True)
        for of, slug, dutch, english in both:
            wanted, other = (dutch, english) if is_dutch else (english, dutch)
            found[of].append((slug, wanted or other))
        for names in found.values():
            names.sort(key=lambda pair: pair[1].casefold())
        cache.set(key, found, LABELS_SECONDS)
    return found


def _labels(model: str, of: str):
    rows = apps.get_model("news", model).objects.order_by()
    return rows.annotate(of=Value(of)).values_list("of", "slug", "name_nl", "name_en")


def list_context(user, asked, *, below: str = "") -> dict:
    """One page of news for this person, filtered by `asked` (the query string), below a path or everywhere, and what
    has a place on top when it is the front page. One query, and one a minute for the names of the filters."""
    news = apps.get_model("news", "NewsPage").objects
    labels = choices()
    category = known(asked.get("category", ""), labels["categories"])
    topic = known(asked.get("topic", ""), labels["topics"])
    before = read_cursor(asked.get("before", ""))
    is_front = not (category or topic or before or below)
    if is_front:
        top, items, next_before = front_page(user)
    else:
        found = news.latest(user, before=before, category=category, topic=topic, below=below)
        top, (items, next_before) = [], one_page(found)
    return {
        "top": top,
        "items": items,
        "next_before": next_before,
        "category": category,
        "topic_slug": topic,
        "labels": labels,
        "is_first": before is None,
        "list_address": "/news/",
    }


def newest_titles(user, number: int) -> list[tuple]:
    """Key and title of the newest news, what its address is made of, and when it was published. One query."""
    return _titles.rows(get_language(), number, **read_by(user))


def _newest_titles(_language: str, number: int):
    return apps.get_model("news", "NewsPage").objects.latest(ANY_READER).values_list(*TITLES)[:number]


_titles = Prepared(_newest_titles)


def known(slug: str, labels: list[tuple[str, str]]) -> str:
    """The slug when it is one of ours; nothing for any other word in the address."""
    return slug if any(slug == known_slug for known_slug, _name in labels) else ""


def with_cards(news):
    """The same news with everything its cards show."""
    return pictures.with_card_picture(news.for_cards())


def one_page(news) -> tuple[list, str]:
    """One page of news and where the next begins ("" at the end). One query."""
    return _cut(list(with_cards(news)[: PAGE_SIZE + 1]))


def _cut(found: list) -> tuple[list, str]:
    shown = found[:PAGE_SIZE]
    return shown, as_cursor(shown[-1]) if len(found) > PAGE_SIZE else ""


def front_page(user) -> tuple[list, list, str]:
    """What is on top (the newest item when nothing has a place), the newest news without it, and where the next page
    begins. One query: what is on top and older than the newest page comes after it in the order of time."""
    found = _front.rows(get_language(), **read_by(user))
    unread = [page for page in found if page.is_in_place and not page.is_read]
    top = sorted(unread, key=lambda page: page.slot)[:MOST_ON_TOP]
    items, next_before = _cut(found[: PAGE_SIZE + 1])
    top = top or items[:1]
    return top, [page for page in items if page not in top], next_before


def _front_page(_language: str):
    news = apps.get_model("news", "NewsPage").objects
    newest = news.latest(ANY_READER)[: PAGE_SIZE + 1].values("pk")
    on_top = news.lead_and_pinned(ANY_READER).values("pk")
    read = apps.get_model("news", "ReadMark").objects.filter(user_id=ANY_READER.pk, page_id=OuterRef("pk"))
    both = with_cards(news.filter(Q(pk__in=newest) | Q(pk__in=on_top)).newest_first())
    return both.annotate(is_read=Exists(read))


_front = Prepared(_front_page)


def as_cursor(page) -> str:
    """Where a list went on: the time and number of its last item."""
    return f"{page.first_published_at.timestamp():.6f}-{page.pk}"


def read_cursor(text: str) -> tuple[datetime, int] | None:
    """The time and number of `?before=`; None for anything else."""
    seconds, _dash, pk = text.rpartition("-")
    try:
        moment = datetime.fromtimestamp(float(seconds), tz=UTC)
        number = int(pk)
    except (ValueError, OverflowError, OSError):
        return None
    return (moment, number) if 0 < number < 2**63 else None
