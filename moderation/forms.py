"""What people fill in about reports. What may be said is checked by the actions, not here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.text import clean_source
from moderation.models import Category, Verdict
from moderation.models.complaint import LONGEST
from moderation.models.step import LONGEST_REASON

# What a decision is called before it is taken.
OFFERED = {
    Verdict.APPROVE: _("Leave it as it is"),
    Verdict.ASK_EDIT: _("Ask the author to change it; it stays in sight"),
    Verdict.WARN: _("Warn the author; it stays as it is"),
    Verdict.HIDE: _("Hide it until the author changes it"),
    Verdict.REMOVE: _("Remove it"),
    Verdict.RESTORE: _("Put it back"),
}
OFFERED_HELD = {
    Verdict.APPROVE: _("Approve: publish it now"),
    Verdict.ASK_EDIT: _("Ask the author to change it first"),
    Verdict.REMOVE: _("Do not publish it"),
}
OFFERED_GONE = {
    Verdict.APPROVE: _("Close the report: there is nothing left to do"),
    Verdict.REMOVE: _("Leave it removed"),
}


class PlainCharField(forms.CharField):
    """Any text, tidied. Its limits are the action's, which can say what is too much."""

    def to_python(self, value) -> str:
        return clean_source(super().to_python(value) or "")


class ReportForm(forms.Form):
    """What is the matter with a thing."""

    category = forms.ChoiceField(
        label=_("What is the matter?"),
        choices=Category.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what fits best."), "invalid_choice": _("Choose one of these.")},
    )
    text = PlainCharField(
        label=_("Explanation"),
        required=False,
        help_text=_("What should a moderator know? Only moderators read this."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST}),
    )


class DecisionForm(forms.Form):
    """What a moderator decides, and why. `seen` is how much of the history they had in sight."""

    verdict = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a decision."),
            "invalid_choice": _("Choose one of the decisions that are possible now."),
        },
    )
    reason = PlainCharField(
        label=_("Reason"),
        required=False,
        help_text=_("The author reads this, with your name. Say what would make it right."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REASON}),
    )
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, choices: list[Verdict], words: dict, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [(verdict, words.get(verdict, OFFERED[verdict])) for verdict in choices]


class ObjectionForm(forms.Form):
    """Why an author does not agree."""

    reason = PlainCharField(
        label=_("Why do you not agree?"),
        required=False,
        help_text=_("Others than the moderator who decided read this. You can object once."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_REASON}),
    )
