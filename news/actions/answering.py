"""Whether a how-to page helped: one answer per person, without a name."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.rule import can_see
from core.text import clean_source, is_blank
from news.models import HowToPage, UsefulAnswer
from news.models.useful_answer import token_for
from news.useful import LONGEST_REASON

KEEP_MONTHS = 18


@transaction.atomic
def answer_useful(page: HowToPage, is_useful: bool, *, by, reason: str | None = None) -> UsefulAnswer:
    """Say whether the page helped; a second time replaces the first. A reason goes with a no; None leaves the one that
    was given before. Raises ValidationError for one that is too long."""
    if not can_see(by, page):
        raise PermissionDenied("This page is not there for this person.")
    reason = clean_source(reason) if reason is not None else None
    if reason is not None and len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Say it in at most %(most)d characters.") % {"most": LONGEST_REASON}})
    values = {"is_useful": is_useful, "month": timezone.localdate().replace(day=1)}
    if is_useful or reason is not None:
        values["reason"] = "" if is_useful or is_blank(reason) else reason
    answer, _made = UsefulAnswer.objects.update_or_create(
        page_id=page.pk, token=token_for(page.pk, by), defaults=values
    )
    return answer


@transaction.atomic
def take_back_answer(page: HowToPage, *, by) -> bool:
    """Forget what this person answered. Returns whether there was an answer."""
    return bool(UsefulAnswer.objects.filter(page_id=page.pk, token=token_for(page.pk, by)).delete()[0])


@transaction.atomic
def forget_old_answers() -> int:
    """Drop answers that say little about the page as it is now. Returns how many."""
    today = timezone.localdate()
    year, month = divmod(today.year * 12 + today.month - 1 - KEEP_MONTHS, 12)
    return UsefulAnswer.objects.filter(month__lt=today.replace(year=year, month=month + 1, day=1)).delete()[0]
