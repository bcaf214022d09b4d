"""Sign-in and everything about one's own account. Only what is used of the sign-in library is reachable."""

from allauth.account import views as allauth
from allauth.usersessions.views import list_usersessions
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from accounts.views import invitation, settings

urlpatterns = [
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="cms_login"),
    path("account/", RedirectView.as_view(pattern_name="settings"), name="account"),
    path("account/settings/", settings.settings, name="settings"),
    path("account/language/", settings.language, name="set_language"),
    path("account/theme/", settings.theme, name="set_theme"),
    path("account/invitation/<str:token>/", invitation.accept, name="account_invitation"),
    path("account/password/change/", allauth.password_change, name="account_change_password"),
    path("account/password/set/", allauth.password_set, name="account_set_password"),
    path("account/password/reset/", allauth.password_reset, name="account_reset_password"),
    path("account/password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "account/password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("account/sessions/", list_usersessions, name="usersessions_list"),
    path("account/2fa/", include("allauth.mfa.urls")),
]
