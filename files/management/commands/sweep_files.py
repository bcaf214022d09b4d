"""Remove what is on the disk and in no row."""

from django.core.management.base import BaseCommand

from files.orphans import remove_orphans


class Command(BaseCommand):
    help = "Removes stored files that no row has known for 24 hours."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only list them")

    def handle(self, *args, **options) -> None:
        removed = remove_orphans(dry_run=options["dry_run"])
        for name in removed:
            self.stdout.write(name)
        self.stdout.write(self.style.SUCCESS(f"{len(removed)} files without a row."))
