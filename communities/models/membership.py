"""How one person stands to one community."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.states import ACTIVE, MANAGING, WAITING, State

INVITATION_LASTS = timedelta(days=30)


class Road(models.TextChoices):
    """How a person got where they are."""

    SELF = "self", _("by themselves")
    INVITATION = "invitation", _("by invitation")
    AUTOMATIC = "automatic", _("by department or location")


class MembershipQuerySet(models.QuerySet):
    """Rows of people and communities."""

    def active(self) -> "MembershipQuerySet":
        """Members, moderators and owners."""
        return self.filter(state__in=ACTIVE)

    def managing(self) -> "MembershipQuerySet":
        """Moderators and owners."""
        return self.filter(state__in=MANAGING)

    def present(self) -> "MembershipQuerySet":
        """Only of people whose account is open."""
        return self.filter(user__is_active=True)

    def invitations(self) -> "MembershipQuerySet":
        """Invitations that can still be accepted."""
        since = timezone.now() - INVITATION_LASTS
        return self.filter(state=State.INVITED, changed_at__gt=since, community__archived_at=None)

    def visible_to(self, user) -> "MembershipQuerySet":
        """A person's own open invitations: the only membership that is a thing of its own, because who is invited may
        not see the community yet."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.invitations().filter(user_id=user.pk)

    def readers(self):
        """(audience id, user id) of all who sit at a table: what `Reader` has to say (`access.own`)."""
        return self.active().values_list("community__members_audience_id", "user_id")

    def with_faces(self) -> "MembershipQuerySet":
        """With the person and what their card shows."""
        return self.select_related("user__profile__portrait", "user__profile__department", "user__profile__location")


class Membership(models.Model):
    """One row per person and community, for ever. Its state changes in `communities.actions` only, which writes the
    `Reader` row in the same transaction."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    state = models.CharField(_("state"), max_length=10, choices=State)
    road = models.CharField(_("how"), max_length=10, choices=Road, default=Road.SELF)
    joined_at = models.DateTimeField(_("member since"), null=True, blank=True)
    changed_at = models.DateTimeField(_("since"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What who asks says, or who invites; and why a manager declined, removed or blocked.
    message = models.CharField(_("message"), max_length=500, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["community", "user"], name="communities_membership_once"),
            models.CheckConstraint(
                condition=~Q(state__in=ACTIVE) | Q(joined_at__isnull=False), name="communities_member_since"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "-joined_at"], name="communities_members"),
            models.Index(fields=["user", "state"], name="communities_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.state} {self.community_id}"

    @property
    def sits(self) -> bool:
        """Whether the person is at the table. Not `is_active`: by that word a row says whether it is there at all."""
        return self.state in ACTIVE

    @property
    def is_managing(self) -> bool:
        return self.state in MANAGING

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def was_member(self) -> bool:
        return not self.sits and self.joined_at is not None
