"""Run by test_migrations in processes and on a database of its own: every app of ours back to nothing, and forward."""

import sys
from pathlib import Path

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402
from django.db.models import Model  # noqa: E402

from analytics.actions import count_seen  # noqa: E402
from communities.actions import publish_post  # noqa: E402
from core.worker import KringWorker  # noqa: E402
from tests.communities.conftest import start  # noqa: E402
from tests.visibility.world import build  # noqa: E402

# What the tables of the libraries hang on: the way back from it leads through theirs, and Wagtail's cannot go it.
ROOTS = {"accounts": "0001"}


def own_apps() -> list[str]:
    """The apps of this repository that have migrations, what others stand on last."""
    here = {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}
    graph = MigrationExecutor(connection).loader.graph
    depth: dict[str, int] = {}
    for label, name in graph.nodes:
        if label in here:
            depth[label] = max(depth.get(label, 0), len(graph.forwards_plan((label, name))))
    return sorted(depth, key=lambda label: -depth[label])


def own_models() -> list[type[Model]]:
    labels = set(own_apps())
    return [model for model in apps.get_models() if model._meta.app_label in labels]


def fill() -> None:
    """A small organisation, and what listeners make of it: rows in every app."""
    with transaction.atomic():
        world = build()
    count_seen(world.places["open"].page, by=world.people["bo"])
    publish_post(by=world.people["bo"], community=start(world.people["bo"]), text="The first word at this table")
    KringWorker(interval=0, batch=True).run()
    filled = {model._meta.app_label for model in own_models() if model._base_manager.exists()}
    assert filled == set(own_apps()), f"no rows in {set(own_apps()) - filled}"


def back_and_forth() -> None:
    """Every app to nothing, whatever it holds; then everything forward."""
    tables = {model._meta.db_table for model in own_models()}
    for label in own_apps():
        say(label)
        call_command("migrate", label, ROOTS.get(label, "zero"), verbosity=0, interactive=False)
    left = {
        table for table in tables & set(connection.introspection.table_names()) if not table.startswith("accounts_")
    }
    assert not left, f"left behind: {sorted(left)}"
    call_command("migrate", verbosity=0, interactive=False)
    missing = tables - set(connection.introspection.table_names())
    assert not missing, f"not made again: {sorted(missing)}"


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    {"fill": fill, "back and forth": back_and_forth}[sys.argv[1]]()
