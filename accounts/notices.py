"""What people are told when the security of their account changes, by the name the sign-in library gives it."""

from django.utils.translation import gettext_lazy as _

# By mail, to the person.
NOTICES = {
    "password_changed": _("The password of your account was changed."),
    "password_set": _("A password was set for your account."),
    "password_reset": _("The password of your account was changed through a link by mail."),
    "totp_activated": _("An authenticator app was added to your account."),
    "totp_deactivated": _("The authenticator app was removed from your account."),
    "recovery_codes_generated": _(
        "New recovery codes were made for your account; earlier ones, if you had any, no longer work."
    ),
    "webauthn_added": _("A passkey was added to your account."),
    "webauthn_removed": _("A passkey was removed from your account."),
}

# On the next page. What is not here is not worth a message.
MESSAGES = {
    "logged_out": _("You are signed out."),
    "password_changed": _("Your password is changed."),
    "password_set": _("Your password is set."),
    "recovery_codes_generated": _("New recovery codes are ready. Earlier ones, if you had any, no longer work."),
    "totp_activated": _("Your authenticator app is connected."),
    "totp_deactivated": _("Your authenticator app is removed."),
    "webauthn_added": _("Your passkey is added."),
    "webauthn_removed": _("The passkey is removed."),
    "sessions_logged_out": _("You are signed out everywhere else."),
}
