"""Many clients at once, with real transactions. A scene is a function that lets them go and then asserts.

`play` runs scenes in the process of the test on PostgreSQL; on SQLite, whose tests live in memory where threads would
share one connection, in a process of its own on a copy in a file. The test must commit (`transaction=True`).
"""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection, connections
from wagtail.models import Page, Site

from tests.database import for_processes

CLIENTS = 50
LONGEST = 300


def at_once(works: Iterable[Callable], *, refusals: tuple = ()) -> list:
    """Run every work in a thread of its own, all let go at the same moment. A refusal is a result like any other."""
    works = list(works)
    gate = threading.Barrier(len(works))

    def run(work):
        try:
            gate.wait(timeout=60)
            return work()
        except refusals as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def a_page(title: str) -> Page:
    """A live page below the start page."""
    return Site.objects.get(is_default_site=True).root_page.add_child(instance=Page(title=title))


def play(folder: Path, *scenes: Callable[[], None]) -> None:
    """Run the scenes one after the other; the first that fails fails the test, by its name."""
    if connection.vendor != "sqlite":
        for scene in scenes:
            scene()
        return
    names = [f"{scene.__module__}:{scene.__name__}" for scene in scenes]
    program = [sys.executable, "-m", "tests.many_clients", *names]
    done = subprocess.run(program, env=for_processes(folder), capture_output=True, text=True, timeout=LONGEST)
    assert done.returncode == 0, f"after {done.stdout.split()[-1:]}: {done.stderr[-3000:]}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, flush=True)  # noqa: T201  tells the test which scene it was
        module, function = name.split(":")
        getattr(import_module(module), function)()
