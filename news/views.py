"""Reading news."""

from django.db.models import CharField, QuerySet, TextField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Site

from access.kinds import get_kind
from access.reach import ANY_READER, read_by
from access.rule import get_visible_or_404
from activity.actions import timeline
from activity.context import preload
from core.htmx import render
from core.prepared import Late, Prepared
from news.actions import mark_read
from news.languages import has_own_version
from news.models import InformationPage, NewsPage, Topic
from news.reading import MORE_NEWS, TITLES, list_context, newest_titles, one_page, read_cursor
from news.renderings import as_column

TALK_SHOWN = 5


def _item_by_address(language: str) -> QuerySet:
    found = NewsPage.objects.visible_to(ANY_READER).filter(
        slug=Late("slug", CharField()), url_path=Late("url_path", TextField())
    )
    found = found.select_related("category", "lead_image", "author__profile__portrait")
    return found.annotate(rendering=as_column(language)).defer("body")


_item = Prepared(_item_by_address)


@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    """All news this person may read, newest first, with what has a place on top; filtered by category and topic."""
    context = list_context(request.user, request.GET)
    return render(request, "news/news_list.html", context, block=None if context["is_first"] else "items")


@require_safe
def news_item(request: HttpRequest, slug: str) -> HttpResponse:
    """A news item below /news/ by the shortest road: one query finds it and asks the visibility rule. Invisible, draft
    and missing give the same 404 as Wagtail's own road."""
    roots = Site.get_site_root_paths()
    root = roots[0].root_path if len(roots) == 1 else Site.find_for_request(request).root_page.url_path
    found = _item.rows(get_language(), slug=slug, url_path=f"{root}news/{slug}/", **read_by(request.user))
    if not found:
        raise Http404("No such page.")
    return found[0].serve(request)


@require_safe
def more_news(request: HttpRequest) -> HttpResponse:
    """The newest titles beside a news item (`?not=`), as a fragment that comes after the page."""
    shown = request.GET.get("not", "")
    newest = [NewsPage(**dict(zip(TITLES, row, strict=True))) for row in newest_titles(request.user, MORE_NEWS + 1)]
    items = [item for item in newest if str(item.pk) != shown][:MORE_NEWS]
    return render(request, "news/_more.html", {"items": items})


@require_POST
def read_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """The browser tells that the reader has had the item before the eyes: its place on top ends for this person."""
    mark_read(get_visible_or_404(NewsPage, request.user, pk=pk), by=request.user)
    return HttpResponse(status=204)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """News and information about one topic, for this reader."""
    about = get_visible_or_404(Topic, request.user, slug=slug)
    before = read_cursor(request.GET.get("before", ""))
    items, next_before = one_page(NewsPage.objects.latest(request.user, before=before, topic=about.slug))
    talk = timeline(request.user, of=about, lane="colleagues", size=TALK_SHOWN).entries if before is None else []
    preload(request.user, [entry.thing for entry in talk])
    information = InformationPage.objects.visible_to(request.user).filter(~has_own_version(request.user), topics=about)
    context = {
        "topic": about,
        "items": items,
        "talk": talk,
        "next_before": next_before,
        "information": [] if before else list(information.defer("body").order_by("title")[:50]),
        "is_first": before is None,
        "list_address": about.get_absolute_url(),
        "category": "",
        "topic_slug": "",
    }
    return render(request, "news/topic.html", context, block="items" if before else None)


@require_safe
def page_by_number(request: HttpRequest, pk: int) -> HttpResponse:
    """The way from a page's number to its address, for who may see the page."""
    page = get_kind("page").get_visible_or_404(request.user, pk)
    if not page.url:
        raise Http404
    return redirect(page.url)
