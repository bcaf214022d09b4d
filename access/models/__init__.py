from access.models.audience import Audience, Reader, ReadableQuerySet
from access.models.page_audience import PageAudience, ReadablePageManager, ReadablePageQuerySet

__all__ = [
    "Audience",
    "PageAudience",
    "ReadablePageManager",
    "ReadablePageQuerySet",
    "ReadableQuerySet",
    "Reader",
]
