"""The one place where a membership changes: state, readers, follow and count in one transaction, one after another.

Every step holds the row of the community, so two steps that are each right alone cannot be wrong together: two owners
who leave at once, a request that is approved twice, a person who is let in and blocked at the same moment.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.actions import let_in, put_out
from access.rule import forget_reach
from accounts.pace import INVITE, check
from activity.quiet import follow_quietly
from communities import notices, permissions
from communities.models import Community, Membership, Road
from communities.states import ACTIVE, MANAGING, STEPS, State
from core.events import Joined, Left, emit

MESSAGE_LENGTH = 500
REASON_LENGTH = 300


class NotPossible(ValidationError):  # noqa: N818  it is an answer, not a fault
    """A step that does not exist from where the person stands now, in words for who tried it."""


class LastOwner(NotPossible):
    """A community is never without an owner."""

    def __init__(self) -> None:
        super().__init__(
            _("You are the last owner. Hand the community over to somebody first, or archive it."), code="last_owner"
        )


def step(
    community: Community,
    user_id: int,
    state: State,
    *,
    by: int | None,
    road: Road | None = None,
    message: str | None = None,
    reason: str = "",
) -> Membership:
    """Take one step of the state machine for one person. The caller holds the community (`held`) and asked who may."""
    row = Membership.objects.filter(community=community, user_id=user_id).first()
    before = State(row.state) if row else None
    if state not in STEPS[before]:
        raise NotPossible(_("This has changed in the meantime. Look at the page again."), code="changed")
    if before == State.OWNER and not _owners(community).exclude(user_id=user_id).exists():
        raise LastOwner
    row = row or Membership(community=community, user_id=user_id)
    was_active, is_active = before in ACTIVE, state in ACTIVE
    now = timezone.now()
    row.state, row.changed_at, row.changed_by_id, row.reason = state, now, by, reason[:REASON_LENGTH]
    if road is not None:
        row.road = road
    if message is not None:
        row.message = message[:MESSAGE_LENGTH]
    if is_active and not was_active:
        row.joined_at = now
    row.save()
    if is_active and not was_active:
        settle(community, [user_id])
        emit(Joined(model=Community._meta.label_lower, pk=community.pk, by=user_id))
    elif was_active and not is_active:
        unsettle(community, [user_id])
    return row


def settle(community: Community, users: Iterable[int]) -> None:
    """What belongs to being a member, for these people whose rows say so: readers, a follow, the count."""
    users = list(users)
    let_in(community.members_audience_id, users)
    follow_quietly(community, users)
    count_again(community)


def unsettle(community: Community, users: Iterable[int]) -> None:
    """And its end. What hides, hides in this transaction."""
    users = list(users)
    put_out(community.members_audience_id, users)
    count_again(community)
    for user_id in users:
        emit(Left(model=Community._meta.label_lower, pk=community.pk, by=user_id))


@transaction.atomic
def admit(community: Community, users: Iterable[int], *, at: datetime) -> int:
    """Many new members at once, who sat down at this moment, without a word to anybody: the road of imports and of the
    demo. Who has a place here already keeps it. Returns how many came."""
    held = Community.objects.held(community.pk)
    known = set(Membership.objects.filter(community=held).values_list("user_id", flat=True))
    new = sorted(set(users) - known)
    Membership.objects.bulk_create(
        [Membership(community=held, user_id=pk, state=State.MEMBER, joined_at=at, changed_at=at) for pk in new],
        batch_size=1000,
    )
    settle(held, new)
    community.member_count = held.member_count
    return len(new)


def count_again(community: Community) -> None:
    """The number of members, counted under the lock: it cannot drift."""
    community.member_count = Membership.objects.filter(community=community).active().present().count()
    Community.objects.filter(pk=community.pk).update(member_count=community.member_count)


def _owners(community: Community):
    return Membership.objects.filter(community=community, state=State.OWNER, user__is_active=True)


def _now(community: Community, user_id: int) -> State | None:
    found = Membership.objects.filter(community=community, user_id=user_id).values_list("state", flat=True).first()
    return State(found) if found else None


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied("This is not yours to do.")


# --- a person themselves --------------------------------------------------------------------------------------------
@transaction.atomic
def join(community: Community, *, by) -> Membership:
    """Sit down at an open table, or accept one's invitation. A second time changes nothing."""
    held = Community.objects.held(community.pk)
    now = _now(held, by.pk)
    if now in ACTIVE:
        return Membership.objects.get(community=held, user=by)
    _refuse_unless(permissions.can_join(by, held))
    row = step(held, by.pk, State.MEMBER, by=by.pk, road=Road.SELF)
    forget_reach(by)
    notices.tell_of_member(held, by)
    return row


