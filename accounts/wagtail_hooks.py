"""Where accounts appear in the CMS."""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy
from wagtail import hooks

from accounts import actions
from accounts.models import User
from accounts.viewsets import InvitationViewSet

ACTIONS = {
    "accounts.invite": (gettext_lazy("Invite"), gettext_lazy("Invited")),
    "accounts.resend_invitation": (gettext_lazy("Invite again"), gettext_lazy("Invited again")),
    "accounts.withdraw_invitation": (gettext_lazy("Withdraw invitation"), gettext_lazy("Invitation withdrawn")),
    "accounts.accept_invitation": (gettext_lazy("Accept invitation"), gettext_lazy("Invitation accepted")),
    "accounts.deactivate": (gettext_lazy("Close account"), gettext_lazy("Account closed")),
}


@hooks.register("register_admin_viewset")
def invitations() -> InvitationViewSet:
    return InvitationViewSet()


@hooks.register("register_log_actions")
def log_actions(registry) -> None:
    for action, (label, message) in ACTIONS.items():
        registry.register_action(action, label, message)


@hooks.register("before_bulk_action")
def keep_accounts(request, action_type, objects, action) -> None:
    """Accounts are closed, not deleted: what a person wrote keeps its author."""
    if action_type == "delete" and any(isinstance(thing, User) for thing in objects):
        raise PermissionDenied


@hooks.register("after_bulk_action")
def end_sessions_of_closed_accounts(request, action_type, objects, action) -> None:
    """Wagtail's bulk action closes accounts in one statement; their sessions end here."""
    if action_type == "set_active_state":
        for user in objects:
            user.refresh_from_db(fields=["is_active"])
            if not user.is_active:
                actions.end_sessions(user)


@hooks.register("register_permissions")
def permissions():
    """Lets administrators give a group the right to invite."""
    return Permission.objects.filter(content_type__app_label="accounts", codename="add_invitation")
