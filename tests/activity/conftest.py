"""Pages with a card, and what happens to them."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, PageViewRestriction, Site

from access.reach import forget_reach
from access.rule import visible_pages
from activity import registry
from activity.actions import timeline
from activity.stand import forget_stand
from comments.models import Comment
from core.events import Published, Withdrawn, emit


class PageCard(registry.Card):
    """A plain page as if it were news."""

    template = "page.html"
    lane = "organisation"

    def load(self, user, pks):
        return visible_pages(user).select_related("owner").in_bulk(pks)

    def sources(self, thing):
        return [source for source in (thing.owner, thing.get_parent()) if source]

    def actor(self, thing):
        return thing.owner


class CommentCard(registry.Card):
    """What was said, of the colleagues."""

    template = "comment.html"
    lane = "colleagues"

    def load(self, user, pks):
        return Comment.objects.visible_to(user).with_faces().in_bulk(pks)

    def actor(self, thing):
        return thing.user


@pytest.fixture(autouse=True)
def cards(monkeypatch):
    """In these tests a plain page shows in timelines, and nothing depends on how content dresses its own cards."""
    monkeypatch.setitem(registry._cards, Page, PageCard())
    monkeypatch.setitem(registry._cards, Comment, CommentCard())


@pytest.fixture
def root(db) -> Page:
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def published(root, django_capture_on_commit_callbacks):
    """Makes a page and announces it: `published("Title", by=ada)`."""

    def publish(title: str, *, by, below: Page | None = None, **fields) -> Page:
        parent = Page.objects.get(pk=(below or root).pk)
        page = parent.add_child(instance=Page(title=title, owner=by, **fields))
        announce(page, by=by)
        return Page.objects.get(pk=page.pk)

    return publish


def announce(page: Page, *, by, **fields) -> None:
    """What the owner of the content does when it goes live."""
    with transaction.atomic():
        emit(Published(model="wagtailcore.page", pk=page.pk, by=by.pk if by else None, **fields))


def withdraw(page: Page) -> None:
    """What the owner of the content does when an editor unpublishes it."""
    Page.objects.get(pk=page.pk).unpublish()
    with transaction.atomic():
        emit(Withdrawn(model="wagtailcore.page", pk=page.pk))


def restrict(page: Page, *groups: Group) -> PageViewRestriction:
    """What the privacy dialog does."""
    restriction = PageViewRestriction(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.save()
    restriction.groups.set(groups)
    return restriction


def anew(user):
    """The same person in the next request."""
    forget_reach(user)
    forget_stand(user)
    user.__dict__.pop("_reactions", None)
    return user


def titles(user, **options) -> list[str]:
    """What the person meets, in order: titles, or what was said."""

    return [
        getattr(entry.thing, "title", None) or entry.thing.comment for entry in timeline(anew(user), **options).entries
    ]
