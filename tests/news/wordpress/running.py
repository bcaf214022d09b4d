"""Running the import in tests."""

from io import StringIO
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from PIL import Image as Pillow
from wagtail.models import Page, PageLogEntry, Revision

from comments.models import Comment, Discussion
from files.models import Document, Image
from news.models import ImportedItem, NewsCategory, NewsPage, Topic


def run(path: Path, *options: str, section: str = "/oud/") -> str:
    out = StringIO()
    call_command("import_wordpress", str(path), "--section", section, *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def news(title: str) -> NewsPage:
    return NewsPage.objects.get(title=title)


def kinds(page) -> list[str]:
    return [block["type"] for block in page.body.raw_data]


def everything() -> list[int]:
    models = [Page, Revision, PageLogEntry, Image, Document, Comment, Discussion, Topic, NewsCategory, ImportedItem]
    return [model.objects.count() for model in [*models, get_user_model()]]


def uploads(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / "uploads" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".pdf":
            path.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
        else:
            Pillow.new("RGB", (60 + len(name), 40), (90, len(name) * 3 % 255, 90)).save(path)
    return folder / "uploads"
