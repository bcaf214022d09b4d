"""Whether there is a queue for somebody, as a value that comes along with the session."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef
from django.db.models.expressions import Combinable

from moderation.models.report import SITE_MODERATOR
from moderation.registry import local_moderators

APP, CODENAME = SITE_MODERATOR.split(".")


def moderates() -> Combinable:
    """Whether the person of the session moderates the site, or any place that has moderators of its own. Put together
    when the first session is read: everything is registered by then."""
    right = {"permission__content_type__app_label": APP, "permission__codename": CODENAME}
    people = get_user_model()
    by_group = people.groups.through.objects.filter(
        user_id=OuterRef("user_id"), group__in=Group.permissions.through.objects.filter(**right).values("group_id")
    )
    found = Exists(by_group) | Exists(
        people.user_permissions.through.objects.filter(user_id=OuterRef("user_id"), **right)
    )
    for local in local_moderators():
        found = found | Exists(local.moderated_by(OuterRef("user_id")))
    return found
