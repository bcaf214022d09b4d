"""manage.py import_wordpress: brings a WordPress export in as news and information pages."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from news.wordpress.importer import Importer, Options
from news.wordpress.places import find_section
from news.wordpress.source import ExportRefusedError

INCOMPLETE = 2


class Command(BaseCommand):
    help = "Brings a WordPress export (WXR) in as news and information pages. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the export: an XML file, or one compressed with gzip")
        parser.add_argument("--section", required=True, help="address of the page that gets everything, such as /hr/")
        parser.add_argument("--images", type=Path, help="folder with the old wp-content/uploads, or any part of it")
        parser.add_argument("--dry-run", action="store_true", help="write nothing; say what would happen")
        parser.add_argument("--update", action="store_true", help="take over what changed in the export since")
        parser.add_argument("--again", action="store_true", help="bring back what was deleted in Kring since")
        parser.add_argument(
            "--type", action="append", default=[], metavar="KIND=news", help="a plugin's kind, as news or page"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the person whose name stands in the history")
        parser.add_argument("--report", type=Path, metavar="FILE.csv", help="write every line of the report to a table")

    def handle(self, *args, **options):
        importer = self._importer(options)
        try:
            report = importer.run()
        except ExportRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(report.text(dry_run=options["dry_run"]))
        if options["report"]:
            try:
                report.write_csv(options["report"])
            except OSError as error:
                raise CommandError(_("The report cannot be written: %(error)s") % {"error": error}) from error
        if not importer.complete:
            raise CommandError(_("The file ends early. Make a new export and run this again."), returncode=INCOMPLETE)

    def _importer(self, options) -> Importer:
        if not options["file"].is_file():
            raise CommandError(_("There is no file %(path)s.") % {"path": options["file"]})
        if options["images"] and not options["images"].is_dir():
            raise CommandError(_("There is no folder %(path)s.") % {"path": options["images"]})
        try:
            section = find_section(options["section"])
        except ExportRefusedError as refused:
            raise CommandError(str(refused)) from refused
        chosen = Options(
            section=section,
            images=options["images"],
            dry_run=options["dry_run"],
            update=options["update"],
            again=options["again"],
            by=self._person(options["by"]),
            kinds=self._kinds(options["type"]),
        )
        return Importer(options["file"], chosen, progress=self._progress(options["verbosity"]))

    def _person(self, email: str | None):
        if not email:
            return None
        person = get_user_model().objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise CommandError(_("There is no active person with the address %(email)s.") % {"email": email})
        return person

    def _kinds(self, pairs: list[str]) -> dict[str, str]:
        kinds = {}
        for pair in pairs:
            name, _equals, kind = pair.partition("=")
            if not name or kind not in ("news", "page"):
                raise CommandError(_("Write --type as KIND=news or KIND=page, not “%(pair)s”.") % {"pair": pair})
            kinds[name] = kind
        return kinds

    def _progress(self, verbosity: int):
        def progress(label, things, total):
            return tqdm(things, desc=label, total=total or None, file=self.stderr._out, disable=verbosity == 0, unit="")

        return progress
