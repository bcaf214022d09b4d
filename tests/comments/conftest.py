"""A page to talk about, and people who talk."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Site

from comments.actions import post_comment


def live_page(title: str, parent: Page | None = None) -> Page:
    """A published page below the start page."""
    parent = parent or Site.objects.get(is_default_site=True).root_page
    return parent.add_child(instance=Page(title=title, slug=title.lower().replace(" ", "-"), live=True))


def say(thing, by, text: str = "Hello", **more):
    """A comment that keeps to no pace and tells nobody: given as an import would."""
    from django.utils import timezone

    return post_comment(thing, text, by=by, **({"at": timezone.now()} | more))


@pytest.fixture
def hall(db) -> Page:
    """A page that everybody reads."""
    return live_page("Hall F opens")


@pytest.fixture
def restricted(db, dina) -> Page:
    """A page for the group of Dina only."""
    group = Group.objects.create(name="Council")
    dina.groups.add(group)
    page = live_page("Council")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set([group])
    return page


@pytest.fixture
def moderator(mo):
    """Mo, with the right to moderate comments."""
    mo.user_permissions.add(Permission.objects.get(codename="moderate_comment"))
    return type(mo).objects.get(pk=mo.pk)


@pytest.fixture
def editor(ada, hall):
    """Ada, who may edit `hall`."""
    GroupPagePermission.objects.create(group=ada.groups.get(), page=hall, permission_type="change")
    return type(ada).objects.get(pk=ada.pk)
