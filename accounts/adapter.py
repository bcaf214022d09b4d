"""How the sign-in library behaves here: closed to strangers, the same answer for everybody, our words, our mail."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import tasks
from accounts.notices import MESSAGES, NOTICES


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail address for people who were invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This password does not match this e-mail address. Check both, or reset it."),
        "too_many_login_attempts": _("Too many attempts. Wait a quarter of an hour, or reset your password."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right, or it has expired. Try the next one."),
        "rate_limited": _("Too many attempts. Wait a moment and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any):
        """The person, or None: a closed account answers exactly as a wrong password does, and counts as one."""
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        if user:
            self._rollback_login_failed_rl_usage()
        else:
            self.authentication_failed(request, **credentials)
        return user

    def respond_user_inactive(self, request: HttpRequest, user) -> HttpResponse:
        """A passkey or link of a closed account leads nowhere, and does not say why."""
        messages.error(request, _("Signing in did not work. Ask your administrator."))
        return redirect("account_login")

    def is_safe_url(self, url: str) -> bool:
        """Whether `next` stays on this very host."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def send_notification_mail(
        self, template_prefix: str, user, context: dict | None = None, email: str | None = None
    ) -> None:
        notice = template_prefix.rsplit("/", 1)[-1]
        if notice in NOTICES:
            agent = self.get_http_user_agent(self.request)[:200]
            tasks.send_notice.enqueue(
                user.pk, notice, self.get_client_ip(self.request), agent, timezone.now().isoformat()
            )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if message_template:
            message = MESSAGES.get(message_template.rsplit("/", 1)[-1].removesuffix(".txt"))
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors; their secrets are encrypted at rest with a key made from SECRET_KEY."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it has expired. Try the next one."),
    }

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def generate_authenticator_name(self, user, type) -> str:
        count = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": count}


def _vault() -> MultiFernet:
    """Encrypts with the current secret and still reads what earlier secrets wrote."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"accounts.mfa:" + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
