"""As in production, on a database of its own that is made for the run and dropped after it."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import AUTHENTICATION_BACKENDS, DATABASES, INSTALLED_APPS, VAR_DIR, env

NAME = "bench" + env("BENCH_NAME", default="")

SECRET_KEY = "benchmarks-only"  # noqa: S105
ALLOWED_HOSTS = ["localhost"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES["default"]["TEST"] = {
    "NAME": str(VAR_DIR / f"{NAME}.sqlite3") if "sqlite" in DATABASES["default"]["ENGINE"] else f"kring_{NAME}",
}
# What the stock side is measured with: Django's own sessions and backend (benchmarks/stock.py).
INSTALLED_APPS += ["django.contrib.sessions"]
AUTHENTICATION_BACKENDS += ["benchmarks.stock.Backend"]
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
