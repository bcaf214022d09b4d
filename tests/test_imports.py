"""What import-linter cannot say without naming modules that may not exist: some modules of an app are its own."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

APPS = [
    "core",
    "accounts",
    "access",
    "files",
    "activity",
    "notifications",
    "comments",
    "analytics",
    "news",
    "communities",
    "people",
    "home",
    "demo",
    "cms",
]
PRIVATE = {"views", "forms", "tasks", "receivers"}
MODULES = [
    path for app in APPS for path in sorted((settings.BASE_DIR / app).rglob("*.py")) if "migrations" not in path.parts
]


def imported(path: Path) -> list[str]:
    """Every dotted name this module imports, `from a import b` as "a.b"."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_a_module_keeps_out_of_other_apps_private_modules(path):
    own = path.relative_to(settings.BASE_DIR).parts[0]
    strangers = [
        name
        for name in imported(path)
        if (parts := name.split("."))[0] in APPS and parts[0] not in (own, "core") and PRIVATE & set(parts[1:])
    ]
    if own == "cms":  # the project mounts what apps offer
        strangers = [name for name in strangers if ".views" not in name]
    assert strangers == []


def test_no_module_is_longer_than_400_lines():
    long = [f"{path}: {count}" for path in MODULES if (count := len(path.read_text().splitlines())) > 400]
    assert long == []
