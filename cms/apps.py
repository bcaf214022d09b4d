from django.apps import AppConfig

from core.apps import connect_receivers


class CmsConfig(AppConfig):
    """The last installed app: when it is ready, every other app is, and receivers may be connected."""

    name = "cms"

    def ready(self) -> None:
        connect_receivers()
