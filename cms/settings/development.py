"""One laptop, one command: SQLite, mail as files, the worker beside the server."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import LOGGING, VAR_DIR, env

SITE_NAME = WAGTAIL_SITE_NAME = MFA_TOTP_ISSUER = env("SITE_NAME", default="Duinrand")  # the demo organisation

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env("SECRET_KEY", default="development-only-not-a-secret")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
VAR_DIR.mkdir(exist_ok=True)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # browsers allow passkeys on http://localhost, not on 127.0.0.1
LOGGING["root"]["level"] = env("LOG_LEVEL", default="WARNING")
