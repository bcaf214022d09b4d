"""Wagtail indexes what a page uses in a task. For who may see a file that would be late: here it is done at once."""

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from files import tasks


@receiver(page_published, dispatch_uid="files.page_published")
def index_uses(sender: type[Page], instance: Page, **kwargs) -> None:
    """Readers of a page get its pictures with it, and lose those that were taken off it."""
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(instance)


__all__ = ["index_uses", "tasks"]
