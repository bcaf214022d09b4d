"""What templates may rely on: icons that exist, no inline styles, error pages that need nothing, times in words."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from cms.styleguide import styleguide
from core.jinja import ICON_DIR, icon, link_to, time_ago
from tests.cast import person

TEMPLATES = [path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "/emails/" not in str(path)]
ICON_NAMES = re.compile(r"""(?:icon\(|icon_name=|{% icon )\s*["']([a-z0-9-]*[a-z0-9])["']""")
PAGE = timezone.make_aware(timezone.datetime(2026, 11, 24, 12, 0))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_template_uses_icons_that_exist_and_no_inline_styles_or_handlers(path: Path):
    source = path.read_text(encoding="utf-8")
    if "django" not in path.parts:  # the CMS has icons of its own
        assert not [name for name in ICON_NAMES.findall(source) if not (ICON_DIR / f"{name}.svg").exists()]
    assert not re.search(r"<[^>]*\s(?:style|on[a-z]+)\s*=\s*[\"']", source), "the content security policy refuses this"


def test_styleguide_shows_every_component_to_a_signed_in_person(db):
    request = RequestFactory().get("/styleguide/")
    request.user = person("Bo", "Jansen")
    page = styleguide(request).content.decode()
    assert page.count("<h1") == 1
    assert " style=" not in page
    identifiers = re.findall(r'\sid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "403_csrf"])
def test_error_page_needs_no_request(name):
    page = render_to_string(f"{name}.html")
    assert 'href="/"' in page
    assert "<h1>" in page


def test_icon_has_a_size_and_is_hidden_from_screen_readers():
    assert 'class="i i-s"' in icon("house", "s")
    assert 'aria-hidden="true"' in icon("house")


def test_link_to_an_unknown_name_is_empty():
    assert link_to("no-such-name") == ""


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=12), "12 minutes ago"),
        (timedelta(hours=2), "today 10:"),
        (timedelta(hours=20), "yesterday 16:"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=30), " 2026"),
    ],
)
def test_time_ago_is_relative_for_a_week_and_exact_in_its_title(ago, words):
    with time_machine.travel(PAGE, tick=False), translation.override("en"):
        element = time_ago(PAGE - ago)
    assert words in re.sub("<[^>]+>", "", element)
    assert 'title="' in element
    assert 'datetime="2026' in element
