"""Many at once, on either database: nobody twice, nobody member and blocked, never without an owner."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from access.check import differences
from communities import actions
from communities.models import Community, Membership
from communities.states import ACTIVE, State
from tests.cast import person
from tests.communities.conftest import start
from tests.many_clients import at_once, play

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
REFUSALS = (actions.NotPossible, PermissionDenied)


def _members(community: Community) -> int:
    community.refresh_from_db()
    found = Membership.objects.filter(community=community, state__in=ACTIVE).count()
    assert community.member_count == found
    assert [line for line in differences() if "community" in line] == []
    return found


def joining_twice_is_one_membership() -> None:
    table = start(person("Owner-One", "One"), "Joined twice")
    guest = person("Guest-One", "One")
    at_once([partial(actions.join, table, by=guest)] * 10)
    assert _members(table) == 2


def a_request_is_answered_once() -> None:
    owner, other, guest = person("Owner-Two", "Two"), person("Other-Two", "Two"), person("Guest-Two", "Two")
    table = start(owner, "Asked", "closed")
    actions.accept(actions.invite(table, other, by=owner), by=other)
    actions.give_role(table, other, State.MODERATOR, by=owner)
    actions.ask(table, by=guest)
    works = [partial(actions.approve, table, guest, by=by) for by in (owner, other)] * 3
    works += [partial(actions.decline, table, guest, by=other, reason="Not now.")] * 3
    at_once(works, refusals=REFUSALS)
    assert Membership.objects.filter(community=table, user=guest).count() == 1
    assert _members(table) in (2, 3)


def the_last_two_owners_cannot_both_leave() -> None:
    owner, other = person("Owner-Three", "Three"), person("Other-Three", "Three")
    table = start(owner, "Left by both")
    actions.join(table, by=other)
    actions.give_role(table, other, State.OWNER, by=owner)
    at_once([partial(actions.leave, table, by=owner), partial(actions.leave, table, by=other)], refusals=REFUSALS)
    assert Membership.objects.filter(community=table, state=State.OWNER).count() == 1
    assert _members(table) == 1


def nobody_is_member_and_blocked() -> None:
    owner = person("Owner-Four", "Four")
    table = start(owner, "Blocked while joining")
    guests = [person(f"Guest{number}", "Four") for number in range(6)]
    for guest in guests:
        actions.join(table, by=guest)
    works = [partial(actions.block, table, guest, by=owner, reason="Shouting.") for guest in guests]
    works += [partial(actions.leave, table, by=guest) for guest in guests]
    works += [partial(actions.join, table, by=guest) for guest in guests]
    at_once(works, refusals=REFUSALS)
    _members(table)
    for guest in guests:
        blocked = Membership.objects.get(community=table, user=guest).state == State.BLOCKED
        assert not (blocked and guest.pk in table.members_audience.readers.values_list("pk", flat=True))


def test_changes_of_members_at_the_same_moment(tmp_path):
    play(
        tmp_path,
        joining_twice_is_one_membership,
        a_request_is_answered_once,
        the_last_two_owners_cannot_both_leave,
        nobody_is_member_and_blocked,
    )
