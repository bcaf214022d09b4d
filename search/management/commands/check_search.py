"""Prove that the search index is what the truth says."""

import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from search.rebuilding import differences, repair, total


class Command(BaseCommand):
    help = "Compares every search entry with the thing it is of. Prints the differences; exit code 1 when any."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--repair", action="store_true", help="write what differs again, then check")

    def handle(self, *args, **options) -> None:
        found = self.differences(options)
        for difference in found:
            self.stdout.write(str(difference))
        if found and options["repair"]:
            repair(found)
            left = self.differences(options)
            self.stdout.write(f"{len(found) - len(left)} of {len(found)} differences repaired.")
            found = left
        if found:
            self.stderr.write(f"{len(found)} differences.")
            sys.exit(1)
        self.stdout.write(self.style.SUCCESS("The search index is what the truth says."))

    def differences(self, options) -> list:
        with tqdm(total=total(), desc="Comparing", disable=options["verbosity"] == 0) as bar:
            return list(differences(bar.update))
