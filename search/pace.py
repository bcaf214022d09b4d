"""How often one person searches. Counted in the cache and not in a table: reading a page writes no row, and a search
never waits for a lock. With several processes and no shared cache the limit holds for each of them."""

import logging
import time

from django.core.cache import cache

logger = logging.getLogger(__name__)

MINUTE = 60
SEARCHES = 60
SUGGESTIONS = 300  # one for every letter that somebody types fast


def is_too_fast(user, what: str, most: int) -> bool:
    """Counts one more; whether that is more than `most` in this minute. Without a cache nobody is held up."""
    key = f"search:{what}:{user.pk}:{int(time.time()) // MINUTE}"
    try:
        if cache.add(key, 1, MINUTE):
            return most < 1
        return cache.incr(key) > most
    except ValueError:  # it expired between the two
        return False
    except Exception as unreachable:
        logger.warning("The pace of searches is not watched: %s", unreachable)
        return False
