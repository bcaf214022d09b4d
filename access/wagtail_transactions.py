"""Wagtail's own writes that change who may read, each made one transaction.

Wagtail 7.4 saves a restriction, moves a page and copies a tree in several transactions. Between two of them a page
would stand in the tree with an audience that is no longer true, and a crash would leave it there.
"""

from functools import wraps

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from access.actions import follow_privacy
from access.derive import COLLECTIONS


def make_atomic() -> None:
    """Wrap the five writes, once."""
    for model in (PageViewRestriction, CollectionViewRestriction):
        _wrap(model, "save", transaction.atomic)
    for action in (MovePageAction, CreatePageAliasAction):
        _wrap(action, "execute", transaction.atomic)
    _wrap(CopyPageAction, "execute", _copy_with_restrictions)
    _wrap(Collection, "move", _move_with_audience)


def _wrap(owner: type, name: str, wrapper) -> None:
    original = getattr(owner, name)
    if not hasattr(original, "kring_original"):
        wrapped = wrapper(original)
        wrapped.kring_original = original
        setattr(owner, name, wrapped)


def _move_with_audience(move):
    """Collections send no signal when they move."""

    @wraps(move)
    @transaction.atomic
    def moved(self, *args, **kwargs):
        result = move(self, *args, **kwargs)
        follow_privacy(COLLECTIONS, [self.pk])
        return result

    return moved


def _copy_with_restrictions(execute):
    """Wagtail drops the restriction of the copied page when the new place has any, even one that lets everyone in.
    Nested restrictions intersect here, so keeping it is always right."""

    @wraps(execute)
    @transaction.atomic
    def copied(self, *args, **kwargs):
        copy = execute(self, *args, **kwargs)
        if copy is not None and not PageViewRestriction.objects.filter(page_id=copy.pk).exists():
            for restriction in Page.objects.get(pk=self.page.pk).view_restrictions.all():
                kept = PageViewRestriction(page_id=copy.pk, restriction_type=restriction.restriction_type)
                kept.save()
                kept.groups.set(restriction.groups.all())
        return copy

    return copied
