from django.apps import AppConfig
from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from allauth.core.internal import ratelimit
        from allauth.mfa.totp.internal import auth

        from accounts import identity
        from accounts.backends import may_open_cms

        # The library counts attempts and used codes in the default cache, which may be per process or Redis.
        ratelimit.cache = auth.cache = ConnectionProxy(caches, "limits")
        identity.register("may_open_cms", may_open_cms)


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user admin for a user model without a username."""

    user_viewset = "accounts.viewsets.UserViewSet"
