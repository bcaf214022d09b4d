"""What people fill in to say something. What a post may say is checked by the action, not here."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.models import CoreValue
from communities.models.post import TEXT_LENGTH, TITLE_LENGTH
from communities.post_types import types
from core.text import clean_source

EVERYONE = "everyone"


class PlainCharField(forms.CharField):
    """Any text, tidied. Its limits are the action's, which can say what is too much."""

    def to_python(self, value) -> str:
        return clean_source(super().to_python(value) or "")


class PostForm(forms.Form):
    """A new post: for whom, what kind, and the words."""

    place = forms.CharField(label=_("For whom"), max_length=120, error_messages={"required": _("Choose for whom.")})
    type = forms.ChoiceField(label=_("What kind of post"), error_messages={"required": _("Choose a kind.")})
    title = PlainCharField(
        label=_("Your question"), required=False, widget=forms.TextInput({"maxlength": TITLE_LENGTH})
    )
    text = PlainCharField(label=_("Text"), required=False, widget=forms.Textarea({"maxlength": TEXT_LENGTH, "rows": 3}))
    value = forms.ModelChoiceField(CoreValue.objects.none(), label=_("For which value"), required=False)
    at = forms.DateTimeField(
        label=_("Goes out at"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": _("Write a date and a time, such as 2026-12-24 17:00.")},
    )
    told = forms.IntegerField(required=False, min_value=0, max_value=10_000_000)
    token = forms.CharField(required=False, max_length=64)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [(each.name, each.label) for each in types()]
        self.fields["value"].queryset = CoreValue.objects.all()

    def clean(self):
        # The hidden fields are ours: whoever fills in nonsense there gets the form again, and no crash.
        for hidden, nothing in (("told", None), ("token", "")):
            if hidden in self.errors:
                del self.errors[hidden]
                self.cleaned_data[hidden] = nothing
        return super().clean()

    def take(self, refused: ValidationError) -> None:
        """What an action says of its fields, each beside its own."""
        for field, messages in getattr(refused, "message_dict", {None: refused.messages}).items():
            self.add_error(field if field in self.fields else None, messages)


class EditPostForm(forms.Form):
    """Other words for a post, and the version they are meant for."""

    title = PlainCharField(
        label=_("Your question"), required=False, widget=forms.TextInput({"maxlength": TITLE_LENGTH})
    )
    text = PlainCharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea({"maxlength": TEXT_LENGTH, "rows": 8, "data-submit-keys": True}),
    )
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, has_title: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_title:
            del self.fields["title"]


class RemovalForm(forms.Form):
    """Why somebody who moderates takes a post away."""

    reason = PlainCharField(label=_("Reason"), required=False, help_text=_("The author will read this."))