@transaction.atomic
def ask(community: Community, *, by, message: str = "") -> Membership:
    """Ask to be let in, with a few words for the managers. Who was invited already is in at once."""
    held = Community.objects.held(community.pk)
    now = _now(held, by.pk)
    if now in ACTIVE or now == State.REQUESTED:
        return Membership.objects.get(community=held, user=by)
    _refuse_unless(permissions.can_ask(by, held))
    if now == State.INVITED and Membership.objects.invitations().filter(community=held, user=by).exists():
        return accept(Membership.objects.get(community=held, user=by), by=by)
    if now == State.INVITED:  # an invitation that lapsed
        step(held, by.pk, State.LEFT, by=by.pk)
    row = step(held, by.pk, State.REQUESTED, by=by.pk, road=Road.SELF, message=message)
    notices.tell_of_request(row, by)
    return row


@transaction.atomic
def cancel(community: Community, *, by) -> Membership | None:
    """Take one's own request back."""
    held = Community.objects.held(community.pk)
    if _now(held, by.pk) != State.REQUESTED:
        return None
    return step(held, by.pk, State.LEFT, by=by.pk)


@transaction.atomic
def accept(invitation: Membership, *, by) -> Membership:
    """Accept one's own invitation."""
    held = Community.objects.held(invitation.community_id)
    if _now(held, by.pk) in ACTIVE:
        return Membership.objects.get(community=held, user=by)
    found = Membership.objects.visible_to(by).filter(pk=invitation.pk, community=held)
    _refuse_unless(found.exists())
    row = step(held, by.pk, State.MEMBER, by=by.pk, road=Road.INVITATION)
    forget_reach(by)
    notices.tell_of_member(held, by)
    return row


@transaction.atomic
def refuse(invitation: Membership, *, by) -> Membership:
    """Turn one's own invitation down. Whoever invited is not told why."""
    held = Community.objects.held(invitation.community_id)
    _refuse_unless(Membership.objects.visible_to(by).filter(pk=invitation.pk, community=held).exists())
    return step(held, by.pk, State.LEFT, by=by.pk)


@transaction.atomic
def leave(community: Community, *, by) -> Membership | None:
    """Get up from the table. Raises LastOwner for the last owner; None for who is no member."""
    held = Community.objects.held(community.pk)
    if _now(held, by.pk) not in ACTIVE:
        return None
    _refuse_unless(permissions.can_leave(by, held))
    row = step(held, by.pk, State.LEFT, by=by.pk, road=Road.SELF)
    forget_reach(by)
    return row


@transaction.atomic
def take_on(community: Community, *, by) -> Membership:
    """Become an owner of a community that has lost its own. The first member who does so is it."""
    held = Community.objects.held(community.pk)
    if _now(held, by.pk) == State.OWNER:
        return Membership.objects.get(community=held, user=by)
    _refuse_unless(permissions.can_take_on(by, held))
    row = step(held, by.pk, State.OWNER, by=by.pk)
    Community.objects.filter(pk=held.pk).update(owner_wanted_at=None)
    notices.tell_of_new_owner(held, by)
    return row


# --- managers --------------------------------------------------------------------------------------------------------
@transaction.atomic
def invite(community: Community, person, *, by, message: str = "") -> Membership:
    """Invite one colleague. The link of the invitation works for that account only, for thirty days. Whoever asked to
    be let in is in at once. A second invitation while the first is open changes nothing."""
    held = Community.objects.held(community.pk)
    _refuse_unless(permissions.can_invite(by, held))
    now = _now(held, person.pk)
    if now in ACTIVE or not person.is_active:
        raise NotPossible(_("%(name)s is a member already.") % {"name": person}, code="member")
    if now == State.BLOCKED:
        raise NotPossible(_("%(name)s is blocked. Lift that first.") % {"name": person}, code="blocked")
    if now == State.REQUESTED:
        return approve(held, person, by=by)
    if now == State.INVITED:
        if Membership.objects.invitations().filter(community=held, user=person).exists():
            return Membership.objects.get(community=held, user=person)
        step(held, person.pk, State.LEFT, by=by.pk)
    check(by, INVITE)
    row = step(held, person.pk, State.INVITED, by=by.pk, road=Road.INVITATION, message=message)
    notices.tell_of_invitation(row, by)
    return row


