"""The state machine of membership, through its verbs."""

from datetime import timedelta

import pytest
from actstream.models import Follow
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.check import differences
from access.rule import reach
from activity.actions import follow
from communities import actions
from communities.models import Community, Membership
from communities.states import ACTIVE, STEPS, State
from notifications.models import Notification
from tests.communities.conftest import start


def fresh(person):
    """The same person, asking anew."""
    return type(person).objects.get(pk=person.pk)


def told(person) -> list[str]:
    return list(Notification.objects.filter(recipient=person, hidden=0).values_list("kind", flat=True))


def test_joining_an_open_community_makes_a_reader_a_follower_and_one_more_member(open_one, bo):
    actions.join(open_one, by=bo)
    open_one.refresh_from_db()
    assert open_one.member_count == 2
    assert open_one.members_audience_id in reach(fresh(bo))
    assert Follow.objects.filter(user=bo, object_id=str(open_one.pk)).count() == 1
    actions.join(open_one, by=bo)
    assert open_one.memberships.count() == 2
    assert list(differences()) == []


def test_an_owner_hears_who_joined(open_one, cleo, bo):
    actions.join(open_one, by=bo)
    assert told(cleo) == ["community_joined"]


def test_a_closed_community_is_asked_and_answers(closed, cleo, bo):
    with pytest.raises(PermissionDenied):
        actions.join(closed, by=bo)
    row = actions.ask(closed, by=bo, message="I plan Line 3.")
    assert (row.state, row.message) == (State.REQUESTED, "I plan Line 3.")
    assert closed.members_audience_id not in reach(fresh(bo))
    assert "community_request" in told(cleo)
    actions.approve(closed, bo, by=cleo)
    assert closed.members_audience_id in reach(fresh(bo))
    assert told(bo) == ["community_answer"]
    assert list(differences()) == []


def test_who_is_declined_reads_why_and_may_ask_again(closed, cleo, bo):
    actions.ask(closed, by=bo)
    with pytest.raises(ValidationError):
        actions.decline(closed, bo, by=cleo, reason=" ")
    actions.decline(closed, bo, by=cleo, reason="Only planners for now.")
    notification = Notification.objects.get(recipient=bo)
    assert (notification.kind, notification.text) == ("community_declined", "Only planners for now.")
    assert actions.ask(closed, by=bo).state == State.REQUESTED
    with pytest.raises(actions.NotPossible):
        actions.approve(closed, cleo.__class__.objects.create_user("x@duinrand.example"), by=cleo)


def test_an_invitation_is_for_one_account_and_lapses(secret, cleo, bo, emil):
    row = actions.invite(secret, bo, by=cleo)
    assert told(bo) == ["community_invitation"]
    with pytest.raises(PermissionDenied):
        actions.accept(row, by=emil)
    Membership.objects.filter(pk=row.pk).update(changed_at=timezone.now() - timedelta(days=31))
    with pytest.raises(PermissionDenied):
        actions.accept(row, by=bo)
    again = actions.invite(secret, bo, by=cleo)
    assert actions.accept(again, by=bo).state == State.MEMBER


def test_leaving_takes_everything_with_it_at_once(closed, dina):
    assert Follow.objects.filter(user=dina).exists()
    actions.leave(closed, by=dina)
    assert closed.members_audience_id not in reach(fresh(dina))
    assert not Follow.objects.filter(user=dina).exists()
    assert not Notification.objects.filter(
        recipient=dina, read_at=None, audience_id=closed.members_audience_id
    ).exists()
    closed.refresh_from_db()
    assert closed.member_count == 1
    assert list(differences()) == []


def test_the_last_owner_cannot_leave_be_demoted_or_hand_over_to_nobody(open_one, cleo, bo):
    with pytest.raises(actions.LastOwner):
        actions.leave(open_one, by=cleo)
    with pytest.raises(actions.LastOwner):
        actions.give_role(open_one, cleo, State.MEMBER, by=cleo)
    actions.join(open_one, by=bo)
    actions.hand_over(open_one, bo, by=cleo)
    assert Membership.objects.get(community=open_one, user=cleo).state == State.MODERATOR
    actions.leave(open_one, by=cleo)
    with pytest.raises(actions.LastOwner):
        actions.leave(open_one, by=bo)


def test_a_removed_member_may_come_again_and_a_blocked_one_not(open_one, cleo, bo):
    actions.join(open_one, by=bo)
    actions.remove(open_one, bo, by=cleo, reason="Wrong place.")
    assert told(bo) == ["community_removed"]
    actions.join(open_one, by=bo)
    actions.block(open_one, bo, by=cleo, reason="Shouting.")
    assert open_one.members_audience_id not in reach(fresh(bo))
    with pytest.raises(PermissionDenied):
        actions.join(open_one, by=bo)
    with pytest.raises(actions.NotPossible):
        actions.invite(open_one, bo, by=cleo)
    actions.unblock(open_one, bo, by=cleo)
    assert actions.join(open_one, by=bo).state == State.MEMBER


def test_moderators_look_after_members_and_not_after_each_other(open_one, cleo, bo, emil):
    for who in (bo, emil):
        actions.join(open_one, by=who)
        actions.give_role(open_one, who, State.MODERATOR, by=cleo)
    for verb in (actions.remove, actions.block):
        for theirs in (cleo, emil):
            with pytest.raises(PermissionDenied):
                verb(open_one, theirs, by=bo, reason="No reason.")
    with pytest.raises(PermissionDenied):
        actions.give_role(open_one, emil, State.MEMBER, by=bo)
    with pytest.raises(PermissionDenied):
        actions.edit(open_one, by=bo, name="Mine")


def test_nothing_is_told_of_a_secret_community_that_one_was_taken_from(secret, cleo, dina):
    actions.remove(secret, dina, by=cleo, reason="It is over.")
    assert "community_removed" not in told(dina)
    assert not Community.objects.visible_to(fresh(dina)).filter(pk=secret.pk).exists()


def test_no_step_leads_from_blocked_to_the_table_and_every_state_has_steps():
    assert set(STEPS) == {None, *State}
    assert not STEPS[State.BLOCKED] & set(ACTIVE)


def test_mandatory_members_stay(open_one, bo, cleo):
    actions.join(open_one, by=bo)
    Community.objects.filter(pk=open_one.pk).update(is_mandatory=True)
    with pytest.raises(PermissionDenied):
        actions.leave(open_one, by=bo)


def test_an_open_community_can_be_followed_without_joining(open_one, bo):
    assert follow(open_one, by=bo)
    assert not Membership.objects.filter(user=bo).exists()


def test_who_may_start_a_secret_one_is_for_the_organisation_to_say(bo, settings):
    fields = {"name": "A", "kind": "topic", "purpose": "For.", "rules": "Kind."}
    with pytest.raises(PermissionDenied):
        actions.start(by=bo, visibility="secret", **fields)
    settings.COMMUNITIES_ANYONE_MAY_START = []
    with pytest.raises(PermissionDenied):
        actions.start(by=bo, visibility="open", **fields)


def test_the_name_of_a_secret_community_is_free_and_its_address_cannot_be_guessed(secret, bo):
    other = start(bo, secret.name)
    assert other.slug == "confidants"
    assert secret.slug != other.slug
    assert len(secret.slug) > len("confidants-") + 10
    assert start(bo, secret.name).slug.startswith("confidants-")
