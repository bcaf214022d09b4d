"""Prove that who may read is what the privacy dialogs and groups say."""

import sys

from django.core.management.base import BaseCommand
from django.db import transaction

from access.actions import repair
from access.check import differences


class Command(BaseCommand):
    help = "Compares every audience and reader with its definition. Prints the differences; exit code 1 when any."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--repair", action="store_true", help="derive everything again, then check")

    def handle(self, *args, **options) -> None:
        with transaction.atomic():
            found = list(differences())
            for line in found:
                self.stdout.write(line)
            if found and options["repair"]:
                repair()
                left = list(differences())
                self.stdout.write(f"{len(found) - len(left)} of {len(found)} differences repaired.")
                found = left
        if found:
            self.stderr.write(f"{len(found)} differences.")
            sys.exit(1)
        self.stdout.write(self.style.SUCCESS("Audiences and readers are what their definition says."))
