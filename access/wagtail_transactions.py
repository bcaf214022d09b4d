"""Wagtail's own writes that change who may read, each made one transaction.

Wagtail 7.4 saves a restriction, moves a page and copies a tree in several transactions. Between two of them a page
would stand in the tree with an audience that is no longer true, and a crash would leave it there.
"""

from functools import wraps

from django.db import transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from access.actions import follow_privacy
from access.derive import COLLECTIONS, PAGES


def make_atomic() -> None:
    """Wrap those writes, once."""
    for model in (PageViewRestriction, CollectionViewRestriction):
        _wrap(model, "save", transaction.atomic)
    for action in (MovePageAction, CreatePageAliasAction):
        _wrap(action, "execute", transaction.atomic)
    _wrap(CopyPageAction, "execute", _copy_with_restrictions)
    _wrap(ConvertAliasPageAction, "execute", _convert_with_restrictions)
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
    """Wagtail drops the restriction of the copied page when the new place has any, even one that lets everyone in,
    and gives the pages below it the restriction of the top instead of their own. Here each copy has those of its
    original; nested restrictions intersect, so that is always right."""

    @wraps(execute)
    @transaction.atomic
    def copied(self, *args, **kwargs):
        copy = execute(self, *args, **kwargs)
        originals = [Page.objects.get(pk=self.page.pk)]
        copies = [Page.objects.get(pk=copy.pk)]
        if self.recursive:
            originals += originals[0].get_descendants().exclude(path__startswith=copies[0].path).order_by("path")
            copies += copies[0].get_descendants().order_by("path")
        for original, its_copy in zip(originals, copies, strict=True):
            _copy_restrictions(original, its_copy)
        return copy

    return copied


def _convert_with_restrictions(execute):
    """An alias has the restrictions of its source, which it must not lose by becoming a page of its own."""

    @wraps(execute)
    @transaction.atomic
    def converted(self, *args, **kwargs):
        alias = Page.objects.get(pk=self.page.pk)
        result = execute(self, *args, **kwargs)
        _copy_restrictions(alias, Page.objects.get(pk=alias.pk))
        follow_privacy(PAGES, [alias.pk])
        return result

    return converted


def _copy_restrictions(original: Page, copy: Page) -> None:
    decides = original
    while decides.alias_of_id is not None:
        decides = decides.alias_of
    wanted = [(r.restriction_type, set(r.groups.all())) for r in decides.view_restrictions.all()]
    found = [(r.restriction_type, set(r.groups.all())) for r in copy.view_restrictions.all()]
    if wanted == found:
        return
    copy.view_restrictions.all().delete()
    for kind, groups in wanted:
        restriction = PageViewRestriction(page=copy, restriction_type=kind)
        restriction.save()
        restriction.groups.set(groups)
