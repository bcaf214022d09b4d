"""The pages of Duinrand, each written, published and dated the way Wagtail does it: revision, log, announcement."""

from datetime import datetime, timedelta

from django.apps import apps
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision, Site

from demo.bodies import Bodies
from demo.keeping import Duties
from demo.library import Library
from demo.people import Organisation
from demo.rights import restrict
from demo.texts import ZONE, distance, fill, moment, read, read_folder
from news.models import InformationPage, NewsCategory, NewsIndexPage, NewsPage, SectionPage, Topic, UpdateNote

PINNED_DAYS = 10
SECTION_AGE = "710 09:00"


class Pages:
    """Writes everything in the page tree. Afterwards `pages` has each page by its address, `times` its first day."""

    def __init__(self, organisation: Organisation, groups: dict, now: datetime) -> None:
        self.people = organisation.people
        self.groups = groups
        self.now = now
        self.editor = self.people["ada"]
        self.pages: dict[str, Page] = {}
        self.times: dict[str, datetime] = {}
        self.library = Library(groups, self.editor)
        self.bodies = Bodies(self.library, self.pages, self.people, now)
        self.duties = Duties(groups)
        self.next_slot = NewsPage.Slot.SECOND

    # --- the frame ----------------------------------------------------------------------------------------------------
    def make_frame(self) -> None:
        """Home page, news index, topics and categories."""
        self.home = home_page()
        self.topics, self.categories = {}, {}
        words = read("topics")
        for model, entries, found in (
            (Topic, words["topics"], self.topics),
            (NewsCategory, words["categories"], self.categories),
        ):
            for slug, names in entries.items():
                found[slug] = model.objects.get_or_create(
                    slug=slug, defaults={"name_nl": names["nl"], "name_en": names["en"]}
                )[0]
        self.index = NewsIndexPage.objects.child_of(self.home).filter(slug="news").first()
        if self.index is None:
            index = NewsIndexPage(title="Nieuws", slug="news", show_in_menus=True)
            self.index = self._write(index, self.home, self.editor, self.editor, moment(SECTION_AGE, self.now))

    # --- sections and information -------------------------------------------------------------------------------------
    def sections(self) -> list[dict]:
        """What pages/ holds: one mapping per section, with the pages inside it."""
        found = []
        for content in read_folder("pages"):
            found += content if isinstance(content, list) else [content]
        return found

    def write_section(self, content: dict, progress) -> SectionPage:
        """A section and the information in it."""
        entry = content["section"]
        at = moment(SECTION_AGE, self.now)
        section = SectionPage(title=entry["title"], slug=entry["slug"], teaser=entry["intro"], show_in_menus=True)
        self.duties.give(section, section.slug)
        section = self._write(section, self.home, self.editor, self.editor, at, only=entry.get("only"))
        for page in content["pages"]:
            self.write_information(page | {"only": page.get("only", entry.get("only", ""))}, section)
            progress(1)
        first = content["pages"][0]
        widgets = [
            {"card": {"title": first["title"], "text": first["teaser"], "image": entry["image"],
                      "link": {"page": first["slug"], "text": first["title"]}}},
            {"links": entry["links"]},
            {"people": entry["people"]},
        ]  # fmt: skip
        for slug in entry.get("topics", []):
            topic = self.topics[slug]
            widgets.append({"news_list": {"title": topic.name_nl, "topic": topic.pk, "number": 4}})
        section.body = self.bodies.stream(section, widgets, entry, at)
        self._publish(section, self.editor, self.editor, at + timedelta(hours=1))
        self.pages[entry["slug"]] = section
        progress(1)
        return section

    def write_information(self, entry: dict, parent: Page) -> None:
        """One page to look things up on. Its picture comes after the first block, unless it has one already."""
        at = moment(entry["when"], self.now)
        language = entry.get("lang", "nl")
        page = InformationPage(title=entry["title"], slug=entry["slug"], teaser=entry["teaser"], language=language)
        blocks = list(entry["body"])
        if not any("image" in block for block in blocks):
            blocks.insert(1, {"image": {"image": entry["image"]}})
        page.body = self.bodies.stream(page, blocks, entry, at)
        page.topics = [self.topics[slug] for slug in entry.get("topics", [])]
        changed = self._notes(page, entry, at)
        own = entry["only"] if entry["only"] and not self._closed_by(parent, entry["only"]) else None
        self.duties.give(page, parent.slug)
        owner = self.people[entry["owner"]] if self.duties.has_owner(page.slug) else None
        self._write(page, parent, owner, self.editor, at, only=own, changed=changed)

    def write(self, page, parent: Page, owner, at: datetime) -> Page:
        """A page of another kind, written and published by the editor."""
        return self._write(page, parent, owner, self.editor, at)

    # --- news ---------------------------------------------------------------------------------------------------------
    def news(self) -> list[tuple[datetime, dict]]:
        """Every news item with its time, oldest first."""
        entries = [entry for content in read_folder("news") for entry in content]
        return sorted(((moment(entry["when"], self.now), entry) for entry in entries), key=lambda pair: pair[0])

    def write_news(self, at: datetime, entry: dict) -> None:
        """One news item, in the state that it names: published, planned, draft, in review or expired."""
        language = entry.get("lang", "nl")
        author = self.people[entry["author"]]
        page = NewsPage(
            title=fill(entry["title"], at, language, self.now),
            slug=entry["slug"],
            teaser=fill(entry["teaser"], at, language, self.now),
            language=language,
            category=self.categories[entry["category"]],
            author=author,
            lead_image=self.library.picture(entry["image"], entry.get("only", "")),
            lead_image_alt=self.library.alt(entry["image"], language),
        )
        page.body = self.bodies.stream(page, entry["body"], entry, at)
        page.topics = [self.topics[slug] for slug in entry["topics"]]
        changed = self._notes(page, entry, at)
        self._pin(page, entry)
        writer = self.editor if author == self.editor else self.people["wim"]
        state = entry.get("state", "live")
        if state == "live":
            page = self._write(page, self.index, author, writer, at, only=entry.get("only"), changed=changed)
            self._end(page, entry)
            return
        if state == "scheduled":
            page.go_live_at = at
        page.owner = writer
        self.index.add_child(instance=self._unpublished(page))
        revision = page.save_revision(user=writer)
        if state == "scheduled":
            revision.publish(user=self.editor, skip_permission_checks=True)
        elif state == "review":
            page.get_workflow().start(page, writer)
        if at < self.now and state != "review":
            self._date(page, at, at)

    def _pin(self, page: NewsPage, entry: dict) -> None:
        pinned = entry.get("pinned")
        if not pinned:
            return
        if pinned == "lead":
            page.slot, days = NewsPage.Slot.LEAD, PINNED_DAYS
        else:
            page.slot, days = self.next_slot, pinned["until"]
            self.next_slot = NewsPage.Slot.THIRD
        page.slot_until = self._evening(days)

    def _end(self, page: NewsPage, entry: dict) -> None:
        """Give the page the moment at which it goes away, or take it away when that is past."""
        if "expires" not in entry:
            return
        page.expire_at = self._evening(entry["expires"])
        gone = page.expire_at < self.now
        at = self.times[page.slug]
        self._publish(page, self.editor, self.editor, at)
        if gone:
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled").update(
                timestamp=page.expire_at
            )

    def _evening(self, days: int) -> datetime:
        day = (self.now + timedelta(days=days)).astimezone(ZONE)
        return day.replace(hour=18, minute=0)

    # --- one page -----------------------------------------------------------------------------------------------------
    def _write(self, page, parent, owner, writer, at, *, only=None, changed=None):
        """A new page below its parent, restricted before it is live, published and dated."""
        page.owner = owner
        page.first_published_at = at
        parent.add_child(instance=self._unpublished(page))
        log(instance=page, action="wagtail.create", user=writer, content_changed=True)
        if only:
            restrict(page, self.groups[only])
        self._publish(page, writer, self.editor, at, changed=changed)
        self.pages[page.slug], self.times[page.slug] = page, at
        return page

    def _publish(self, page, writer, publisher, at, *, changed=None) -> None:
        page.save_revision(user=writer).publish(user=publisher, skip_permission_checks=True)
        self._date(page, at, changed or at)
        page.refresh_from_db()

    def _date(self, page, at: datetime, changed: datetime) -> None:
        """Let the page's own papers say when this was: Wagtail wrote that it is now."""
        Page.objects.filter(pk=page.pk).update(
            latest_revision_created_at=changed, **({"last_published_at": changed} if page.first_published_at else {})
        )
        Revision.objects.filter(
            object_id=str(page.pk), base_content_type__model="page", created_at__gte=self.now
        ).update(created_at=changed)
        PageLogEntry.objects.filter(page=page.pk, timestamp__gte=self.now).update(timestamp=at)

    def _notes(self, page, entry: dict, at: datetime) -> datetime | None:
        """The update notes of the page; the last of them is when it changed."""
        last = None
        for note in entry.get("updates", []):
            last = min(at + distance(note["after"]), self.now - timedelta(minutes=20))
            page.update_notes.add(UpdateNote(date=last.astimezone(ZONE).date(), text=note["text"]))
        return last

    def _closed_by(self, section: Page, only: str) -> bool:
        """Whether the section itself is for this group already."""
        return section.view_restrictions.filter(groups=self.groups[only]).exists()

    @staticmethod
    def _unpublished(page):
        page.live, page.has_unpublished_changes = False, True
        page.draft_title = page.title
        return page


def home_page() -> Page:
    """The home page of the site. Wagtail's welcome page makes place for it."""
    Site.objects.filter(is_default_site=True, site_name="").update(site_name="Duinrand")
    home_model = apps.get_model("home", "HomePage")
    home = home_model.objects.first()
    if home is not None:
        return home
    root = Page.get_first_root_node()
    site = Site.objects.filter(is_default_site=True).first()
    welcome = site.root_page if site else None
    home = home_model(title="Duinrand", slug="duinrand")
    root.add_child(instance=home)
    home.save_revision().publish(skip_permission_checks=True)
    if site:
        site.root_page, site.site_name = home, "Duinrand"
        site.save()
    else:
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Duinrand")
    if welcome and welcome.depth > 1 and welcome.is_leaf():
        welcome.delete()
    return home
