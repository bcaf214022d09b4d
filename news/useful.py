"""What readers answered to “was this useful?”, as numbers and reasons."""

from dataclasses import dataclass

from django.db.models import Count, Q
from wagtail.models import Page

from news.models.useful_answer import UsefulAnswer, token_for

MOST_REASONS = 200


@dataclass
class Verdict:
    """How often yes and no, and why no: by month, and within a month by the words, so that no order tells who."""

    yes: int
    no: int
    reasons: list[UsefulAnswer]


def own_answer(page: Page, user) -> UsefulAnswer | None:
    """What this person answered, for this person's own eyes. One query."""
    return UsefulAnswer.objects.filter(page_id=page.pk, token=token_for(page.pk, user)).first()


def verdict_on(page: Page) -> Verdict:
    """For who answers for the page. Two queries."""
    answers = UsefulAnswer.objects.filter(page_id=page.pk)
    counts = answers.aggregate(yes=Count("pk", filter=Q(is_useful=True)), no=Count("pk", filter=Q(is_useful=False)))
    reasons = answers.filter(is_useful=False).exclude(reason="").defer("token").order_by("-month", "reason")
    return Verdict(counts["yes"], counts["no"], list(reasons[:MOST_REASONS]))
