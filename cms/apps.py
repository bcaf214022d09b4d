from django.apps import AppConfig

from core.apps import connect


class CmsConfig(AppConfig):
    """The last installed app: when it is ready, every other app is, and listeners may be connected."""

    name = "cms"

    def ready(self) -> None:
        connect()
