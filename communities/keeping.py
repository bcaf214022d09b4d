"""Starting a community and keeping it: what it says of itself, who may see it, and its rest and return."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.actions import own_audience
from access.contents import contents_of
from access.models import Audience
from communities import notices, permissions
from communities.membership import NotPossible, step
from communities.models import Community, Membership, Road
from communities.states import ACTIVE, MANAGING, State
from core.events import AudienceChanged, Changed, Published, emit

QUIET_AFTER = timedelta(days=60)
ABSENT_AFTER = timedelta(days=30)
CALL_ON_AFTER = timedelta(days=14)
TOUCH_EVERY = timedelta(minutes=10)
MOST_CALLED = 30
RESERVED = {"new", "invitations", "suggestions", "mine"}
EDITABLE = {
    "name", "kind", "visibility", "purpose", "rules", "language", "location", "department", "is_local", "is_automatic",
    "is_mandatory", "welcome", "parts_off", "premoderation",
}  # fmt: skip


@transaction.atomic
def start(*, by, name: str, kind: str, visibility: str, purpose: str, rules: str, **more: Any) -> Community:
    """A new community with one member: its owner."""
    if not permissions.can_start(by, visibility):
        raise PermissionDenied("You may not start a community like this.")
    _refuse_unknown(more)
    name = " ".join(name.split())
    members = own_audience(f"community:new:{get_random_string(20)}")
    community = Community(
        name=name, kind=kind, visibility=visibility, purpose=purpose, rules=rules, created_by=by, **more
    )
    community.slug = new_slug(name, secret=community.is_secret)
    community.members_audience = members
    community.audience_id = _audience_id(community)
    community.welcome_by = by if community.welcome else None
    community.save()
    members.key = f"community:{community.pk}"
    members.save(update_fields=["key"])
    step(community, by.pk, State.OWNER, by=by.pk, road=Road.SELF)
    emit(Published(model=Community._meta.label_lower, pk=community.pk, by=by.pk))
    return community


@transaction.atomic
def edit(community: Community, *, by, **fields: Any) -> Community:
    """Store what the owners decided. Another visibility holds at once, for everything inside."""
    # The whole row is locked, also against rows that refer to it: nothing is put inside while the audience changes.
    held = Community.objects.select_for_update().get(pk=community.pk)
    if not permissions.can_manage(by, held) or held.is_archived:
        raise PermissionDenied("Only owners may change a community.")
    _refuse_unknown(fields)
    wider = fields.get("visibility", held.visibility)
    if wider != held.visibility and not permissions.can_start(by, wider):
        raise PermissionDenied("You may not give it this visibility.")
    if "welcome" in fields and fields["welcome"] != held.welcome:
        held.welcome_by = by if fields["welcome"] else None
    if fields.get("purpose", held.purpose) != held.purpose:
        held.purpose_confirmed_at = timezone.now()
    if "name" in fields:
        fields["name"] = " ".join(fields["name"].split())
    before = held.visibility
    for field, value in fields.items():
        setattr(held, field, value)
    if held.visibility != before:
        if held.is_secret:  # its old address is known to people who may no longer know of it
            held.slug = new_slug(held.name, secret=True)
        held.audience_id = _audience_id(held)
    held.save()
    if held.visibility != before:
        _readdress(held, by)
    emit(Changed(model=Community._meta.label_lower, pk=held.pk, by=by.pk))
    return held


def _readdress(community: Community, by) -> None:
    """Everything inside takes over the new audience, in this transaction: our own rows here, the copies elsewhere in
    the listeners. Who is no reader any more has nothing unread of it."""
    event = AudienceChanged(model=Community._meta.label_lower, pk=community.pk, by=by.pk)
    for contents in contents_of(event):
        if contents.things.model._meta.app_label == Community._meta.app_label:
            contents.things.order_by().update(audience_id=contents.audience_id)
    emit(event)
    if not community.is_open:
        emit(AudienceChanged(model=Audience._meta.label_lower, pk=community.members_audience_id, by=by.pk))


def _audience_id(community: Community) -> int:
    return community.members_audience_id if community.is_secret else Audience.EVERYONE_ID


def _refuse_unknown(fields: dict) -> None:
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"Not a field of a community: {sorted(unknown)}")


def new_slug(name: str, *, secret: bool) -> str:
    """An address nobody has. That of a secret community cannot be guessed, so it is never in the way of another: who
    takes its name meets nothing."""
    base = slugify(name)[:70] or "community"
    if secret:
        return f"{base}-{get_random_string(12, 'abcdefghjkmnpqrstuvwxyz23456789')}"
    taken = base in RESERVED or Community.objects.filter(slug=base).exists()
    return f"{base}-{get_random_string(6, 'abcdefghjkmnpqrstuvwxyz23456789')}" if taken else base


# --- rest and return --------------------------------------------------------------------------------------------------
@transaction.atomic
def archive(community: Community, *, by, continued_in: Community | None = None) -> Community:
    """Close it for what is new. It can be read and found as before, and says that it is archived."""
    held = Community.objects.held(community.pk)
    if not permissions.can_manage(by, held) and not by.has_perm("communities.change_community"):
        raise PermissionDenied("Only owners may archive a community.")
    if not held.is_archived:
        held.archived_at, held.quiet_asked_at, held.continued_in = timezone.now(), None, continued_in
        held.save(update_fields=["archived_at", "quiet_asked_at", "continued_in", "updated_at"])
        emit(Changed(model=Community._meta.label_lower, pk=held.pk, by=by.pk))
    return held


@transaction.atomic
def revive(community: Community, *, by) -> Community:
    """Open it again, or say that a quiet one is needed still: the count of quiet days begins anew."""
    held = Community.objects.held(community.pk)
    if not permissions.can_manage(by, held) and not by.has_perm("communities.change_community"):
        raise PermissionDenied("Only owners may revive a community.")
    was_archived = held.is_archived
    held.archived_at = held.quiet_asked_at = held.continued_in = None
    held.last_active_at = timezone.now()
    held.save(update_fields=["archived_at", "quiet_asked_at", "continued_in", "last_active_at", "updated_at"])
    if was_archived:
        emit(Changed(model=Community._meta.label_lower, pk=held.pk, by=by.pk))
    return held


@transaction.atomic
def merge(community: Community, into: Community, *, by) -> int:
    """Archive this one with a pointer to another of the same owner, and invite its members there: nobody is put at a
    table unasked. Returns how many were invited."""
    if into.pk == community.pk or not permissions.can_manage(by, into) or into.is_archived:
        raise NotPossible(_("Choose another community that you own."), code="into")
    first, second = sorted([community.pk, into.pk])
    for pk in (first, second):  # one order for everybody
        Community.objects.held(pk)
    archive(community, by=by, continued_in=into)
    there = Membership.objects.filter(community=into).exclude(state=State.LEFT).values("user_id")
    members = Membership.objects.filter(community=community).active().present().exclude(user_id__in=there)
    invited = 0
    for user_id in members.exclude(user_id=by.pk).values_list("user_id", flat=True):
        words = _("%(name)s continues here.") % {"name": community.name} if not community.is_secret else ""
        row = step(into, user_id, State.INVITED, by=by.pk, road=Road.INVITATION, message=words)
        notices.tell_of_invitation(row, by)
        invited += 1
    return invited


def touch(community_id: int, *, at: datetime | None = None) -> None:
    """Something was said in it: it is not quiet. Written at most once in ten minutes, so that the row stays calm."""
    at = at or timezone.now()
    stale = Community.objects.filter(pk=community_id, last_active_at__lt=at - TOUCH_EVERY)
    stale.update(last_active_at=at, quiet_asked_at=None)


@transaction.atomic
def ask_quiet(community_id: int) -> bool:
    """Ask the owners of a community that was quiet for sixty days what should become of it; again after as long."""
    held = Community.objects.held(community_id)
    now = timezone.now()
    asked = held.quiet_asked_at
    if held.is_archived or held.last_active_at > now - QUIET_AFTER or (asked and asked > now - QUIET_AFTER):
        return False
    held.quiet_asked_at = now
    held.save(update_fields=["quiet_asked_at"])
    notices.tell_of_quiet(held)
    return True


@transaction.atomic
def call_for_owner(community_id: int) -> bool:
    """Look for an owner among the active members when all owners are gone or absent, and after two weeks among those
    who look after all communities. Ends the call when an owner is back. Returns whether somebody was called."""
    held = Community.objects.held(community_id)
    now = timezone.now()
    if held.is_archived:
        return False
    if present_owners(held).exists():
        if held.owner_wanted_at:
            Community.objects.filter(pk=held.pk).update(owner_wanted_at=None)
        return False
    if held.owner_wanted_at is None:
        held.owner_wanted_at = now
        held.save(update_fields=["owner_wanted_at"])
        members = Membership.objects.filter(community=held, state__in=ACTIVE).exclude(state=State.OWNER).present()
        latest = members.filter(user__last_login__gt=now - ABSENT_AFTER)
        moderators = list(latest.filter(state__in=MANAGING).values_list("user_id", flat=True))
        others = latest.exclude(state__in=MANAGING).order_by("-user__last_login", "pk")
        called = moderators + list(others.values_list("user_id", flat=True)[: MOST_CALLED - len(moderators)])
        notices.tell_of_call(held, called, round=1)
        return bool(called)
    if held.owner_wanted_at < now - CALL_ON_AFTER:
        notices.tell_of_call(held, notices.keepers_of_all(), round=2)
        return True
    return False


def present_owners(community: Community):
    """Owners whose account is open and who signed in during the last thirty days, or became owner in them."""
    since = timezone.now() - ABSENT_AFTER
    owners = Membership.objects.filter(community=community, state=State.OWNER).present()
    return owners.filter(user__last_login__gt=since) | owners.filter(changed_at__gt=since)


def confirm_purpose(community: Community, *, by) -> None:
    """An owner looked at the purpose, and it still holds."""
    if not permissions.can_manage(by, community):
        raise PermissionDenied("Only owners may confirm the purpose.")
    Community.objects.filter(pk=community.pk).update(purpose_confirmed_at=timezone.now())


__all__ = [
    "archive",
    "ask_quiet",
    "call_for_owner",
    "confirm_purpose",
    "edit",
    "merge",
    "new_slug",
    "present_owners",
    "revive",
    "start",
    "touch",
]
