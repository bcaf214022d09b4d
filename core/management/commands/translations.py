"""Texts and their translations: gathered with Babel from Python, Jinja2 and Django templates."""

import io
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# `templatize` leaves calls among filler that is not Python.
TEXT = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALLS = re.compile(rf"\b(?:np|n|p|)gettext\(\s*{TEXT}(?:\s*,\s*{TEXT})*(?:\s*,\s*\w+)?\s*\)|\b_\({TEXT}\)")
LANGUAGE = "nl"  # English is the language of the source


class Command(BaseCommand):
    help = "Gather (update), verify (check) or compile the interface texts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["update", "check", "compile"])

    def handle(self, *, what: str, **options) -> None:
        path = Path(settings.LOCALE_PATHS[0]) / LANGUAGE / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = load(path)
        if what == "compile":
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalog)
            return
        template = gather(Path(settings.BASE_DIR))
        if what == "update":
            catalog.update(template, no_fuzzy_matching=True)
            catalog.obsolete.clear()
            catalog.fuzzy = False
            with path.open("wb") as file:
                write_po(file, catalog, width=120, no_location=True, sort_output=True, omit_header=False)
            self.stdout.write(f"{len(template)} texts, {len(missing(catalog))} not translated")
        else:
            self.check_catalog(catalog, template)

    def check_catalog(self, catalog: Catalog, template: Catalog) -> None:
        problems = [f"not translated: {message.id}" for message in missing(catalog)]
        problems += [
            f"not gathered: {message.id}" for message in template if message.id and key(message) not in keys(catalog)
        ]
        problems += [
            f"no longer used: {message.id}" for message in catalog if message.id and key(message) not in keys(template)
        ]
        problems += [f"placeholder: {message.id}: {error}" for message in catalog for error in message.check(catalog)]
        if problems:
            raise CommandError("\n".join([*problems, "Run `make messages` and translate what is new."]))
        self.stdout.write(f"{len(catalog)} texts, all translated")


def load(path: Path) -> Catalog:
    """The catalogue on disk, or a new one."""
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=LANGUAGE, domain="django")
    return Catalog(locale=LANGUAGE, project="Kring", charset="utf-8")


def key(message) -> tuple:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def keys(catalog: Catalog) -> set[tuple]:
    return {key(message) for message in catalog}


def missing(catalog: Catalog) -> list:
    """Messages without a (complete) translation, or with an uncertain one."""
    return [
        message
        for message in catalog
        if message.id
        and (message.fuzzy or not (all(message.string) if isinstance(message.string, tuple) else message.string))
    ]


def gather(root: Path) -> Catalog:
    """Every text of the house, from apps and templates (tests and the environment are not searched)."""
    catalog = Catalog(locale=LANGUAGE, project="Kring", charset="utf-8")
    for path, method in sources(root):
        text = path.read_text(encoding="utf-8")
        if method == "django":
            text, extractor = "\n".join(CALLS.findall(templatize(text, origin=str(path)))), "python"
        else:
            extractor = {"python": "python", "jinja2": "jinja2.ext:babel_extract"}[method]
        # A template that cannot be read must stop the build: by default it is passed over, and its texts stay English.
        options = {"trimmed": "true", "encoding": "utf-8", "silent": "false", "extensions": "jinja2.ext.do"}
        found = extract(extractor, io.BytesIO(text.encode()), KEYWORDS, options=options)
        for line, message, comments, context in found:
            catalog.add(message, None, [(str(path.relative_to(root)), line)], auto_comments=comments, context=context)
    return catalog


def sources(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file with texts and how to read it."""
    ours = [
        folder
        for folder in root.iterdir()
        if (folder / "__init__.py").exists() and folder.name not in ("tests", "benchmarks")
    ]
    for folder in sorted(ours):
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, "python"
    for path in sorted((root / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt"):
            yield path, "django" if (root / "templates" / "django") in path.parents else "jinja2"