@transaction.atomic
def withdraw(community: Community, person, *, by) -> Membership | None:
    """Take an invitation back."""
    held = Community.objects.held(community.pk)
    _refuse_unless(permissions.can_moderate(by, held))
    if _now(held, person.pk) != State.INVITED:
        return None
    return step(held, person.pk, State.LEFT, by=by.pk)


@transaction.atomic
def approve(community: Community, person, *, by) -> Membership:
    """Let in who asked. A second time changes nothing."""
    held = Community.objects.held(community.pk)
    _refuse_unless(permissions.can_moderate(by, held) and not held.is_archived)
    if _now(held, person.pk) in ACTIVE:
        return Membership.objects.get(community=held, user=person)
    _expect(held, person, State.REQUESTED)
    row = step(held, person.pk, State.MEMBER, by=by.pk)
    notices.tell_of_answer(row, by)
    return row


@transaction.atomic
def decline(community: Community, person, *, by, reason: str) -> Membership:
    """Answer a request with no, and say why."""
    held = Community.objects.held(community.pk)
    _refuse_unless(permissions.can_moderate(by, held))
    _expect(held, person, State.REQUESTED)
    row = step(held, person.pk, State.LEFT, by=by.pk, reason=_said(reason))
    notices.tell_of_answer(row, by)
    return row


@transaction.atomic
def remove(community: Community, person, *, by, reason: str) -> Membership:
    """Take a member from the table; they may come again."""
    held = Community.objects.held(community.pk)
    _refuse_unless(permissions.can_remove(by, held, person))
    row = step(held, person.pk, State.REMOVED, by=by.pk, reason=_said(reason))
    notices.tell_of_removal(row, by)
    return row


@transaction.atomic
def block(community: Community, person, *, by, reason: str) -> Membership:
    """Take a person from the table, or keep them from it, until a manager lifts that."""
    held = Community.objects.held(community.pk)
    _refuse_unless(permissions.can_block(by, held, person))
    if _now(held, person.pk) == State.BLOCKED:
        return Membership.objects.get(community=held, user=person)
    was_active = _now(held, person.pk) in ACTIVE
    row = step(held, person.pk, State.BLOCKED, by=by.pk, reason=_said(reason))
    if was_active:
        notices.tell_of_removal(row, by)
    return row


@transaction.atomic
def unblock(community: Community, person, *, by) -> Membership | None:
    """Let a blocked person come again, by the usual road."""
    held = Community.objects.held(community.pk)
    _refuse_unless(permissions.can_moderate(by, held))
    if _now(held, person.pk) != State.BLOCKED:
        return None
    return step(held, person.pk, State.REMOVED, by=by.pk)


@transaction.atomic
def give_role(community: Community, person, role: State, *, by) -> Membership:
    """Make a member a moderator, an owner, or a member again. Owners do, also to themselves while another remains."""
    held = Community.objects.held(community.pk)
    _refuse_unless(permissions.can_manage(by, held) and role in ACTIVE)
    now = _now(held, person.pk)
    if now == role:
        return Membership.objects.get(community=held, user=person)
    if now not in ACTIVE:
        raise NotPossible(_("%(name)s is not a member (any more).") % {"name": person}, code="changed")
    row = step(held, person.pk, role, by=by.pk)
    if role in MANAGING:
        Community.objects.filter(pk=held.pk, owner_wanted_at__isnull=False).update(owner_wanted_at=None)
    notices.tell_of_role(row, by)
    return row


@transaction.atomic
def hand_over(community: Community, person, *, by) -> Membership:
    """Make a member the owner in one's own place; one stays as a moderator."""
    if person.pk == by.pk:
        raise NotPossible(_("You are the owner already."), code="same")
    row = give_role(community, person, State.OWNER, by=by)
    step(Community.objects.held(community.pk), by.pk, State.MODERATOR, by=by.pk)
    return row


def _expect(community: Community, person, state: State) -> None:
    if _now(community, person.pk) != state:
        raise NotPossible(_("This has been answered in the meantime."), code="changed")


def _said(reason: str) -> str:
    reason = " ".join(reason.split())
    if len(reason) < 3:
        raise ValidationError({"reason": _("Say why, in a few words: the person reads it.")})
    return reason


__all__ = [
    "LastOwner",
    "NotPossible",
    "accept",
    "admit",
    "approve",
    "ask",
    "block",
    "cancel",
    "count_again",
    "decline",
    "give_role",
    "hand_over",
    "invite",
    "join",
    "leave",
    "refuse",
    "remove",
    "settle",
    "step",
    "take_on",
    "unblock",
    "unsettle",
    "withdraw",
]
