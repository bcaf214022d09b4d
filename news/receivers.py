"""Wagtail's page signals, turned into events of the house."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    task_approved,
    task_cancelled,
    task_rejected,
    task_submitted,
)

from core.events import Changed, Event, Published, Withdrawn, emit, on
from news import renderings
from news.actions import announce, follow_care, hear_of, withdraw
from news.models import CommunicationApprovalState, EditorialPage, NewsCategory, Topic
from news.review_notices import tell_outcome, tell_reviewers
from news.wagtail_transactions import make_atomic

make_atomic()


@receiver(page_published, dispatch_uid="news.page_published")
def published(sender, instance, revision=None, **kwargs) -> None:
    """Also sent for a page that is only scheduled; `announce` asks the row."""
    if issubclass(sender, EditorialPage):
        announce(instance, by=getattr(revision, "user_id", None))
        follow_care(instance)
        hear_of(instance)


@receiver(page_unpublished, dispatch_uid="news.page_unpublished")
def unpublished(sender, instance, **kwargs) -> None:
    """Sent when a page is unpublished, expires, or is live when it is deleted."""
    if issubclass(sender, EditorialPage):
        withdraw(instance)


@receiver(task_submitted, dispatch_uid="news.task_submitted")
def review_asked(sender, instance, user=None, **kwargs) -> None:
    """A page waits for a review."""
    if isinstance(instance, CommunicationApprovalState):
        tell_reviewers(instance, user.pk if user else None)


@receiver([task_approved, task_rejected, task_cancelled], dispatch_uid="news.task_ended")
def review_ended(sender, instance, user=None, **kwargs) -> None:
    """Approved, sent back or taken back."""
    if isinstance(instance, CommunicationApprovalState):
        tell_outcome(instance, user.pk if user else None)


@receiver([post_page_move, page_slug_changed], dispatch_uid="news.page_readdressed")
def readdressed(sender, instance, **kwargs) -> None:
    """The address of a page and of everything below it is another one; who may read it is told by `access`."""
    if issubclass(sender, EditorialPage):  # the instance of a move is a bare Page
        tell(Changed, sender._meta.label_lower, instance.pk)


@receiver(post_save, sender=Topic, dispatch_uid="news.topic_saved")
@receiver(post_save, sender=NewsCategory, dispatch_uid="news.category_saved")
def word_saved(sender, instance, raw: bool = False, **kwargs) -> None:
    """A topic or category has a name, or another one."""
    if not raw:
        tell(Changed, sender._meta.label_lower, instance.pk)


@receiver(pre_delete, sender=Topic, dispatch_uid="news.topic_deleting")
@receiver(pre_delete, sender=NewsCategory, dispatch_uid="news.category_deleting")
def word_deleting(sender, instance, **kwargs) -> None:
    """Remember what it is on: that names it no more when `word_deleted` runs."""
    pages = [instance.news_pages] if sender is NewsCategory else [instance.news_pages, instance.information_pages]
    instance._on_pages = [(group.model._meta.label_lower, pk) for group in pages for pk in _live(group)]


@receiver(post_delete, sender=Topic, dispatch_uid="news.topic_deleted")
@receiver(post_delete, sender=NewsCategory, dispatch_uid="news.category_deleted")
def word_deleted(sender, instance, **kwargs) -> None:
    tell(Withdrawn, sender._meta.label_lower, instance.pk)
    for label, pk in instance.__dict__.pop("_on_pages", []):
        tell(Changed, label, pk)


@on(Published, Changed)
def rendering_made(event: Event) -> None:
    """A page of editors gets its renderings; what shows something else that changed is made again by the clock."""
    thing = event.thing()
    if isinstance(thing, Page) and issubclass(thing.specific_class or Page, EditorialPage):
        renderings.keep_if_live(thing.specific)
    if thing is not None:
        renderings.forget_references_to(thing)


@receiver(post_save, sender=get_image_model(), dispatch_uid="news.image_saved")
def picture_saved(sender, instance, created: bool = False, **kwargs) -> None:
    """Another picture, or other words for it."""
    if not created:
        renderings.forget_references_to(instance)


def _live(pages) -> list[int]:
    return list(pages.filter(live=True).values_list("pk", flat=True))


def tell(event: type[Event], label: str, pk: int) -> None:
    """Emit an event about something in the CMS."""
    with transaction.atomic():
        emit(event(model=label, pk=pk))
