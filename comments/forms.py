"""What people fill in about comments. What a comment may say is checked by the action, not here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from core.text import clean_source


class PlainCharField(forms.CharField):
    """Any text, tidied. Its limits are the action's, which can say what is too much."""

    def to_python(self, value) -> str:
        return clean_source(super().to_python(value) or "")


class EditForm(forms.Form):
    """New words for a comment, and the version they are meant for."""

    text = PlainCharField(
        label=_("Your comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "data-submit-keys": True, "maxlength": Comment.MAX_LENGTH}),
    )
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why a moderator takes a comment away."""

    reason = PlainCharField(label=_("Reason"), required=False, help_text=_("The author will read this."))


class LabelForm(forms.Form):
    """What the label of an official answer says."""

    words = PlainCharField(
        label=_("Words on the label"),
        required=False,
        help_text=_('Such as "Answer from the team lead". Leave it empty for "Official answer".'),
    )


class ClosingForm(forms.Form):
    """Why, and from when, nothing more can be added."""

    reason = PlainCharField(
        label=_("Reason"), required=False, help_text=_("Everybody who reads the discussion will see it.")
    )
    at = forms.DateTimeField(
        label=_("Close at"),
        required=False,
        help_text=_("Leave it empty to close now."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Write a date and a time, such as 2026-12-24 17:00.")},
    )
