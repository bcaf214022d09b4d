"""Mail about accounts, sent by a worker: the request that asks for it takes equally long whoever exists."""

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.limits import forget_expired
from accounts.mail import address, send
from accounts.models import Invitation, User
from accounts.notices import NOTICES
from accounts.pace import forget_old
from core.clock import daily


@task()
def send_invitation(invitation_id: int) -> None:
    """The link by which somebody joins; nothing when it was withdrawn or used meanwhile."""
    invitation = Invitation.objects.open().select_related("invited_by").filter(pk=invitation_id).first()
    if invitation is None:
        return

    def compose() -> dict:
        return {
            "subject": _("You are invited to %(site_name)s"),
            "greeting": invitation.first_name,
            "paragraphs": [
                _("%(name)s invites you to join your colleagues.")
                % {"name": invitation.invited_by or _("A colleague")},
                _("Choose a password and there is a seat for you. The link works once, until %(date)s.")
                % {"date": date_format(timezone.localtime(invitation.expires_at), "DATETIME_FORMAT")},
            ],
            "button": {
                "label": _("Pull up a chair"),
                "url": address(reverse("account_invitation", args=[invitation.token()])),
            },
            "closing": _("You did not expect this mail? Then you need not do anything."),
        }

    send(invitation.email, invitation.language, compose)


@task()
def send_password_reset(user_id: int) -> None:
    """The link to choose a new password. 0 stands for an address nobody has: then nothing is sent."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    key = default_token_generator.make_token(user)

    def compose() -> dict:
        return {
            "subject": _("Choose a new password for %(site_name)s"),
            "greeting": user.first_name,
            "paragraphs": [
                _("Somebody, probably you, asked for a new password for this address."),
                _("The link works once, for two hours."),
            ],
            "button": {
                "label": _("Choose a new password"),
                "url": address(reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])),
            },
            "closing": _("You did not ask for this? Then you need not do anything; your password stays as it is."),
        }

    send(user.email, user.language, compose)


@task()
def send_notice(user_id: int, notice: str, ip: str, agent: str, at: str) -> None:
    """Tells a person that the security of their account changed, with when and from where."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return

    def compose() -> dict:
        moment = date_format(timezone.localtime(parse_datetime(at)), "DATETIME_FORMAT")
        return {
            "subject": _("Your account at %(site_name)s was changed"),
            "greeting": user.first_name,
            "paragraphs": [
                str(NOTICES[notice]),
                _("When: %(moment)s. From: %(ip)s, %(agent)s.") % {"moment": moment, "ip": ip, "agent": agent},
            ],
            "button": {"label": _("Check your account"), "url": address(reverse("mfa_index"))},
            "closing": _("Was this not you? Choose a new password at once and tell your administrator."),
        }

    send(user.email, user.language, compose)


@daily(hour=3)
@task()
def prune_limits() -> None:
    """Forget counters that no longer count."""
    forget_expired()
    forget_old()
