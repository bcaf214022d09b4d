"""Keeping a community: who may see it, its members by department, its rest, its owners."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.check import differences
from access.models import Audience
from access.rule import reach
from communities import actions, tasks
from communities.models import Community, Membership
from communities.states import State
from notifications.models import Notification
from people.models import Department, Profile
from search.models import Entry
from tests.cast import person, signed_in
from tests.communities.conftest import start


def told(user, kind: str) -> int:
    return Notification.objects.filter(recipient=user, kind=kind, hidden=0).count()


@pytest.fixture
def line3(db) -> Department:
    return Department.objects.create(name_nl="Lijn 3", name_en="Line 3")


def moved(user, department) -> None:
    user.profile.department = department
    user.profile.save()


def test_closing_a_community_closes_it_everywhere_at_once(secret, cleo, bo):
    cleo = type(cleo).objects.get(pk=cleo.pk)
    open_one = start(cleo)
    entry = Entry.objects.get(kind="community", object_id=open_one.pk)
    assert entry.audience_id == Audience.EVERYONE_ID
    actions.edit(open_one, by=cleo, visibility="secret")
    open_one.refresh_from_db()
    entry.refresh_from_db()
    assert entry.audience_id == open_one.members_audience_id == open_one.audience_id == open_one.content_audience_id
    assert open_one.slug != "safe-work"
    assert signed_in(bo).get("/communities/safe-work/").status_code == 404
    assert "Safe work" not in signed_in(bo).get("/search/?q=safe").content.decode()
    assert list(differences()) == []


def test_a_secret_one_is_made_by_who_may(closed, bo, cleo):
    with pytest.raises(PermissionDenied):
        actions.edit(closed, by=cleo, visibility="secret")


def test_members_come_and_go_with_their_department(cleo, bo, emil, line3, mo):
    moved(bo, line3)
    table = start(cleo, "Line 3", department=line3, is_automatic=True)
    assert Membership.objects.get(community=table, user=bo).state == State.MEMBER
    moved(emil, line3)
    assert table.members_audience_id in reach(type(emil).objects.get(pk=emil.pk))
    moved(bo, None)
    assert table.members_audience_id not in reach(type(bo).objects.get(pk=bo.pk))
    table.refresh_from_db()
    assert table.member_count == 2
    assert list(differences()) == []


def test_who_left_by_themselves_stays_away_and_who_is_blocked_too(cleo, bo, emil, line3):
    for user in (bo, emil):
        moved(user, line3)
    table = start(cleo, "Line 3", department=line3, is_automatic=True)
    actions.leave(table, by=bo)
    actions.block(table, emil, by=cleo, reason="Shouting.")
    tasks.follow_all.func()
    assert not Membership.objects.filter(community=table, user__in=[bo, emil]).active().exists()
    Community.objects.filter(pk=table.pk).update(is_mandatory=True)
    tasks.follow_all.func()
    assert Membership.objects.get(community=table, user=bo).sits
    assert not Membership.objects.get(community=table, user=emil).sits


def test_many_members_cost_the_queries_of_few(cleo):
    def settled(number: int) -> int:
        """How many queries it takes to let so many in."""
        department = Department.objects.create(name_nl=f"Lijn {number}")
        table = start(cleo, f"Line {number}", department=department, is_automatic=True)
        for count in range(number):
            person(f"P{number}-{count}", "Member")
        Profile.objects.filter(user__first_name__startswith=f"P{number}-").update(department=department)
        with CaptureQueriesContext(connection) as queries:
            actions.follow_people(table.pk)
        assert Membership.objects.filter(community=table).active().count() == number + 1
        return len([each for each in queries if "SAVEPOINT" not in each["sql"]])

    settled(1)
    assert settled(12) <= settled(3)


def test_a_closed_account_is_counted_no_more(open_one, bo):
    actions.join(open_one, by=bo)
    bo.is_active = False
    bo.save()
    open_one.refresh_from_db()
    assert open_one.member_count == 1


def test_a_quiet_community_asks_its_owner_once(open_one, cleo):
    long_ago = timezone.now() - timedelta(days=61)
    Community.objects.filter(pk=open_one.pk).update(last_active_at=long_ago)
    tasks.look_after.func()
    tasks.look_after.func()
    assert told(cleo, "community_quiet") == 1
    page = signed_in(cleo).get(open_one.get_absolute_url()).content.decode()
    assert "What should become of this community?" in page
    actions.revive(open_one, by=cleo)
    open_one.refresh_from_db()
    assert open_one.quiet_asked_at is None
    actions.touch(open_one.pk, at=timezone.now() + timedelta(hours=1))


def test_a_community_without_a_present_owner_finds_one(open_one, cleo, bo, emil, sam):
    actions.join(open_one, by=bo)
    actions.join(open_one, by=emil)
    now = timezone.now()
    type(bo).objects.filter(pk__in=[bo.pk, emil.pk]).update(last_login=now)
    Membership.objects.filter(user=cleo).update(changed_at=now - timedelta(days=40))
    type(cleo).objects.filter(pk=cleo.pk).update(last_login=now - timedelta(days=31))
    with pytest.raises(PermissionDenied):
        actions.take_on(open_one, by=bo)
    tasks.look_after.func()
    assert told(bo, "community_owner_wanted") == told(emil, "community_owner_wanted") == 1
    Community.objects.filter(pk=open_one.pk).update(owner_wanted_at=now - timedelta(days=15))
    tasks.look_after.func()
    assert told(sam, "community_owner_wanted") == 1
    page = signed_in(bo).post(f"{open_one.get_absolute_url()}membership/", {"do": "take_on"}, follow=True)
    assert "You are now the owner" in page.content.decode()
    with pytest.raises(PermissionDenied):
        actions.take_on(open_one, by=emil)


def test_merging_archives_points_and_invites(open_one, closed, cleo, bo, dina):
    actions.join(open_one, by=bo)
    actions.join(open_one, by=dina)
    assert actions.merge(open_one, closed, by=cleo) == 1
    assert Membership.objects.get(community=closed, user=bo).state == State.INVITED
    page = signed_in(bo).get(open_one.get_absolute_url()).content.decode()
    assert "It continues in" in page
    with pytest.raises(PermissionDenied):
        actions.join(open_one, by=person("Late", "Comer"))


def test_where_an_archived_one_continues_is_not_told_when_that_is_secret(open_one, secret, cleo, bo):
    actions.merge(open_one, secret, by=type(cleo).objects.get(pk=cleo.pk))
    assert "Confidants" not in signed_in(bo).get(open_one.get_absolute_url()).content.decode()
