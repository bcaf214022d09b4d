"""What readers answered to “was this useful?”, as numbers and reasons."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from news.models.useful_answer import UsefulAnswer, token_for

MOST_REASONS = 200
LONGEST_REASON = 500


@dataclass
class Verdict:
    """How often yes and no, and why no: by month, and within a month by the words, so that no order tells who."""

    yes: int
    no: int
    reasons: list[UsefulAnswer]


def own_answer(page: Page, user) -> UsefulAnswer | None:
    """What this person answered, for this person's own eyes. One query."""
    return UsefulAnswer.objects.filter(page_id=page.pk, token=token_for(page.pk, user)).first()


class UsefulForm(forms.Form):
    """Yes or no, and why no."""

    useful = forms.ChoiceField(choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))])
    reason = forms.CharField(
        label=gettext_lazy("What was missing or unclear?"),
        required=False,
        help_text=gettext_lazy("The owner reads this without your name. Do not write names or private things."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REASON}),
        strip=False,
    )


def useful_values(page: Page, user, form: UsefulForm | None = None) -> dict:
    """What the question needs: this person's own answer, and the form that asks why after a no (`form` when it was
    refused)."""
    answer = own_answer(page, user)
    said_no = form.data.get("useful") == "no" if form else answer is not None and not answer.is_useful
    reason = answer.reason if answer else ""
    return {"answer": answer, "form": form or UsefulForm(initial={"reason": reason}), "asks_why": said_no}


def verdict_on(page: Page) -> Verdict:
    """For who answers for the page. Two queries."""
    answers = UsefulAnswer.objects.filter(page_id=page.pk)
    counts = answers.aggregate(yes=Count("pk", filter=Q(is_useful=True)), no=Count("pk", filter=Q(is_useful=False)))
    reasons = answers.filter(is_useful=False).exclude(reason="").defer("token").order_by("-month", "reason")
    return Verdict(counts["yes"], counts["no"], list(reasons[:MOST_REASONS]))
