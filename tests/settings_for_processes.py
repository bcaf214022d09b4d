"""Settings of the processes that tests start: those of a laptop, tasks in the database, passwords that hash fast."""

from cms.settings.development import *  # noqa: F403

DEBUG = False
LANGUAGE_CODE = "en"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
