"""What others may ask of the index. Single changes need nothing of this: they arrive as events."""

from collections.abc import Iterable

from django.db.models import Model

from search.rebuilding import Progress, rebuild, total
from search.tasks import write_again
from search.writing import BATCH, refresh

__all__ = ["findable", "index_all", "index_later", "index_things"]


def findable() -> int:
    """How many things there are to find, for a progress bar."""
    return total()


def index_things(model: type[Model], pks: Iterable[int], progress: Progress = lambda number: None) -> int:
    """Make these things findable, or unfindable, as they are now: for what came in without telling anybody, such as an
    import. Each batch is a transaction. Returns how many are in the index."""
    numbers, written = sorted(set(pks)), 0
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        written += refresh(model, batch)
        progress(len(batch))
    return written


def index_later(*things: Model) -> None:
    """Write the entries of these things anew soon after this transaction: for a change that tells nobody."""
    for thing in things:
        write_again.enqueue(thing._meta.label_lower, thing.pk)


def index_all(progress: Progress = lambda number: None) -> int:
    """Write the whole index from the truth. Returns how many entries there are."""
    return rebuild(progress, anew=True)
