"""Files of the old media library as images and documents of Kring, each once, closed as the pages that show them."""

import hashlib
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.log_actions import log
from wagtail.models import Collection, CollectionViewRestriction, Page

from access.models import Audience, CollectionAudience
from access.rule import audience_id_of
from news.models import ImportedItem
from news.wordpress.folder import Folder
from news.wordpress.links import Links
from news.wordpress.report import Report
from news.wordpress.store import Entry

PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".heif"}


class Library:
    """Brings files in when something shows them. None means: not found, or not accepted (then the report says why).

    With `only_look` nothing comes in; 0 stands for a file that could.
    """

    def __init__(self, source: str, links: Links, folder: Folder | None, report: Report, *, by, dry_run: bool):
        self.source, self.links, self.folder, self.report = source, links, folder, report
        self.by, self.dry_run = by, dry_run
        self.only_look = False
        self.used: set[int] = set()
        self.brought: set[int] = set()
        self._done: dict[str, int | None] = {}
        self._collections: dict[int, Collection] = {}

    @contextmanager
    def looking(self, only_look: bool) -> Iterator[None]:
        """Inside this block, with True, nothing comes in."""
        before, self.only_look = self.only_look, only_look
        try:
            yield
        finally:
            self.only_look = before

    def image(self, url: str, entry: Entry | None, place: Page) -> int | None:
        return self._get("image", url, entry, place)

    def document(self, url: str, entry: Entry | None, place: Page) -> int | None:
        return self._get("document", url, entry, place)

    def _get(self, kind: str, url: str, entry: Entry | None, place: Page) -> int | None:
        if entry:
            self.used.add(entry.post_id)
        path = self._find(url, entry)
        if path is None or (kind == "image" and path.suffix.lower() not in PICTURES):
            return None
        audience = audience_id_of(place)
        name = str(entry.post_id) if entry and entry.post_id else _short(str(path.relative_to(self.folder.root)))
        # A picture that is shown to two audiences is there twice, each copy closed as its pages are.
        key = f"{kind}:{name}" if audience == Audience.EVERYONE_ID else f"{kind}:{name}@{audience}"
        if self.only_look:
            return self._done.get(key) or self._known(kind, key) or 0
        if key not in self._done:
            self._done[key] = self._bring(kind, key, path, entry, place, audience)
            if entry and self._done[key] is not None:
                self.brought.add(entry.post_id)
        return self._done[key]

    def _known(self, kind: str, key: str) -> int | None:
        """The image or document an earlier import made of this."""
        row = ImportedItem.objects.filter(source=self.source, key=key).first()
        return row and (row.image_id if kind == "image" else row.document_id)

    def has(self, entry: Entry) -> bool:
        """Whether the attachment came in earlier."""
        keys = [f"{kind}:{entry.post_id}" for kind in ("image", "document")]
        return ImportedItem.objects.filter(source=self.source, key__in=keys).exclude(image=None, document=None).exists()

    def _find(self, url: str, entry: Entry | None) -> Path | None:
        if self.folder is None:
            return None
        for address in filter(None, [entry and entry.attached_file, entry and entry.attachment_url, url]):
            found = self.folder.find(address, by_name_alone=bool(entry) or self.links.is_ours(address))
            if found:
                return found
        return None

    def _bring(self, kind: str, key: str, path: Path, entry: Entry | None, place: Page, audience: int) -> int | None:
        there = self._known(kind, key)
        if there:
            return there
        if self.dry_run:
            self.report.count(_("images") if kind == "image" else _("documents"))
            return 0
        title = (entry.title if entry else "").strip() or path.stem
        try:
            with transaction.atomic():
                thing = self._save(kind, path, title, entry.alt if entry else "", self._collection(place, audience))
                ImportedItem.objects.update_or_create(
                    source=self.source, key=key, defaults={kind: thing, "digest": _short(path.name)}
                )
        except Exception as error:
            self.report.failed(kind, entry.post_id if entry else 0, path.name, _reason(error))
            return None
        self.report.count(_("images") if kind == "image" else _("documents"))
        return thing.pk

    def _save(self, kind: str, path: Path, title: str, alt: str, collection: Collection):
        """Through the form of the media library, which checks what it accepts."""
        model = get_image_model() if kind == "image" else get_document_model()
        form_class = get_image_form(model) if kind == "image" else get_document_form(model)
        data = {"title": title[:255], "collection": collection.pk, "tags": "", "description": alt[:255]}
        with path.open("rb") as handle:
            content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            upload = UploadedFile(handle, name=path.name, content_type=content_type, size=path.stat().st_size)
            instance = model(uploaded_by_user=self.by)
            form = form_class(data, {"file": upload}, instance=instance)
            if not form.is_valid():
                raise ValueError("; ".join(message for messages in form.errors.values() for message in messages))
            thing = form.save()
        log(instance=thing, action="wagtail.create", user=self.by, content_changed=True)
        return thing

    def _collection(self, place: Page, audience: int) -> Collection:
        """A collection that exactly the readers of the place may see; made when there is none yet."""
        if audience not in self._collections:
            name = f"WordPress {self.source}"[:200]
            known = CollectionAudience.objects.filter(collection__name=name, audience_id=audience).first()
            collection = known.collection if known else self._closed_collection(name, place)
            row = CollectionAudience.objects.filter(collection=collection).first()
            if row is None or row.audience_id != audience:
                raise ValueError(_("no collection could be made that only the readers of the section may see"))
            self._collections[audience] = collection
        return self._collections[audience]

    def _closed_collection(self, name: str, place: Page) -> Collection:
        collection = Collection.get_first_root_node()
        restrictions = list(place.get_view_restrictions().order_by("page__depth")) or [None]
        for restriction in restrictions:
            collection = Collection.objects.get(pk=collection.pk).add_child(instance=Collection(name=name))
            if restriction is not None:
                copy = CollectionViewRestriction.objects.create(
                    collection=collection, restriction_type=restriction.restriction_type
                )
                copy.groups.set(restriction.groups.all())
        return collection


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
