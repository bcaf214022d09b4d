"""`manage.py demo`: the organisation Duinrand, to see what Kring does."""

import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from demo.load import PEOPLE, grow, load
from demo.people import DOMAIN


class Command(BaseCommand):
    help = "Load the demo organisation. Loading it again changes nothing; --people makes it larger."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--people",
            type=int,
            default=None,
            metavar="N",
            help=f"How many people work there (default {PEOPLE}; never fewer than those described by name).",
        )
        parser.add_argument(
            "--yes-this-is-a-demo",
            action="store_true",
            help="Also where DEBUG is off. Everybody knows the password of these accounts.",
        )

    def handle(self, *args, people: int | None, yes_this_is_a_demo: bool, verbosity: int = 1, **options) -> None:
        if not settings.DEBUG and not yes_this_is_a_demo:
            raise CommandError(
                "DEBUG is off, so this may be a real intranet. The demo brings accounts with a known password."
                " If this is meant to be a demo, add --yes-this-is-a-demo."
            )
        accounts = get_user_model().objects
        strangers = accounts.exclude(email__endswith=f"@{DOMAIN}").count()
        if strangers:
            raise CommandError(
                f"This database holds {strangers} account(s) that are not of the demo. Load it into an empty database."
            )
        started, quiet = time.monotonic(), verbosity == 0
        if not accounts.exists():
            load(people or PEOPLE, quiet=quiet)
        elif people is None or not grow(people, quiet=quiet):
            self.say(quiet, f"The demo organisation is here already, with {accounts.count()} people. Nothing changed.")
            return
        self.say(quiet, f"Duinrand is ready: {accounts.count()} people, in {time.monotonic() - started:.0f} seconds.")
        self.say(quiet, f"Sign in as ada@{DOMAIN} or any other name in the README; the password is schuif-aan.")

    def say(self, quiet: bool, words: str) -> None:
        if not quiet:
            self.stdout.write(words)
