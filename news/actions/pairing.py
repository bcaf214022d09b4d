"""Two languages of one page: making the second, keeping them in step, and letting them go live together."""

from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from news.actions.replanning import LIVE, NotMovedError, date_of
from news.models import EditorialPage, NewsIndexPage, PagePair
from news.models.page_pair import DUTCH, ENGLISH
from search.actions import index_later

OTHER = {DUTCH: ENGLISH, ENGLISH: DUTCH}
SPOKEN = ("title", "teaser", "lead_image_alt", "lead_image_caption")


class NotPairedError(Exception):
    """The two cannot be versions of one page; `words` say why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def words_of_page(page: EditorialPage) -> str:
    """A fingerprint of everything that a translator translates: the words, not the markup, nor who, when or where."""
    said = [str(getattr(page, name, "") or "") for name in SPOKEN]
    for name in ("body", "steps"):
        stream = getattr(page, name, None)
        if stream is not None:
            said += [strip_tags(str(words)) for words in stream.stream_block.get_searchable_content(stream)]
    return sha256("\n".join(" ".join(words.split()) for words in said).encode()).hexdigest()


def newest_of(page: Page) -> EditorialPage:
    """The page as it was saved last."""
    return page.get_latest_revision_as_object()


def can_translate(page: Page, user) -> bool:
    """Whether this person may make the other version: a page of an editor, beside which this person may write."""
    specific = page.specific
    if not isinstance(specific, EditorialPage) or isinstance(specific, NewsIndexPage):
        return False
    parent = page.get_parent()
    return page.permissions_for_user(user).can_edit() and parent.permissions_for_user(user).can_add_subpage()


@transaction.atomic
def translate(page: Page, title: str, *, by) -> EditorialPage:
    """Make the other language version of a page as a draft beside it, with the same readers, and the text to
    translate in it. Returns the draft. Raises NotPairedError when there is one already."""
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not can_translate(page, by):
        raise PermissionDenied
    if PagePair.objects.with_page(page.pk).exists():
        raise NotPairedError(_("This page has a version in the other language already."))
    source = page if page.live else newest_of(page)
    language = OTHER[page.language]
    slug = find_available_slug(page.get_parent(), slugify(title) or f"{page.slug}-{language}")
    fresh = {"title": title, "draft_title": title, "slug": slug, "seo_title": "", "search_description": "",
             "language": language, "go_live_at": None, "tell_again": False}  # fmt: skip
    fields = {field.name for field in source._meta.get_fields()}
    draft = source.copy(
        recursive=False,
        copy_revisions=False,
        keep_live=False,
        user=by,
        update_attrs={name: value for name, value in fresh.items() if name in fields},
    )
    draft.save_revision(user=by, changed=False, clean=False)
    dutch, english = (page, draft) if page.language == DUTCH else (draft, page)
    pair = PagePair(dutch=dutch, english=english)
    for version in (page, draft):
        setattr(pair, f"{pair.side_of(version.pk)}_words", words_of_page(newest_of(version)))
    setattr(pair, f"{pair.side_of(page.pk)}_changed_at", timezone.now())  # the new one still has to be translated
    pair.save()
    index_later(*pair.pages())
    log(instance=draft, action="news.translate", user=by, data={"from": page.pk})
    return draft


@transaction.atomic
def pair_up(page: Page, other: Page, *, by, in_step: bool = True) -> PagePair:
    """Say of two pages that exist that they are two versions of one, in step unless told otherwise."""
    versions = {version.language: version for version in (page.specific, other.specific)}
    for version in versions.values():
        if not version.permissions_for_user(by).can_edit():
            raise PermissionDenied
    if set(versions) != {DUTCH, ENGLISH}:
        raise NotPairedError(_("One of the two must be in Dutch and the other in English."))
    if (
        PagePair.objects.filter(dutch_id__in=(page.pk, other.pk)).exists()
        or PagePair.objects.filter(english_id__in=(page.pk, other.pk)).exists()
    ):
        raise NotPairedError(_("One of the two has a version in the other language already."))
    pair = PagePair(dutch=versions[DUTCH], english=versions[ENGLISH])
    for version in versions.values():
        setattr(pair, f"{pair.side_of(version.pk)}_words", words_of_page(newest_of(version)))
    now = timezone.now()
    if in_step:
        pair.in_step_at, pair.in_step_by = now, by
    else:
        setattr(pair, f"{pair.side_of(page.pk)}_changed_at", now)
    pair.save()
    index_later(*pair.pages())
    log(instance=page, action="news.pair", user=by, data={"with": other.pk})
    return pair


def check_may_edit_one(pair: PagePair, by) -> None:
    if not any(version.permissions_for_user(by).can_edit() for version in (pair.dutch, pair.english)):
        raise PermissionDenied


@transaction.atomic
def mark_in_step(pair: PagePair, *, by) -> PagePair:
    """Say that both versions, as they were saved last, tell the same."""
    pair = PagePair.objects.select_for_update().get(pk=pair.pk)
    check_may_edit_one(pair, by)
    for version in (pair.dutch, pair.english):
        setattr(pair, f"{pair.side_of(version.pk)}_words", words_of_page(newest_of(version)))
    pair.dutch_changed_at = pair.english_changed_at = None
    pair.in_step_at, pair.in_step_by = timezone.now(), by
    pair.save()
    log(instance=pair.dutch, action="news.in_step", user=by)
    log(instance=pair.english, action="news.in_step", user=by)
    return pair


@transaction.atomic
def part(pair: PagePair, *, by) -> None:
    """The two are pages of their own again; both stay."""
    check_may_edit_one(pair, by)
    log(instance=pair.dutch, action="news.part", user=by, data={"from": pair.english_id})
    index_later(*pair.pages())
    pair.delete()


@transaction.atomic
def hear_of(page: EditorialPage) -> None:
    """A version was published or planned: when it says something new, the other one is behind."""
    pair = PagePair.objects.select_for_update().with_page(page.pk).first()
    if pair is not None and pair.hear(page.pk, words_of_page(page)):
        pair.save()


@transaction.atomic
def plan_along(page: Page, *, by) -> EditorialPage:
    """Let the other version of a page that is planned go live at the same moment. Returns that version.

    Raises NotMovedError when this page is not planned, or the other one cannot be published as it is.
    """
    pair = PagePair.objects.of(page.pk)
    at = date_of(page, LIVE, page.scheduled_revision)
    if pair is None or at is None:
        raise NotMovedError(_("This page is not planned."))
    other = pair.other(page.pk).specific
    if not other.permissions_for_user(by).can_publish():
        raise PermissionDenied
    if other.workflow_in_progress or (other.locked and other.locked_by_id != by.pk):
        raise NotMovedError(_("“%(title)s” is being reviewed, or somebody has locked it.") % {"title": other.title})
    draft = newest_of(other)
    draft.go_live_at = at
    try:
        draft.save_revision(user=by, log_action=True).publish(user=by)
    except ValidationError as wrong:
        raise NotMovedError(" ".join(wrong.messages)) from wrong
    return other
