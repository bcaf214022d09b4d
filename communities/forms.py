"""What people fill in around communities."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from communities import permissions
from communities.membership import MESSAGE_LENGTH, REASON_LENGTH
from communities.models import Announcement, Community, Kind, Visibility
from communities.parts import switchable
from core.text import clean_source, is_blank

WIDTH = {Visibility.SECRET: 0, Visibility.CLOSED: 1, Visibility.OPEN: 2}
VISIBILITY_WORDS = [
    (Visibility.OPEN, _("Open: every colleague can read and join")),
    (Visibility.CLOSED, _("Closed: every colleague can find it and ask to join; only members read what is inside")),
    (Visibility.SECRET, _("Secret: only members know that it exists")),
]


class DirectoryForm(forms.Form):
    """What the directory is narrowed to. Nonsense narrows to nothing else than what is left."""

    q = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(required=False, choices=Kind.choices)
    location = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    language = forms.ChoiceField(required=False, choices=Community._meta.get_field("language").choices)
    active = forms.ChoiceField(required=False, choices=[("month", ""), ("archived", "")])
    mine = forms.ChoiceField(required=False, choices=[("1", "")])
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def filters(self) -> dict:
        """The valid part of what was asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class Spoken(forms.CharField):
    """Text that people read, without what nobody can see."""

    def clean(self, value: Any) -> str:
        return super().clean(clean_source(value) if isinstance(value, str) else value)

    def validate(self, value: Any) -> None:
        super().validate("" if isinstance(value, str) and is_blank(value) else value)


class Line(Spoken):
    """The same in one line."""

    def clean(self, value: Any) -> str:
        return super().clean(" ".join(value.split()) if isinstance(value, str) else value)


class CommunityForm(forms.ModelForm):
    """Starting a community and changing it. `fields` of the model that `communities.keeping` knows."""

    visibility = forms.ChoiceField(label=_("Who may see it"), choices=VISIBILITY_WORDS, widget=forms.RadioSelect)
    wider = forms.BooleanField(
        label=_("I know that more colleagues will then read everything that is inside"), required=False
    )
    parts = forms.MultipleChoiceField(
        label=_("Parts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An empty part does not show."),
    )

    field_order: ClassVar = ["name", "purpose", "kind", "visibility", "wider", "rules"]

    class Meta:
        model = Community
        fields = [
            "name", "purpose", "kind", "visibility", "rules", "language", "department", "location", "is_local",
            "is_automatic", "is_mandatory", "welcome", "premoderation",
        ]  # fmt: skip
        field_classes: ClassVar = {"name": Line, "purpose": Line, "rules": Spoken, "welcome": Spoken}
        widgets: ClassVar = {
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "rules": forms.Textarea(attrs={"rows": 5}),
            "welcome": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts: ClassVar = {
            "purpose": _("One or two sentences: what is it for, and for whom? Everybody who finds it reads this."),
            "rules": _("How do you treat each other here? Lists and *emphasis* work."),
            "language": _("In which language people mostly write. Leave it open when it is both."),
            "is_local": _("Colleagues elsewhere do not meet it in the directory unless they search for it."),
            "is_automatic": _(
                "Who belongs to the department, or without one to the location, is a member; who moves elsewhere no"
                " longer is."
            ),
            "welcome": _("New members read this, with your name and face beside it."),
            "premoderation": _("What waits is shown to moderators, with how long it has waited."),
        }

    def __init__(self, *args: Any, user, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.before = user, self.instance.visibility
        allowed = [
            (value, words)
            for value, words in VISIBILITY_WORDS
            if value == self.before or permissions.can_start(user, value)
        ]
        visibility = self.fields["visibility"]
        visibility.choices = allowed
        if len(allowed) == 1:
            visibility.initial = allowed[0][0]
        choices = [(part.name, part.label) for part in switchable()]
        self.fields["parts"].choices = choices
        self.fields["parts"].initial = [name for name, _label in choices if name not in self.instance.parts_off]
        if self.instance.pk is None:
            for name in ("wider", "parts", "premoderation", "is_mandatory", "is_automatic", "is_local", "welcome"):
                del self.fields[name]
        elif self.before == Visibility.OPEN:
            del self.fields["wider"]

    def clean(self) -> dict:
        values = super().clean() or self.cleaned_data
        after = values.get("visibility")
        if self.instance.pk and after and self.before and WIDTH[after] > WIDTH[self.before] and not values.get("wider"):
            self.add_error(
                "wider", _("More colleagues will read what was written for fewer. Tick this if that is right.")
            )
        if values.get("is_automatic") and not (values.get("department") or values.get("location")):
            self.add_error("is_automatic", _("Choose the department or the location whose colleagues are members."))
        if values.get("is_mandatory") and not values.get("is_automatic"):
            self.add_error("is_mandatory", _("Only where colleagues become members by themselves."))
        if values.get("is_local") and not values.get("location"):
            self.add_error("is_local", _("Choose the location."))
        return values

    def decided(self) -> dict:
        """What `communities.actions.start` and `edit` take."""
        values = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}
        if "parts" in self.fields:
            on = set(self.cleaned_data["parts"])
            values["parts_off"] = [part.name for part in switchable() if part.name not in on]
        return values

    def _post_clean(self) -> None:
        """The instance stays as it is: what is decided is stored by the verb, not by the form."""


class AskForm(forms.Form):
    """A request to join, and an invitation: a few words."""

    message = Spoken(
        label=_("A few words"), required=False, max_length=MESSAGE_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    """Why: for who is declined, removed or blocked."""

    reason = Spoken(
        label=_("Why?"),
        max_length=REASON_LENGTH,
        min_length=3,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads this."),
    )


class FindForm(forms.Form):
    """Searching people by name."""

    q = forms.CharField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def filters(self) -> dict:
        """The valid part of what was asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AnnouncementForm(forms.ModelForm):
    """A message to all members."""

    class Meta:
        model = Announcement
        fields = ["title", "text", "is_urgent"]
        field_classes: ClassVar = {"title": Line, "text": Spoken}
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 7})}
        labels: ClassVar = {"is_urgent": _("It is urgent: it cannot wait a week")}
        help_texts: ClassVar = {"text": _("*Emphasis*, lists and links work.")}
