"""An item as a page of Kring: drafted without the database, then written the way the editor writes."""

import html
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote
from uuid import uuid4

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.log_actions import log
from wagtail.models import Page

from news.models import InformationPage, NewsPage
from news.wordpress.markup import parse, plain, words_of
from news.wordpress.reader import Item
from news.wordpress.resolver import Picture
from news.wordpress.source import DIRECTION_CONTROLS

TEASER = 300


@dataclass
class Draft:
    """Everything of a page that does not need the database. `state`: live, draft or scheduled."""

    kind: str
    title: str
    slug: str
    teaser: str
    blocks: list[tuple[str, str | dict]]
    language: str
    state: str
    at: datetime | None = None
    changed_at: datetime | None = None
    lead: Picture | None = None
    author: object | None = None
    category: object | None = None
    topics: list = field(default_factory=list)
    waits: bool = False
    again: bool = False


def draft_of(item: Item, kind: str, blocks: list, language: str, *, restricted: bool) -> tuple[Draft, list[str]]:
    """The page-to-be and what an editor should know about it."""
    notes: list[str] = []
    state, reason = _state(item, restricted)
    if reason:
        notes.append(reason)
    title = words(item.title)
    if not title:
        title = _cut(_first_words(blocks), 60) or _("Untitled")
        notes.append(_("it had no title; it got “%(title)s”") % {"title": title})
    if len(title) > 255:
        notes.append(_("the title was longer than 255 characters and was cut"))
        title = _cut(title, 255)
    excerpt = words(re.sub(r"\[/?[a-zA-Z][^\[\]]{0,200}\]", " ", item.excerpt))
    if len(excerpt) > TEASER:
        notes.append(_("the excerpt was longer than 300 characters and was cut"))
    teaser = _cut(excerpt, TEASER)
    if not teaser and kind == "news":
        teaser = _cut(_first_words(blocks), TEASER) or title[:TEASER]
    if item.sticky:
        notes.append(_("it was pinned on top of the old site; give it a place on top in Kring if it still needs one"))
    draft = Draft(
        kind=kind,
        title=title,
        slug=slug_of(item.slug, title),
        teaser=teaser,
        blocks=blocks,
        language=language,
        state=state,
        at=datetime.fromisoformat(item.at) if item.at else None,
        changed_at=datetime.fromisoformat(item.changed_at) if item.changed_at else None,
    )
    if draft.state == "live" and draft.at is None:
        notes.append(_("it had no date; it got the date of the import"))
    return draft, notes


def footnotes(item: Item) -> str:
    """What the block editor keeps beside the body: its footnotes, as a numbered list to put below it."""
    try:
        notes = json.loads(item.meta.get("footnotes") or "[]")
    except (ValueError, RecursionError):
        return ""
    texts = (
        [str(note.get("content") or "") for note in notes if isinstance(note, dict)] if isinstance(notes, list) else []
    )
    items = "".join(f"<li>{text}</li>" for text in texts)
    return f"\n<!-- wp:html -->\n<ol>{items}</ol>\n<!-- /wp:html -->" if items else ""


def _state(item: Item, restricted: bool) -> tuple[str, str]:
    """Whether the page may be read by those who may read the section. In doubt it stays a draft."""
    if item.password:
        return "draft", _("it was protected with a password, so it is a draft now")
    if item.status == "private" and not restricted:
        return "draft", _("it was private, so it is a draft now")
    if item.status == "pending":
        return "draft", _("it was waiting for review, so it is a draft now")
    if item.status == "draft":
        return "draft", ""
    if item.status not in ("publish", "future", "private"):
        return "draft", _("its state “%(state)s” is unknown, so it is a draft now") % {"state": item.status}
    if item.at and datetime.fromisoformat(item.at) > timezone.now():
        return "scheduled", ""
    if item.status == "future":
        return "live", _("it was scheduled for a moment that has passed, so it is published with that date")
    return "live", ""


def words(markup: str) -> str:
    """A title or excerpt as plain words on one line."""
    text = plain(parse(markup)) if "<" in markup or "&" in markup else " ".join(markup.split())
    return DIRECTION_CONTROLS.sub("", text).strip()


def _first_words(blocks: list) -> str:
    for name, value in blocks:
        if name == "text":
            for paragraph in re.findall(r"<(?:p|li|blockquote)>(.*?)</(?:p|li|blockquote)>", value):
                if words_of(paragraph):
                    return words_of(paragraph)
        elif name == "quote":
            return " ".join(value["text"].split())
    return ""


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    start = text[: length - 1]
    return (start.rsplit(" ", 1)[0] if " " in start[length // 2 :] else start).rstrip(" .,;:") + "…"


def slug_of(old: str, title: str) -> str:
    """The old address if it can be one here, else one made of the title."""
    slug = slugify(unquote(old), allow_unicode=True) or slugify(html.unescape(title), allow_unicode=True)
    return slug[:200].strip("-_") or "item"


def stream(page: Page, blocks: list) -> StreamValue:
    raw = [{"type": name, "value": value, "id": str(uuid4())} for name, value in blocks]
    return StreamValue(page._meta.get_field("body").stream_block, raw, is_lazy=True)


def _fill(page: Page, draft: Draft) -> None:
    page.title = page.draft_title = draft.title
    page.teaser = draft.teaser
    page.language = draft.language
    page.body = stream(page, draft.blocks)
    page.topics.set(draft.topics)
    if isinstance(page, NewsPage):
        page.category = draft.category
        page.author = draft.author
        page.lead_image_id = draft.lead.pk if draft.lead else None
        page.lead_image_alt = draft.lead.alt[:255] if draft.lead else ""
        page.lead_image_decorative = bool(draft.lead and not draft.lead.alt)
    if draft.state == "scheduled":
        page.go_live_at = draft.at


def create(draft: Draft, parent: Page, *, by) -> Page:
    """A new page below `parent`, as the editor's form makes it: page, log, revision, publication."""
    model = NewsPage if draft.kind == "news" else InformationPage
    page = model(live=False, has_unpublished_changes=True, slug=_free_slug(draft.slug, parent))
    page.owner = draft.author if draft.author is not None and draft.author.is_active else by
    if draft.state == "live":
        page.first_published_at = draft.at
    _fill(page, draft)
    parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    return _save(page, draft, by)


def rewrite(page: Page, draft: Draft, *, by) -> Page:
    """A later version of the same item. Where it stands, its address and whether it is published stay."""
    draft.again = True
    _fill(page, draft)
    if draft.state == "live" and not page.live:
        if page.first_published_at:
            # Somebody took it offline here; the old site does not put it back.
            draft.state = "draft"
        else:
            Page.objects.filter(pk=page.pk).update(first_published_at=draft.at)
    return _save(page, draft, by)


def replace_body(page: Page, draft: Draft, *, by) -> Page:
    """The same words with other links."""
    page.body = stream(page, draft.blocks)
    return _save(page, draft, by, log_action=False)


def _save(page: Page, draft: Draft, by, *, log_action: bool = True) -> Page:
    revision = page.save_revision(user=by, log_action=log_action and draft.again)
    if draft.state != "draft":
        revision.publish(user=by, log_action=log_action, skip_permission_checks=True)
        if draft.state == "live":
            changed = max(filter(None, [draft.changed_at, draft.at]), default=None)
            if changed and changed <= timezone.now():
                Page.objects.filter(pk=page.pk).update(last_published_at=changed)
    return type(page).objects.get(pk=page.pk)


def _free_slug(slug: str, parent: Page) -> str:
    taken = set(Page.objects.child_of(parent).filter(slug__startswith=slug).values_list("slug", flat=True))
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"
