"""Housekeeping of stored files by the clock."""

import logging

from django_tasks import task

from core.clock import daily
from files.orphans import remove_orphans

logger = logging.getLogger(__name__)


@daily(hour=3)
@task()
def sweep_files() -> None:
    """Remove stored files that no row has known for a day."""
    removed = remove_orphans()
    if removed:
        logger.info("%d stored files without a row were removed.", len(removed))
