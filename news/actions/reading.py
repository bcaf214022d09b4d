"""That a pin ends for a person who has read it."""

from django.db import transaction
from django.utils import timezone

from news.models import NewsPage, ReadMark


@transaction.atomic
def mark_read(page: NewsPage, *, by) -> bool:
    """Remember that this person has read a page that is on top now; any other page leaves no trace."""
    if not page.is_in_place:
        return False
    ReadMark.objects.bulk_create([ReadMark(page_id=page.pk, user_id=by.pk)], ignore_conflicts=True)
    return True


@transaction.atomic
def forget_ended_places() -> int:
    """Drop the read marks of pages that are no longer on top. Returns how many."""
    in_place = NewsPage.objects.filter(live=True).in_place(timezone.now()).order_by().values("pk")
    return ReadMark.objects.exclude(page_id__in=in_place).delete()[0]
