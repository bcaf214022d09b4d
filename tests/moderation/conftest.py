"""People who say something, and people who look after what is said."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import translation

from access.subjects import register_subject
from comments.subjects import CommentSubject
from moderation import registry
from moderation.models import Report
from tests.comments.conftest import hall, restricted, say  # noqa: F401
from tests.notifications import conftest as notifications
from tests.notifications.conftest import anew
from tests.notifications.test_work import lines


def again(user):
    """The same person in the next request."""
    return type(user).objects.get(pk=user.pk)


def heard(user) -> list[str]:
    """What this person finds in the list, in English."""
    with translation.override("en"):
        return notifications.heard(user)


def lines_of(user) -> list:
    """The same, as lines."""
    with translation.override("en"):
        return lines(user)


@pytest.fixture
def mo(mo):
    """Mo moderates the site."""
    group = Group.objects.create(name="Site moderators")
    group.permissions.add(Permission.objects.get(codename="moderate_site"))
    mo.groups.add(group)
    return again(mo)


@pytest.fixture
def rude(hall, cleo):  # noqa: F811
    """Something that Cleo said where everybody reads it."""
    return say(hall, cleo, "You are a bunch of lazy parrots")


@pytest.fixture
def table(db, hana, monkeypatch):
    """A place that all comments are put into, with Hana as its moderator. It stands for a community."""
    place = Group.objects.create(name="Round table")
    place.user_set.add(hana)
    monkeypatch.setitem(registry._local, Group, None)
    registry.register_local_moderators(
        Group,
        moderators=lambda group: group.user_set.values_list("pk", flat=True),
        moderated_by=lambda user_id: Group.user_set.through.objects.filter(
            user_id=user_id, group__name="Round table"
        ).values("group_id"),
    )

    class AtTheTable(CommentSubject):
        def place(self, thing):
            return place

        def release(self, thing, *, by):
            type(thing).objects.filter(pk=thing.pk).update(is_hidden=False)

    register_subject("comment", AtTheTable())
    yield place
    register_subject("comment", CommentSubject())


def queue(user) -> list:
    """What stands in this person's queue."""
    return list(Report.objects.visible_to(anew(again(user))).unfinished().most_urgent_first())
