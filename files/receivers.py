"""Wagtail indexes what a page uses in a task. For who may see a file that would be late: here it is done at once."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from core.events import Changed, Withdrawn, emit
from files import tasks
from files.models import Document


@receiver(page_published, dispatch_uid="files.page_published")
def index_uses(sender: type[Page], instance: Page, **kwargs) -> None:
    """Readers of a page get its pictures with it, and lose those that were taken off it."""
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(instance)


@receiver(post_save, sender=Document, dispatch_uid="files.document_saved")
def document_saved(sender, instance: Document, raw: bool = False, **kwargs) -> None:
    """A document is there, or has another title or collection."""
    if not raw:
        with transaction.atomic():
            emit(Changed(model=Document._meta.label_lower, pk=instance.pk))


@receiver(post_delete, sender=Document, dispatch_uid="files.document_deleted")
def document_deleted(sender, instance: Document, **kwargs) -> None:
    with transaction.atomic():
        emit(Withdrawn(model=Document._meta.label_lower, pk=instance.pk))


__all__ = ["index_uses", "tasks"]
