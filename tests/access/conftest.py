"""A small tree: Home > HR (open) > Pay, and Home > Board."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction, Site

from access.reach import forget_reach
from access.rule import visible_pages


def add_page(parent: Page, title: str, **fields) -> Page:
    page = Page(title=title, **fields)
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def restrict(page: Page, *groups: Group, kind: str = PageViewRestriction.GROUPS) -> PageViewRestriction:
    """What the privacy dialog does."""
    restriction = PageViewRestriction(page=page, restriction_type=kind)
    restriction.save()
    restriction.groups.set(groups)
    return restriction


def key(page: Page) -> str:
    """The rule of the page's audience."""
    return page.page_audience.__class__.objects.select_related("audience").get(pk=page.pk).audience.key


def sees(user, page: Page) -> bool:
    forget_reach(user)
    return visible_pages(user).filter(pk=page.pk).exists()


@pytest.fixture
def home(db) -> Page:
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def hr(home) -> Page:
    return add_page(home, "HR")


@pytest.fixture
def pay(hr) -> Page:
    return add_page(hr, "Pay")


@pytest.fixture
def board(home) -> Page:
    return add_page(home, "Board")


@pytest.fixture
def team(db) -> Group:
    return Group.objects.create(name="Team")


@pytest.fixture
def council(db) -> Group:
    return Group.objects.create(name="Council")
