"""Every way in for a file, with files that break software. A refusal says why; what is kept can be looked at."""

# ruff: noqa: E501  a table reads better in long lines

import time
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from files.models import Document, Image
from people.models import Profile
from tests.cast import signed_in
from tests.files.conftest import media  # noqa: F401
from tests.files.hostile import DOCUMENTS, PICTURES, every_file
from tests.filling import EACH, Report, quiet, undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
ADMIN = {
    "pictures": ("wagtailimages:add", "file", PICTURES), "pictures at once": ("wagtailimages:add_multiple", "files[]", PICTURES),
    "pictures while choosing": ("wagtailimages_chooser:create", "image-chooser-upload-file", PICTURES),
    "documents": ("wagtaildocs:add", "file", DOCUMENTS), "documents at once": ("wagtaildocs:add_multiple", "files[]", DOCUMENTS),
    "documents while choosing": ("wagtaildocs_chooser:create", "document-chooser-upload-file", DOCUMENTS),
}  # fmt: skip


def try_file(report: Report, client: Client, url: str, field: str, name: str, data: bytes, values: dict) -> None:
    """Upload one file. Nothing stays of it."""
    started = time.monotonic()
    with undone():
        before = Image.objects.count() + Document.objects.count() + Profile.objects.exclude(photo=None).count()
        response = quiet(client).post(url, values | {field: SimpleUploadedFile(name, data)})
        report.check(response, f"{url} {name[:60]!r}", seconds=time.monotonic() - started)
        after = Image.objects.count() + Document.objects.count() + Profile.objects.exclude(photo=None).count()
        if after == before and response.status_code < 400 and not says_why(response):
            report.note(f"{url}: {name[:60]!r} was not kept, and nobody says why")
        for kept in (
            [*Image.objects.order_by("-pk")[:1], *Document.objects.order_by("-pk")[:1]] if after > before else ()
        ):
            answer = quiet(client).get(kept.url if isinstance(kept, Document) else kept.get_rendition("max-80x80").url)
            report.check(answer, f"{name[:60]!r} as it was kept")
            if answer["Content-Type"] in ("text/html", "image/svg+xml", "text/xml") and "attachment" not in str(
                answer.get("Content-Disposition")
            ):
                report.note(f"{name[:60]!r} is served as {answer['Content-Type']} in place")


def says_why(response) -> bool:
    """Whether the answer has a message about the file."""
    return any(sign in response.content.decode() for sign in ("error-message", "error_message", 'class="err"'))


@pytest.mark.slow
@pytest.mark.parametrize("way", list(ADMIN))
def test_files_for_the_libraries(report, sam, way):
    address, field, extensions = ADMIN[way]
    prefix = field.removesuffix("file") if field.endswith("-file") else ""
    client, numbers = signed_in(sam), count()
    for name, data in list(every_file(extensions, thorough=way in ("pictures", "documents")))[::EACH]:
        values = {f"{prefix}title": f"File {next(numbers)}", f"{prefix}collection": "1"}
        try_file(report, client, reverse(address), field, name, data, values)


def test_files_as_a_portrait(report, bo, thorough):
    values = {"about": "Hello", "pronouns": "", "pronunciation": "", "phone": ""}
    for name, data in list(every_file(PICTURES, thorough=thorough))[:: EACH if thorough else 4]:
        try_file(report, signed_in(bo), "/people/me/edit/", "new_photo", name, data, values)
