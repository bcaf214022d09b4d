"""The import itself: what happens to each item, one transaction each, through Wagtail's own save path."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from access.models import Audience
from access.rule import audience_id_of
from comments.models import Comment
from news.actions import silently
from news.models import ImportedItem, InformationPage, NewsPage
from news.wordpress import writing
from news.wordpress.blocks import convert
from news.wordpress.context import ItemResolver
from news.wordpress.folder import Folder
from news.wordpress.library import Library
from news.wordpress.links import Links
from news.wordpress.people import Authors
from news.wordpress.places import Places
from news.wordpress.plan import decide, in_order
from news.wordpress.reader import Export, Item
from news.wordpress.report import Report
from news.wordpress.store import Entry, Store
from news.wordpress.talk import bring_in
from news.wordpress.talk import in_order as comments_in_order
from news.wordpress.terms import Terms
from search.actions import index_things

AT_ONCE = 200

Progress = Callable[[str, Iterable, int], Iterable]


@dataclass
class Options:
    """How to import. `kinds` adds post types of plugins: {"event": "news"}."""

    section: Page
    images: Path | None = None
    dry_run: bool = False
    update: bool = False
    again: bool = False
    by: object | None = None
    kinds: dict[str, str] = field(default_factory=dict)


class Importer:
    """One run. `run()` may raise ExportRefusedError before anything is written; after that it reports."""

    def __init__(self, path: Path, options: Options, *, progress: Progress | None = None):
        self.path, self.options = path, options
        self.progress = progress or (lambda label, things, total: things)
        self.report = Report()
        self.complete = True

    def run(self) -> Report:
        with Store() as store, silently():
            export = Export(self.path)
            for _count in self.progress(_("Reading"), store.fill(export), 0):
                pass
            self.report.warnings += export.warnings
            self.complete = export.complete
            if store.repaired:
                self.report.warnings.append(
                    _("%(count)d items were not well-formed and were repaired.") % {"count": store.repaired}
                )
            for bad in store.bad:
                reason = _("line %(line)d: %(reason)s") % {"line": bad.line, "reason": bad.reason}
                self.report.failed(_("item"), 0, bad.title, reason)
            self._prepare(store, export)
            self._import_all()
            if not self.options.dry_run:
                self._make_findable()
        return self.report

    def _make_findable(self) -> None:
        """Nobody was told of what came in, so search has not heard of it either. All of this source: an earlier run may
        have been stopped before it came here."""
        items = ImportedItem.objects.filter(source=self.source)
        pages, comments = items.exclude(page=None).values("page"), items.exclude(comment=None).values("comment")
        things = [
            (model, list(model.objects.filter(pk__in=pks).values_list("pk", flat=True)))
            for model, pks in ((NewsPage, pages), (InformationPage, pages), (Comment, comments))
        ]
        batches = [(model, pks[at : at + AT_ONCE]) for model, pks in things for at in range(0, len(pks), AT_ONCE)]
        for model, pks in self.progress(_("Search"), batches, len(batches)):
            index_things(model, pks)

    def _prepare(self, store: Store, export: Export) -> None:
        options = self.options
        self.store, self.site = store, export.site
        self.source = source_of(export)
        self.places = Places(options.section)
        self.links = Links(store, export.site)
        language = export.site.language[:2]
        self.language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE[:2]
        self.authors = Authors(export.site, dry_run=options.dry_run)
        self.terms = Terms(self.language, dry_run=options.dry_run)
        folder = Folder(options.images) if options.images else None
        self.library = Library(self.source, self.links, folder, self.report, by=options.by, dry_run=options.dry_run)
        rows = ImportedItem.objects.filter(source=self.source).select_related("page")
        self.rows = {row.key: row for row in rows if row.key.startswith("item:")}
        self.pages = {int(key[5:]): row.page_id for key, row in self.rows.items() if key[5:].isdigit() and row.page_id}
        self.restricted = audience_id_of(options.section) != Audience.EVERYONE_ID

    def _import_all(self) -> None:
        chosen: list[tuple[Entry, str]] = []
        seen: dict[str, Entry] = {}
        for entry in self.store.entries:
            if entry.post_type in ("attachment", "wp_block"):
                continue
            kind, reason = decide(entry, self.options.kinds, self.places)
            if kind:
                entry.key = key_of(entry)
                if entry.key in seen:
                    reason = "" if _differ(entry, seen[entry.key]) else _("the same item is in the file twice")
                    entry.key = key_of(entry, by_number=False)
                if entry.key in seen:
                    reason = _("the same item is in the file twice")
            if reason:
                self.report.left_out(*what_is(entry), reason)
            else:
                seen[entry.key] = entry
                chosen.append((entry, kind))
        self.wanted = {entry.post_id for entry, _kind in chosen}
        waiting: list[tuple[Entry, str]] = []
        ordered = in_order(chosen)
        for entry, kind in self.progress(_("Importing"), ordered, len(ordered)):
            if self._guarded(entry, kind, self._import):
                waiting.append((entry, kind))
        if waiting and not self.options.dry_run:
            for entry, kind in self.progress(_("Linking"), waiting, len(waiting)):
                self._guarded(entry, kind, self._relink)
        self._tell_about_files()
        for what, names in (("categories", self.terms.made["categories"]), ("topics", self.terms.made["topics"])):
            self.report.count({"categories": _("new categories"), "topics": _("new topics")}[what], len(names))
        self.report.count(_("records of authors without an account"), len(self.authors.made))

    def _guarded(self, entry: Entry, kind: str, work: Callable) -> bool:
        """One item. Whatever is wrong with it becomes one line, and the next item has its turn."""
        try:
            return work(entry, kind)
        except Exception as error:
            reason = " ".join(str(error).split())[:300] or type(error).__name__
            self.report.failed(*what_is(entry), reason)
            return False

    def _import(self, entry: Entry, kind: str) -> bool:
        """Import one item. Returns whether its links have to be made later."""
        item = self.store.load(entry)
        row = self.rows.get(entry.key)
        place = self.places.news if kind == "news" else self.places.information
        only_look = row is not None and not self._may_write(row)
        with self.library.looking(only_look):
            draft, notes = self._draft(item, kind, place)
        if row is not None and not self._goes_on(row, entry, digest_of(item, draft)):
            return False
        category, topics, extra = self.terms.of(item.terms)
        draft.category, draft.topics = category, topics if kind == "news" else self.terms.topics_of(item.terms)
        draft.author = self.authors.author(item.author)
        if kind == "news" and extra:
            notes.append(_("a page has one category; these became topics: %(names)s") % {"names": ", ".join(extra)})
        if self.options.dry_run:
            self._count(kind, draft.state, row is not None and row.page is not None)
            comments, left = comments_in_order(item.comments)
            self.report.count(_("comments"), len(comments))
            self._tell(entry, [*notes, *_numbered(left)])
            return False
        with transaction.atomic():
            if row is not None and row.page is not None:
                page = writing.rewrite(row.page.specific, draft, by=self.options.by)
            else:
                page = writing.create(draft, self._parent(item, place, notes), by=self.options.by)
                if page.slug != draft.slug:
                    notes.append(_("the address became %(slug)s: another page has the old one") % {"slug": page.slug})
            row = self._remember(row, entry, digest_of(item, draft), page)
            comments, left = bring_in(page, item, self.authors, self.source, again=self.options.again)
        self.rows[entry.key] = row
        if entry.key == f"item:{entry.post_id}":
            self.pages[entry.post_id] = page.pk
        self._count(kind, draft.state, draft.again)
        self.report.count(_("comments"), comments)
        self._tell(entry, [*notes, *_numbered(left)])
        return draft.waits

    def _draft(self, item: Item, kind: str, place: Page) -> tuple["writing.Draft", list[str]]:
        resolver = ItemResolver(item, place, self.store, self.links, self.library, self.pages, self.wanted)
        conversion = convert(item.content + writing.footnotes(item), resolver)
        lead, problem = resolver.lead() if kind == "news" else (None, "")
        draft, notes = writing.draft_of(item, kind, conversion.blocks, self.language, restricted=self.restricted)
        draft.lead, draft.waits = lead, resolver.waits
        if lead and not lead.alt:
            notes.append(_("alt text missing, marked decorative: the featured image"))
        return draft, [*notes, *conversion.notes, *filter(None, [problem])]

    def _may_write(self, row: ImportedItem) -> bool:
        """Whether an item that was imported before may be written again."""
        if row.page is None:
            return self.options.again
        return self.options.update and row.page.latest_revision_id == row.revision_id

    def _goes_on(self, row: ImportedItem, entry: Entry, digest: str) -> bool:
        """Whether it is written again. If not, the report says why."""
        what = what_is(entry)
        if row.page is None:
            if not self.options.again:
                self.report.left_out(*what, _("imported before and deleted in Kring since (--again brings it back)"))
            return self.options.again
        if row.digest == digest:
            self.report.count(_("already imported"))
            return False
        if row.page.latest_revision_id != row.revision_id:
            self.report.left_out(*what, _("already imported and changed in Kring since; Kring's version is kept"))
            return False
        if not self.options.update:
            self.report.left_out(*what, _("already imported; it would be different now (--update takes that over)"))
        return self.options.update

    def _remember(self, row: ImportedItem | None, entry: Entry, digest: str, page: Page) -> ImportedItem:
        row = row or ImportedItem(source=self.source, key=entry.key)
        row.page, row.revision_id, row.digest = page, page.latest_revision_id, digest
        row.save()
        return row

    def _parent(self, item: Item, place: Page, notes: list[str]) -> Page:
        """Fresh from the database: the tree's bookkeeping is in the parent's row."""
        if item.post_type == "page" and item.parent:
            pk = self.pages.get(item.parent)
            parent = Page.objects.filter(pk=pk).first() if pk else None
            if parent and parent.is_descendant_of(place):
                return parent
            notes.append(_("the page above it was not imported, so it stands directly in the section"))
        return Page.objects.get(pk=place.pk)

    def _relink(self, entry: Entry, kind: str) -> bool:
        """Convert once more, now that every page exists, and keep the result if any link changed."""
        item = self.store.load(entry)
        row = self.rows[entry.key]
        draft, _notes = self._draft(item, kind, self.places.news if kind == "news" else self.places.information)
        digest = digest_of(item, draft)
        if digest != row.digest:
            with transaction.atomic():
                page = writing.replace_body(row.page.specific, draft, by=self.options.by)
                self._remember(row, entry, digest, page)
        return False

    def _count(self, kind: str, state: str, again: bool) -> None:
        if again:
            self.report.count(_("pages updated"))
            return
        names = {
            ("news", "live"): _("news items, published"),
            ("news", "draft"): _("news items, as draft"),
            ("news", "scheduled"): _("news items, scheduled"),
            ("page", "live"): _("information pages, published"),
            ("page", "draft"): _("information pages, as draft"),
            ("page", "scheduled"): _("information pages, scheduled"),
        }
        self.report.count(names[kind, state])

    def _tell(self, entry: Entry, notes: list[str]) -> None:
        for note in dict.fromkeys(notes):
            self.report.changed(*what_is(entry), note)

    def _tell_about_files(self) -> None:
        for entry in self.store.entries:
            if entry.post_type != "attachment":
                continue
            if entry.post_id in self.library.brought or self.library.has(entry):
                new = entry.post_id in self.library.brought
                self.report.count(_("attachments, shown by pages") if new else _("already imported"))
            elif self.options.images is None:
                self.report.left_out(*what_is(entry), _("no folder with files was given (--images)"))
            elif entry.post_id in self.library.used:
                self.report.left_out(*what_is(entry), _("its file was not found in the folder, or not accepted"))
            else:
                self.report.left_out(*what_is(entry), _("no page that comes in shows it"))


def what_is(entry: Entry) -> tuple[str, int, str]:
    """An item as the report names it."""
    return entry.post_type, entry.post_id, entry.title


def _numbered(left: Counter) -> list[str]:
    return [f"{reason}: {number}" for reason, number in left.items()]


def key_of(entry: Entry, *, by_number: bool = True) -> str:
    """What stays the same between two exports: the number, or for items without one the address and title."""
    if entry.post_id and by_number:
        return f"item:{entry.post_id}"
    unique = entry.guid or entry.link or f"{entry.title}|{entry.at}"
    return f"item:#{hashlib.sha256(unique.encode()).hexdigest()[:32]}"


def _differ(one: Entry, other: Entry) -> bool:
    """Whether two items with one number are two things: exports of two sites glued together."""
    return (one.guid, one.title, one.link) != (other.guid, other.title, other.link)


def source_of(export: Export) -> str:
    """The name of the site an export comes from, whatever its scheme."""
    url = export.site.url or export.site.title or "wordpress"
    return (url.partition("://")[2] or url).strip("/").lower()[:200]


def digest_of(item: Item, draft: writing.Draft) -> str:
    """Changes when the page would be another one. What the clock does to it (a schedule that passes) does not count."""
    terms = sorted((term.taxonomy, term.slug, term.name) for term in item.terms)
    state = [item.status, bool(item.password), item.at, item.author, draft.lead.pk if draft.lead else None]
    page = [draft.title, draft.teaser, draft.language, draft.blocks]
    return hashlib.sha256(json.dumps([terms, state, page], sort_keys=True).encode()).hexdigest()
