"""Who is behind a session or a password."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q

CMS_PERMISSION = "wagtailadmin.access_admin"


class EmailBackend(AuthenticationBackend):
    """Sign-in by e-mail address. One query loads the signed-in person, their face, and whether they edit."""

    def get_user(self, user_id):
        editing = Permission.objects.filter(
            Q(group__user=OuterRef("pk")) | Q(user=OuterRef("pk")),
            content_type__app_label="wagtailadmin",
            codename="access_admin",
        )
        people = get_user_model().objects.select_related(*settings.SIGNED_IN_RELATED)
        user = people.annotate(may_open_cms=Exists(editing)).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj, perm: str, obj=None) -> bool:
        # Asked on every page, for the menu; anything else takes two queries for the whole set of permissions.
        if perm == CMS_PERMISSION and obj is None and hasattr(user_obj, "may_open_cms"):
            return user_obj.is_active and user_obj.may_open_cms
        return super().has_perm(user_obj, perm, obj=obj)
