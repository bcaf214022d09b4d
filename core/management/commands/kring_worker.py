from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from core.clock import start_clock
from core.worker import KringWorker


class Command(BaseCommand):
    help = "Run background tasks and the clock. Start as many as you like: none does a thing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="Run what is waiting, then stop; no clock.")
        parser.add_argument("--no-clock", action="store_true", help="Run tasks only.")

    def handle(self, *, batch: bool, no_clock: bool, **options) -> None:
        worker = KringWorker(batch=batch)
        worker.configure_signals()
        worker.reclaim()
        if not (batch or no_clock):
            start_clock()
        worker.run()
