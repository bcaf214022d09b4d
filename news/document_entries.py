"""What search keeps of documents. A file has no readers of its own (`files.visibility`): an entry is for readers of one
page that shows it, so that it can be missed by some and is never found by others."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page, ReferenceIndex

from access.models import Audience, PageAudience
from core.events import AudienceChanged, Event
from files.models import Document
from search.registry import EntryClass, Value, Written


class DocumentEntry(EntryClass):
    """A file to download that stands on a live page: found by its title, its name and its tags."""

    kind = "document"
    family = "documents"
    family_label = _("Documents")
    label = _("Document")
    order = 40

    def findable(self) -> QuerySet:
        return Document.objects.select_related("collection__collection_audience").prefetch_related("tags")

    def prepare(self, things: list) -> None:
        """Who may read the live pages that show them: two queries."""
        shown: dict[int, set[int]] = defaultdict(set)
        rows = uses().filter(to_object_id__in=[str(thing.pk) for thing in things])
        for document, page in rows.values_list("to_object_id", "object_id"):
            shown[int(page)].add(int(document))
        audiences: dict[int, set[int]] = defaultdict(set)
        live = PageAudience.objects.filter(page_id__in=list(shown), page__live=True)
        for page, audience in live.values_list("page_id", "audience_id"):
            for document in shown[page]:
                audiences[document].add(audience)
        for thing in things:
            collection = getattr(thing.collection, "collection_audience", None)
            thing.search_audience = audience_of(audiences[thing.pk], collection.audience_id if collection else None)

    def write(self, document) -> Written | None:
        if document.search_audience is None:
            return None
        extension = document.file_extension.upper()
        return Written(
            title=document.title,
            url=document.url,
            audience_id=document.search_audience,
            keywords=(document.filename, *(tag.name for tag in document.tags.all())),
            meta=(Value("type", extension),) if extension else (),
            published_at=document.created_at,
        )

    def follows(self, event: Event) -> Iterable[int]:
        """A page or a collection is for others now, or shows other documents."""
        if event.model == Collection._meta.label_lower:
            path = Collection.objects.filter(pk=event.pk).values_list("path", flat=True).first() or "-"
            return Document.objects.filter(collection__path__startswith=path).values_list("pk", flat=True)
        thing = event.thing()
        if not isinstance(thing, Page):
            return ()
        pages = [event.pk]
        if isinstance(event, AudienceChanged):
            pages = list(PageAudience.objects.under(event.pk).values_list("page_id", flat=True))
        rows = uses().filter(object_id__in=[str(pk) for pk in pages])
        return {int(document) for document in rows.values_list("to_object_id", flat=True)}


def uses() -> QuerySet:
    """Which page shows which document, by Wagtail's index of references."""
    types = ContentType.objects.get_for_models(Document, Page, for_concrete_models=False)
    return ReferenceIndex.objects.filter(to_content_type=types[Document], base_content_type=types[Page])


def audience_of(pages: set[int], collection: int | None) -> int | None:
    """An audience whose every reader may have a file that stands on pages with these audiences, in a collection with
    that one. None when no single audience says it."""
    everyone = Audience.EVERYONE_ID
    if not pages or collection is None:
        return None
    if collection == everyone:
        return everyone if everyone in pages else min(pages)
    return collection if pages & {collection, everyone} else None
