"""Stored files that no row knows: left by a transaction that failed after its file was written."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage
from django.utils import timezone

from files.models import Document, Image, Rendition

AGE = timedelta(hours=24)
FOLDERS = {"images": Image, "renditions": Rendition, "documents": Document}
BATCH = 500


def remove_orphans(*, older_than: timedelta = AGE, dry_run: bool = False) -> list[str]:
    """Remove the files without a row that are older than a day, in our own folders only. Returns their names."""
    removed = []
    for folder, model in FOLDERS.items():
        storage = model._meta.get_field("file").storage
        batch: list[str] = []
        for name in _old_files(storage, folder, timezone.now() - older_than):
            batch.append(name)
            if len(batch) == BATCH:
                removed += _without_row(model, batch)
                batch = []
        removed += _without_row(model, batch)
        if not dry_run:
            for name in removed:
                if name.startswith(f"{folder}/"):
                    storage.delete(name)
    return removed


def _without_row(model, names: list[str]) -> list[str]:
    known = set(model._base_manager.filter(file__in=names).values_list("file", flat=True))
    return [name for name in names if name not in known]


def _old_files(storage: Storage, folder: str, before) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        name = f"{folder}/{file}"
        try:
            if storage.get_modified_time(name) < before:
                yield name
        except FileNotFoundError:
            continue  # deleted while we looked
    for inner in folders:
        yield from _old_files(storage, f"{folder}/{inner}", before)
