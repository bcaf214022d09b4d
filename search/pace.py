"""How often one person searches. Counted in the cache and not in a table: reading a page writes no row, and a search
never waits for a lock. With several processes and no shared cache the limit holds for each of them. Where the cache is
off, the table of all other limits counts (`accounts.pace`)."""

import logging
import time

from django.core.cache import cache

from accounts.pace import SEARCH, SUGGEST, take

logger = logging.getLogger(__name__)

MINUTE = 60
SEARCHES = 60
SUGGESTIONS = 300  # one for every letter that somebody types fast
TABLED = {"results": SEARCH, "suggest": SUGGEST}


def is_too_fast(user, what: str, most: int) -> bool:
    """Counts one more; whether that is more than `most` in this minute."""
    key = f"search:{what}:{user.pk}:{int(time.time()) // MINUTE}"
    try:
        if cache.add(key, 1, MINUTE):
            # A cache that keeps nothing says that every search is the first.
            return most < 1 if cache.get(key) is not None else bool(take(user, TABLED[what]))
        return cache.incr(key) > most
    except ValueError:  # it expired between the two
        return False
    except Exception as unreachable:
        logger.warning("The pace of searches is counted in the database: %s", unreachable)
        return bool(take(user, TABLED[what]))
