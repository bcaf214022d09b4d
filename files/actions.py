"""Saving files from programs: portraits, imports, the demo."""

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection

from files.models import Document, Image
from files.names import clean_name
from files.orphans import remove_orphans
from files.validation import validate_upload

__all__ = ["remove_orphans", "save_document", "save_image"]


@transaction.atomic
def save_image(
    file: File, *, title: str, by=None, collection: Collection | None = None, description: str = ""
) -> Image:
    """A picture in the library, upright and without metadata. Raises ValidationError for what may not be kept.

    Who may see it follows from where it is used (`files.visibility`); until then it is its uploader's.
    """
    validate_upload(file, kind="image")
    image = Image(title=title[:255], description=description[:255], uploaded_by_user=by, file=file)
    image.collection = collection or Collection.get_first_root_node()
    image.save()
    return image


@transaction.atomic
def save_document(file: File, *, title: str, by=None, collection: Collection | None = None) -> Document:
    """A document in the library. Raises ValidationError for what may not be kept."""
    validate_upload(file, kind="document")
    file.name = clean_name(file.name)
    document = Document(title=title[:255], uploaded_by_user=by, file=file, created_at=timezone.now())
    document.collection = collection or Collection.get_first_root_node()
    document._set_document_file_metadata()
    document.save()
    document.file.close()
    return document
