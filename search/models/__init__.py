from search.models.entry import Entry, Freshness
from search.models.rebuild import Rebuild
from search.models.spelling import Spelling

__all__ = ["Entry", "Freshness", "Rebuild", "Spelling"]
