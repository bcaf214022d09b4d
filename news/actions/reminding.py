"""Telling who answers for a page that its review date comes near, is there, or has passed; each once.

Every step is in the row of the page's care, changed in the transaction that tells: a worker that dies half-way, one
that was down for weeks, and two at a time all tell the same things once, in order of the dates.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.events import Changed, emit
from news.models import CareSettings, PageCare
from news.models.page_care import months_later
from news.notices import DUE, GOES_DOWN, SOON, keepers_of
from notifications.actions import notify

# Days before the date. The last is the day after it: nobody is told then, but search must know.
STAGES = (28, 14, 0, -1)
WARNING = timedelta(days=14)


def remind_owners(today: date | None = None) -> int:
    """Tell about every review that reached a new stage. A page that missed some while the worker was down gets only the
    latest. Returns how many pages moved on."""
    today = today or timezone.localdate()
    waiting = PageCare.objects.filter(
        page__live=True, review_by__lte=today + timedelta(days=STAGES[0]), reminders__lt=len(STAGES)
    )
    due = waiting.order_by("review_by", "pk").values_list("pk", flat=True)
    return sum(remind_about(pk, today) for pk in list(due))


@transaction.atomic
def remind_about(pk: int, today: date) -> bool:
    """One page. Returns whether it reached a stage that was not told before."""
    care = PageCare.objects.select_for_update().filter(pk=pk, review_by__isnull=False).first()
    page = Page.objects.filter(pk=pk, live=True).first()
    if care is None or page is None:
        return False
    days = (care.review_by - today).days
    reached = sum(days <= stage for stage in STAGES)
    if reached <= care.reminders:
        return False
    told, care.reminders = care.reminders, reached
    care.save(update_fields=["reminders"])
    last_told = STAGES.index(0) + 1
    if told < last_told:
        kind = DUE if reached >= last_told else SOON
        event = f"review {pk} {care.review_by} {min(reached, last_told)}"
        notify(kind.code, page, to=keepers_of(page, care), event_id=event)
    if reached == len(STAGES):
        emit(Changed(model=page.specific_class._meta.label_lower, pk=pk))
    return True


def take_down_stale(today: date | None = None) -> int:
    """Unpublish what nobody confirmed for as long as the settings say, two weeks after its owner was warned. Nothing
    while the settings are empty, as they are at first. Returns how many pages went."""
    today = today or timezone.localdate()
    settings = CareSettings.load()
    rows = PageCare.objects.filter(page__live=True, review_by__lt=today).order_by("review_by", "pk")
    gone = 0
    for pk, review_by, model in rows.values_list("pk", "review_by", "page__content_type__model"):
        months = settings.months_for(model)
        if months and months_later(review_by, months) - WARNING <= today:
            gone += warn_or_take_down(pk, months, today)
    return gone


@transaction.atomic
def warn_or_take_down(pk: int, months: int, today: date) -> bool:
    """One page: warn, or unpublish when the warning is two weeks old. Returns whether it was unpublished."""
    care = PageCare.objects.select_for_update().filter(pk=pk, review_by__lt=today).first()
    page = Page.objects.filter(pk=pk, live=True).first()
    if care is None or page is None or months_later(care.review_by, months) - WARNING > today:
        return False
    if care.warned_on is None:
        care.warned_on = today
        care.save(update_fields=["warned_on"])
        notify(GOES_DOWN.code, page, to=keepers_of(page, care), event_id=f"unpublish {pk} {care.review_by} {today}")
        return False
    if care.warned_on + WARNING > today:
        return False
    page.specific.unpublish(log_action="news.unpublish_stale")
    return True
