"""What somebody may do with accounts."""

from collections.abc import Iterable

from django.contrib.auth.models import Group


def can_invite(user) -> bool:
    """Whether this person may ask others to join, and see and withdraw what was asked."""
    return user.is_active and user.has_perm("accounts.add_invitation")


def grantable_groups(user):
    """The groups this person may put others into: all for an administrator, else only their own."""
    return Group.objects.all() if user.is_active and user.is_superuser else Group.objects.filter(user=user)


def can_grant(user, groups: Iterable[Group]) -> bool:
    """Whether this person may give others these groups. Nobody hands out more than they have."""
    wanted = {group.pk for group in groups}
    return not wanted or wanted <= set(grantable_groups(user).values_list("pk", flat=True))
