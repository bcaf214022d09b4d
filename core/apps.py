from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class CoreConfig(AppConfig):
    name = "core"


def connect() -> None:
    """Import every app's `receivers` and `tasks`, so that listeners, page signals and the clock are registered once."""
    for config in apps.get_app_configs():
        for name in ("receivers", "tasks"):
            if module_has_submodule(config.module, name):
                import_module(f"{config.name}.{name}")
