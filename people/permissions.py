"""What somebody may do with profiles."""

from people.models import Profile


def can_edit(user, profile: Profile) -> bool:
    """People write their own profile, and nobody else's."""
    return user.is_authenticated and user.is_active and user.pk == profile.user_id
