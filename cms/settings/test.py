"""The test suite: tasks run at once, passwords hash fast, no file leaves a temporary folder."""

import tempfile

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATABASES, env

LANGUAGE_CODE = "en"
SECRET_KEY = "test-only"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
MEDIA_ROOT = tempfile.mkdtemp(prefix="kring-media-")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if env("PGTESTNAME", default=""):
    DATABASES["default"]["TEST"] = {"NAME": env("PGTESTNAME")}
