"""What search keeps of news, sections, information pages and topics."""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import Audience
from core.events import Changed, Event, Published, Restored, Withdrawn
from news.models import HowToPage, InformationPage, NewsCategory, NewsPage, PagePair, SectionPage, Tool, Topic
from search.models import Freshness
from search.registry import EntryClass, Value, Written

# Lists of which each reader sees only what is meant for her: nothing in them is part of the text for everybody.
PERSONAL_BLOCKS = {"links", "documents", "news_list"}


def text_of(page: Model) -> str:
    """The words of a body that every reader of the page sees."""
    pieces: list[str] = []
    for block in page.body:
        if block.block_type == "links":
            links = [link for link in block.value["links"] if not link["page"]]
            pieces += [words for link in links for words in (link["text"], link["description"])]
        elif block.block_type not in PERSONAL_BLOCKS:
            pieces += block.block.get_searchable_content(block.value)
    return "\n".join(str(piece) for piece in pieces if piece)


def topic_value(topic: Topic) -> Value:
    return Value(topic.slug, topic.name_nl, topic.name_en)


class PageEntry(EntryClass):
    """What all pages of editors have in common."""

    kind = "page"
    model: type[Page]
    shows_topics = True

    def findable(self) -> QuerySet:
        """Live pages that have an audience; those without one are nobody's."""
        return self.model.objects.filter(live=True, page_audience__isnull=False).select_related("page_audience")

    def prepare(self, things: list) -> None:
        """Sections, topics and language versions of the whole batch: three queries."""
        paths = {thing.path[: -Page.steplen] for thing in things}
        sections = {page.path: page for page in SectionPage.objects.filter(path__in=paths, live=True)}
        topics: dict[int, list[Topic]] = {thing.pk: [] for thing in things}
        pairs = PagePair.objects.sides_of(topics)
        if self.shows_topics:
            field = self.model._meta.get_field("topics")
            column, other = field.m2m_field_name(), field.m2m_reverse_field_name()
            rows = field.remote_field.through.objects.filter(**{f"{column}__in": list(topics)}).select_related(other)
            for row in rows.order_by(f"{other}__name_nl"):
                topics[getattr(row, f"{column}_id")].append(getattr(row, other))
        for thing in things:
            thing.search_section = sections.get(thing.path[: -Page.steplen])
            thing.search_topics = topics[thing.pk]
            thing.search_pair = pairs.get(thing.pk)

    def section_of(self, page) -> Value | None:
        section = page.search_section
        return Value(f"page-{section.pk}", section.title) if section else None

    def write(self, page) -> Written | None:
        section = self.section_of(page)
        return Written(
            title=page.title,
            url=page.url or "",
            audience_id=page.page_audience.audience_id,
            language=page.language,
            pair=page.search_pair,
            lead=getattr(page, "teaser", ""),
            body=self.body(page),
            keywords=self.keywords(page),
            section=section,
            topics=tuple(topic_value(topic) for topic in page.search_topics),
            meta=(section,) if section else (),
            published_at=page.first_published_at,
            **self.more(page),
        )

    def keywords(self, page) -> tuple[str, ...]:
        """The section, and the words of the address: editors choose those so that people know them again."""
        section = (page.search_section.title,) if page.search_section else ()
        return (*section, page.slug.replace("-", " "))

    def body(self, page) -> str:
        return text_of(page)

    def more(self, page) -> dict:
        """What only this kind of page has."""
        return {}

    def follows(self, event: Event) -> Iterable[int]:
        pages = self.model.objects.all()
        if event.model == "news.topic" and self.shows_topics:
            return pages.filter(topics=event.pk).values_list("pk", flat=True)
        if isinstance(event, Published | Changed | Restored | Withdrawn) and issubclass(
            apps.get_model(event.model), Page
        ):
            # Its title, or the beginning of its address, is in those below it.
            path = Page.objects.filter(pk=event.pk, numchild__gt=0).values_list("path", flat=True).first()
            below = pages.filter(live=True, path__startswith=path).exclude(pk=event.pk) if path else pages.none()
            return below.values_list("pk", flat=True)
        return ()


class NewsEntry(PageEntry):
    """News: it has an author and a category, and loses its interest with time."""

    model = NewsPage
    family = "news"
    family_label = _("News")
    label = _("News item")
    order = 10
    freshness = Freshness.NEWS

    def findable(self) -> QuerySet:
        return super().findable().select_related("author", "category")

    def section_of(self, page) -> Value | None:
        section = super().section_of(page)
        if section is None and page.category is not None:
            return Value(f"category-{page.category.slug}", page.category.name_nl, page.category.name_en)
        return section

    def keywords(self, page) -> tuple[str, ...]:
        names = (page.category.name_nl, page.category.name_en) if page.category else ()
        author = (page.author.get_full_name(),) if page.author else ()
        return (*super().keywords(page), *names, *author)

    def more(self, page) -> dict:
        return {
            "author_id": page.author_id,
            "author_name": page.author.get_full_name() if page.author else "",
        }

    def body(self, page) -> str:
        return "\n".join(part for part in (page.lead_image_caption, text_of(page)) if part)

    def follows(self, event: Event) -> Iterable[int]:
        if event.model == "accounts.user":
            return NewsPage.objects.filter(author_id=event.pk).values_list("pk", flat=True)
        if event.model == NewsCategory._meta.label_lower:
            return NewsPage.objects.filter(category_id=event.pk).values_list("pk", flat=True)
        return super().follows(event)


class InformationEntry(PageEntry):
    """Information that stays: it does not age, it goes past its review date."""

    model = InformationPage
    family = "information"
    family_label = _("Information")
    label = _("Information")
    order = 20

    def findable(self) -> QuerySet:
        return super().findable().select_related("care")

    def more(self, page) -> dict:
        return {"is_stale": page.is_stale}


class HowToEntry(InformationEntry):
    """How something is done: found like information, under its own word."""

    model = HowToPage
    label = _("How-to")
    order = 19


class SectionEntry(PageEntry):
    """The front page of a part of the organisation."""

    model = SectionPage
    family = "information"
    family_label = _("Information")
    label = _("Section")
    order = 21
    shows_topics = False


class TopicEntry(EntryClass):
    """A subject with a page of its own."""

    kind = "topic"
    family = "topics"
    family_label = _("Topics")
    label = _("Topic")
    order = 60

    def findable(self) -> QuerySet:
        return Topic.objects.all()

    def write(self, topic) -> Written | None:
        return Written(
            title=topic.name_nl,
            url=topic.get_absolute_url(),
            audience_id=Audience.EVERYONE_ID,
            other_names=(topic.name_en,) if topic.name_en else (),
        )


class ToolEntry(EntryClass):
    """A tool, found by any of its names and by what it is for."""

    kind = "tool"
    family = "tools"
    family_label = _("Tools")
    label = _("Tool")
    order = 55

    def findable(self) -> QuerySet:
        return Tool.objects.all()

    def write(self, tool) -> Written | None:
        names = (tool.name_en, *(name.strip() for name in tool.also_called.split(",")))
        return Written(
            title=tool.name_nl,
            url=tool.get_absolute_url(),
            audience_id=tool.audience_id,
            lead=tool.purpose_nl,
            body=tool.purpose_en,
            other_names=tuple(name for name in names if name),
        )
