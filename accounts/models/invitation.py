"""An invitation by an administrator: the only way to get an account without somebody making one by hand."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from core.models import Timestamped

SALT = "accounts.invitation"
LIFETIME = timedelta(days=7)


def new_nonce() -> str:
    return secrets.token_urlsafe(24)


class InvitationQuerySet(models.QuerySet):
    """Invitations."""

    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; possibly expired, and then to be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def from_token(self, token: str) -> "Invitation | None":
        """The usable invitation this link belongs to; None for any link that is altered, old, used or withdrawn."""
        try:
            pk, nonce = signing.loads(token, salt=SALT, max_age=LIFETIME)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        invitation = self.open().filter(pk=pk, expires_at__gt=timezone.now()).first()
        if invitation and constant_time_compare(invitation.nonce, nonce):
            return invitation
        return None


class Invitation(Timestamped):
    """Asks one person, at one address, to join. Sending it again makes the earlier link worthless."""

    email = models.EmailField(_("e-mail address"))
    first_name = models.CharField(_("first name"), max_length=150)
    last_name = models.CharField(_("last name"), max_length=150)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="nl")
    groups = models.ManyToManyField(Group, verbose_name=_("groups"), blank=True, related_name="+")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="invitations_sent",
        editable=False,
    )
    nonce = models.CharField(max_length=64, default=new_nonce, editable=False)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires at"), editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="invitation",
        editable=False,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="accounts_invitation_one_open_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name} ({self.email})"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def state(self) -> str:
        """Where this invitation stands, in a word."""
        if self.accepted_at:
            return _("Accepted")
        if self.withdrawn_at:
            return _("Withdrawn")
        return _("Expired") if self.expires_at <= timezone.now() else _("Sent")

    def token(self) -> str:
        """The secret of the link in the mail."""
        return signing.dumps([self.pk, self.nonce], salt=SALT)
