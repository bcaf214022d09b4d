"""Pictures and documents made here, and pages that use them."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.models import Collection, Page, ReferenceIndex

from files.actions import save_document, save_image
from tests.access.conftest import board, council, home, hr, pay, team  # noqa: F401


def picture(extension: str = "jpg", size=(40, 30), colour="#336699", **options) -> bytes:
    """The bytes of a small picture."""
    out = BytesIO()
    form = {"jpg": "JPEG", "heic": "HEIF"}.get(extension, extension.upper())
    Pillow.new("RGB", size, colour).save(out, format=form, **options)
    return out.getvalue()


def upload(data: bytes, name: str) -> ContentFile:
    return ContentFile(data, name=name)


def use(page: Page, thing) -> None:
    """What Wagtail's index says when the page shows this file."""
    base = ReferenceIndex._get_base_content_type
    ReferenceIndex.objects.create(
        base_content_type=base(page),
        content_type=page.content_type,
        object_id=str(page.pk),
        to_content_type=base(thing),
        to_object_id=str(thing.pk),
        model_path="body",
        content_path="body",
        content_path_hash="00000000-0000-0000-0000-000000000001",
    )


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def image(db, media):
    return save_image(upload(picture(), "Zomer in Duinrand.jpg"), title="Summer")


@pytest.fixture
def document(db, media):
    return save_document(upload(b"%PDF-1.7\n" + b"x" * 991, "Reglement été.pdf"), title="Rules")


@pytest.fixture
def root_collection(db) -> Collection:
    return Collection.get_first_root_node()
