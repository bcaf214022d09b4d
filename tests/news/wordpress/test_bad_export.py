"""Exports whose fields hold strings that break software: the import ends, and every page it made can be read."""

import re
from xml.sax.saxutils import escape

import pytest
from django.core.management.base import CommandError
from django.test import Client
from wagtail.models import Page

from tests.cast import signed_in
from tests.filling import CATEGORIES, Report, pick, quiet
from tests.news.wordpress.maker import comment, export, item
from tests.news.wordpress.running import run

pytestmark = pytest.mark.django_db
RAW = ("slug", "gmt", "date", "status", "type", "parent", "order")  # the maker writes these as they are
FIELDS = ("title", "body", "author", "excerpt", "link", "url", *RAW)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def hostile_items() -> list[str]:
    """One item for every field and category, its other fields as they should be."""
    made = []
    for category in CATEGORIES:
        for field in FIELDS:
            text = NOT_XML.sub("", pick(f"export {field}", category, 0))[:20_000]
            text = escape(text) if field in RAW else text
            made.append(item(len(made) + 1, **{"title": f"Item {len(made)}", field: text}))
        made.append(
            item(len(made) + 1, f"Talk {category}", inside=comment(len(made), pick("said", category, 0)[:5000]))
        )
    return [NOT_XML.sub("", each) for each in made]


@pytest.mark.slow
def test_strings_that_break_software_in_every_field(report: Report, section, bo, tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(export(*hostile_items()), encoding="utf-8")
    run(path)
    made = Page.objects.get(pk=section.pk).get_descendants().live().specific()
    assert made.count() > 100
    reader: Client = quiet(signed_in(bo))
    for page in made:
        report.check(reader.get(page.url), f"{page.title[:60]!r}")


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_file_that_is_no_export_is_refused_in_words(section, tmp_path, category):
    path = tmp_path / "export.xml"
    path.write_text(pick("file", category, 0), encoding="utf-8")
    with pytest.raises(CommandError, match=r"\w{3,}"):
        run(path)
