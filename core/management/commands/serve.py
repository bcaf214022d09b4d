import os
import signal
import socket
import subprocess
import sys
import threading
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


class Command(BaseCommand):
    help = "Serve the site on one machine, with its worker and clock beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="First bring the database up to date and load the demo if it is empty.",
        )

    def handle(self, *, host: str, port: int, prepare: bool, **options) -> None:
        self.check_port(host, port)
        if prepare:
            self.prepare()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        worker = Supervisor([sys.executable, sys.argv[0], "kring_worker"])
        try:
            self.stdout.write(
                self.style.SUCCESS(f"\n{settings.SITE_NAME} is at http://{host}:{port}/ (Ctrl+C stops it)\n")
            )
            Granian(
                "cms.wsgi:application",
                address=host,
                port=port,
                interface=Interfaces.WSGI,
                blocking_threads=4,
                log_level=LogLevels.warning,
            ).serve()
        finally:
            worker.stop()

    def check_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as taken:
                raise CommandError(f"Port {port} is in use. Choose another: make run PORT={port + 1}") from taken

    def prepare(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Building the database …")
            call_command("migrate", verbosity=0)
        if not get_user_model().objects.exists():
            self.stdout.write("Loading the demo organisation …")
            call_command("demo")


class Supervisor:
    """Keeps one child process running until `stop()`; a child that dies is started again."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.stopping = threading.Event()
        self.child = subprocess.Popen(command)  # noqa: S603  our own manage.py
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self) -> None:
        while not self.stopping.is_set():
            self.child.wait()
            if not self.stopping.wait(1):
                self.child = subprocess.Popen(self.command)  # noqa: S603  our own manage.py

    def stop(self) -> None:
        self.stopping.set()
        self.child.terminate()
        try:
            self.child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.child.kill()
