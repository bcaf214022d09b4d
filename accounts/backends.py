"""Who is behind a session or a password."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from accounts import identity

CMS_PERMISSION = "wagtailadmin.access_admin"


class EmailBackend(AuthenticationBackend):
    """Sign-in by e-mail address. The signed-in person comes along with the session (`accounts.identity`), or else one
    query loads them, their face, and whether they edit."""

    def get_user(self, user_id):
        user = identity.arrived(user_id)
        if user is None:
            people = get_user_model().objects.select_related(*settings.SIGNED_IN_RELATED)
            user = people.annotate(edits=may_open_cms("pk")).filter(pk=user_id).first()
            if user:
                identity.known(user, "may_open_cms", lambda: user.edits)
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        """Their own and those of their groups. One query, where Django asks for each apart."""
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            theirs = Permission.objects.filter(Q(user=user_obj) | Q(group__in=Group.objects.filter(user=user_obj)))
            names = theirs.order_by().values_list("content_type__app_label", "codename").distinct()
            user_obj._perm_cache = {f"{app}.{name}" for app, name in names}
        return user_obj._perm_cache

    def has_perm(self, user_obj, perm: str, obj=None) -> bool:
        # Asked on every page, for the menu; anything else takes two queries for the whole set of permissions.
        if perm == CMS_PERMISSION and obj is None:
            edits = identity.known(user_obj, "may_open_cms")
            if edits is not None:
                return user_obj.is_active and edits
        return super().has_perm(user_obj, perm, obj=obj)


def may_open_cms(user: str = "user_id") -> Combinable:
    """Whether this person has the right to open the CMS, of their own or by a group."""
    right = {"permission__content_type__app_label": "wagtailadmin", "permission__codename": "access_admin"}
    people = get_user_model()
    by_group = people.groups.through.objects.filter(
        user_id=OuterRef(user), group__in=Group.permissions.through.objects.filter(**right).values("group_id")
    )
    own = people.user_permissions.through.objects.filter(user_id=OuterRef(user), **right)
    return Exists(by_group) | Exists(own)
