"""Writes: inviting people, their preferences, ending their access."""

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.contrib.auth import password_validation
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from accounts import tasks
from accounts.models import Invitation, User
from accounts.models.invitation import LIFETIME, new_nonce
from accounts.permissions import can_grant, can_invite

__all__ = [
    "accept_invitation",
    "deactivate",
    "end_sessions",
    "invite",
    "resend_invitation",
    "set_preferences",
    "withdraw_invitation",
]


@transaction.atomic
def invite(
    email: str, *, first_name: str, last_name: str, by: User, groups: Iterable[Group] = (), language: str = "nl"
) -> Invitation:
    """Ask somebody to join. The mail with the link goes out by a worker."""
    groups = list(groups)
    if not can_invite(by) or not can_grant(by, groups):
        raise PermissionDenied
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": _("Somebody with this address already has an account.")})
    if Invitation.objects.open().filter(email__iexact=email).exists():
        raise ValidationError({"email": _("This address is invited already. Send that invitation again instead.")})
    invitation = Invitation.objects.create(
        email=email,
        first_name=first_name,
        last_name=last_name,
        language=language,
        invited_by=by,
        expires_at=timezone.now() + LIFETIME,
    )
    invitation.groups.set(groups)
    log(invitation, "accounts.invite", user=by)
    tasks.send_invitation.enqueue(invitation.pk)
    return invitation


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Send a fresh link for another seven days; the earlier link stops working."""
    if not can_invite(by):
        raise PermissionDenied
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open:
        raise ValidationError(_("This invitation was already accepted or withdrawn."))
    invitation.nonce = new_nonce()
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + LIFETIME
    invitation.save(update_fields=["nonce", "sent_at", "expires_at", "updated_at"])
    log(invitation, "accounts.resend_invitation", user=by)
    tasks.send_invitation.enqueue(invitation.pk)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Make the link worthless."""
    if not can_invite(by):
        raise PermissionDenied
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.is_open:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at", "updated_at"])
        log(invitation, "accounts.withdraw_invitation", user=by)
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, first_name: str, last_name: str, password: str) -> User | None:
    """The new person, or None when the link is not (or no longer) worth anything. A link works once."""
    invitation = Invitation.objects.select_for_update().from_token(token)
    if invitation is None or User.objects.filter(email__iexact=invitation.email).exists():
        return None
    user = User(email=invitation.email, first_name=first_name, last_name=last_name, language=invitation.language)
    password_validation.validate_password(password, user)
    user.set_password(password)
    user.save()
    user.groups.set(invitation.groups.all())
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by", "updated_at"])
    log(invitation, "accounts.accept_invitation", user=user)
    return user


@transaction.atomic
def set_preferences(user: User, *, by: User, **values: str) -> User:
    """Store the person's own language, time zone or theme."""
    if by.pk != user.pk:
        raise PermissionDenied
    unknown = set(values) - {"language", "time_zone", "theme"}
    if unknown:
        raise TypeError(f"Not a preference: {sorted(unknown)}")
    for name, value in values.items():
        setattr(user, name, value)
    user.save(update_fields=list(values))
    # Wagtail keeps a language and a zone of its own; an editor who schedules must not meet another one there.
    in_cms = UserProfile.get_for_user(user)
    in_cms.preferred_language, in_cms.current_time_zone = user.language, user.time_zone
    in_cms.save(update_fields=["preferred_language", "current_time_zone"])
    return user


def end_sessions(user: User) -> int:
    """Sign a person out everywhere, now. Returns how many sessions ended."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def deactivate(user: User, *, by: User) -> User:
    """Close an account. What the person wrote stays; no session outlives this call."""
    if by.pk == user.pk or not by.has_perm("accounts.change_user"):
        raise PermissionDenied
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    log(user, "accounts.deactivate", user=by)
    return user
