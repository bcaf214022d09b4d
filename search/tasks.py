"""Work by the clock: each night the index is compared with the truth."""

import logging

from django.apps import apps
from django_tasks import task

from core.clock import daily
from search.rebuilding import differences, repair
from search.writing import refresh

logger = logging.getLogger(__name__)


@task()
def write_again(model: str, pk: int) -> None:
    """The entry of one thing as it is now."""
    refresh(apps.get_model(model), [pk])


@daily(hour=4)
@task()
def prove_search() -> None:
    """What `manage.py check_search --repair` does. Something always may differ by then (a review date has passed), so
    what is repaired is a warning in the log; what stays different after that is an error."""
    found = list(differences())
    if not found:
        return
    repair(found)
    logger.warning("%d search entries were written again: %s", len(found), "; ".join(map(str, found[:20])))
    left = list(differences())
    if left:
        logger.error("%d search entries are not what they should be: %s", len(left), "; ".join(map(str, left[:20])))
