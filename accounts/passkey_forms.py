"""Passkey forms that survive any answer a browser may send."""

import struct
from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as allauth_forms
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError

MALFORMED = (
    ArithmeticError, AssertionError, AttributeError, InvalidSignature, LookupError, NotImplementedError, TypeError,
    ValueError, struct.error,
)  # fmt: skip


def _refusing(clean: Callable):
    """The result of the library's own check; what it chokes on is a wrong answer, not a crash."""
    try:
        return clean()
    except ValidationError:
        raise
    except MALFORMED as malformed:
        raise get_adapter().validation_error("incorrect_code") from malformed


class LoginWebAuthnForm(allauth_forms.LoginWebAuthnForm):
    def clean_credential(self):
        return _refusing(super().clean_credential)


class AuthenticateWebAuthnForm(allauth_forms.AuthenticateWebAuthnForm):
    def clean_credential(self):
        return _refusing(super().clean_credential)


class ReauthenticateWebAuthnForm(allauth_forms.ReauthenticateWebAuthnForm):
    def clean_credential(self):
        return _refusing(super().clean_credential)


class AddWebAuthnForm(allauth_forms.AddWebAuthnForm):
    def clean(self) -> dict:
        return _refusing(super().clean)
