"""Wagtail's page signals, turned into events of the house."""

from django.dispatch import receiver
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_approved,
    task_cancelled,
    task_rejected,
    task_submitted,
)

from news.actions import announce, follow_care, hear_of, withdraw
from news.models import CommunicationApprovalState, EditorialPage
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
