"""Write the whole search index from the truth."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from search.rebuilding import rebuild, total


class Command(BaseCommand):
    help = (
        "Writes every search entry again and removes those that should not be there. People can search meanwhile. "
        "Stop it with Ctrl-C; started again, it goes on where it was."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--anew", action="store_true", help="begin at the beginning, also after a stop")

    def handle(self, *args, **options) -> None:
        quiet = options["verbosity"] == 0
        with tqdm(total=total(), desc="Search index", disable=quiet) as bar:
            try:
                written = rebuild(bar.update, anew=options["anew"])
            except KeyboardInterrupt:
                bar.close()
                self.stderr.write("Stopped. Start the same command again to go on from here.")
                raise SystemExit(130) from None
        if not quiet:
            self.stdout.write(self.style.SUCCESS(f"{written} entries."))
