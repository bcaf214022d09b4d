from access.models.audience import Audience, ReadableQuerySet, Reader
from access.models.break_glass import BreakGlass
from access.models.collection_audience import CollectionAudience
from access.models.page_audience import PageAudience, PageAudienceQuerySet, ReadablePageManager, ReadablePageQuerySet

__all__ = [
    "Audience",
    "BreakGlass",
    "CollectionAudience",
    "PageAudience",
    "PageAudienceQuerySet",
    "ReadablePageManager",
    "ReadablePageQuerySet",
    "ReadableQuerySet",
    "Reader",
]
