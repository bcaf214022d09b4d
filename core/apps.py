from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class CoreConfig(AppConfig):
    name = "core"


def connect_receivers() -> None:
    """Import every installed app's `receivers` module, so that `@on(...)` listeners and page signals are registered once."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "receivers"):
            import_module(f"{config.name}.receivers")
