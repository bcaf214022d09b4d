"""Housekeeping of stored files by the clock."""

import logging

from django_tasks import task

from core.clock import daily, every
from files.orphans import remove_orphans
from files.renditions import CMS_SIZES, make, without_copy

MOST_THUMBNAILS = 30
logger = logging.getLogger(__name__)


@every(minutes=1)
@task()
def make_thumbnails() -> None:
    """What the CMS shows of pictures that came in many at once, or by an import."""
    for image in without_copy(CMS_SIZES[0])[:MOST_THUMBNAILS]:
        make([image], *CMS_SIZES)


@daily(hour=3)
@task()
def sweep_files() -> None:
    """Remove stored files that no row has known for a day."""
    removed = remove_orphans()
    if removed:
        logger.info("%d stored files without a row were removed.", len(removed))
