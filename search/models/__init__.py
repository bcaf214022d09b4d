from search.models.beginning import Beginning
from search.models.entry import Entry, Freshness
from search.models.rebuild import Rebuild
from search.models.spelling import Spelling

__all__ = ["Beginning", "Entry", "Freshness", "Rebuild", "Spelling"]
