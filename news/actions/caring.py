"""Keeping pages right: when each was confirmed, and by when it must be again."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from core.events import Changed, emit
from news.models import Cared, PageCare
from news.permissions import can_confirm


@transaction.atomic
def follow_care(page: Page, *, on: date | None = None) -> PageCare | None:
    """Let the care of a live page follow what the editor chose. The first publication counts as a confirmation; a
    later one does not, because who repairs a comma has not read the page."""
    if not isinstance(page, Cared):
        return None
    # Wagtail also reports a page that is only scheduled, with its future content: the row tells what readers have.
    page = type(page).objects.filter(pk=page.pk, live=True).first()
    if page is None:
        return None
    day = on or timezone.localdate()
    care = PageCare.objects.select_for_update().filter(page_id=page.pk).first()
    if care is None:
        care = PageCare(page_id=page.pk, team_id=page.team_id, review_months=page.review_every)
        care.start_period(day)
        care.save(force_insert=True)
    elif (care.team_id, care.review_months) != (page.team_id, page.review_every):
        again = care.review_months != page.review_every
        care.team_id, care.review_months = page.team_id, page.review_every
        if again:
            care.start_period(care.confirmed_on)
        care.save()
    return care


@transaction.atomic
def confirm(page: Page, *, by) -> PageCare:
    """Say that the page is right today. Its next review moves on; confirming twice on a day changes nothing more."""
    if not can_confirm(by, page):
        raise PermissionDenied("This person does not answer for this page.")
    care = PageCare.objects.select_for_update().get(page_id=page.pk)
    care.start_period(timezone.localdate())
    care.confirmed_by = by
    care.save()
    log(instance=page, action="news.confirm", user=by)
    emit(Changed(model=page.specific_class._meta.label_lower, pk=page.pk, by=by.pk))
    return care
