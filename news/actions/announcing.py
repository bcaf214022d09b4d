"""Telling the house that a page went live, changed or went away; each first time exactly once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.events import Changed, Published, Restored, Withdrawn, emit
from news.models import Announcement, NewsPage

_silent: ContextVar[bool] = ContextVar("news_silent", default=False)


@contextmanager
def silently() -> Iterator[None]:
    """Pages that go live inside this block count as announced, at their own first publication date, and nobody is
    told. For imports, the demo and backdating."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


@transaction.atomic
def announce(page: Page, *, by: int | None = None) -> Announcement | None:
    """Tell that this version of the page is live. Emits Published the first time (or again when the editor asked for
    it), Restored after a withdrawal, Changed otherwise. Returns None for a page that is not live."""
    # Wagtail also reports a page as published when it is only scheduled: the row tells the truth.
    live, first = Page.objects.filter(pk=page.pk).values_list("live", "first_published_at").first() or (False, None)
    if not live:
        return None
    now = timezone.now()
    announcement, is_new = Announcement.objects.select_for_update().get_or_create(
        page_id=page.pk, defaults={"announced_at": (first or now) if _silent.get() else now}
    )
    came_back = announcement.withdrawn_at is not None
    if came_back:
        announcement.withdrawn_at = None
        announcement.save(update_fields=["withdrawn_at"])
    again = bool(getattr(page, "tell_again", False)) and not is_new
    if getattr(page, "tell_again", False):
        NewsPage.objects.filter(pk=page.pk).update(tell_again=False)
        page.tell_again = False
    if _silent.get():
        return announcement
    about = {"model": page._meta.label_lower, "pk": page.pk, "by": by}
    if came_back:
        emit(Restored(**about))
    if is_new or again:
        emit(Published(**about, again=again))
    else:
        emit(Changed(**about))
    return announcement


@transaction.atomic
def withdraw(page: Page, *, by: int | None = None) -> None:
    """Tell that the page is no longer there to read: unpublished, expired or about to be deleted."""
    Announcement.objects.filter(page_id=page.pk).update(withdrawn_at=timezone.now())
    if not _silent.get():
        emit(Withdrawn(model=page._meta.label_lower, pk=page.pk, by=by))
