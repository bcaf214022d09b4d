"""Finding people, and editing one's own profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Profile
from people.photos import prepare_portrait


class DirectoryForm(forms.Form):
    """What the directory is narrowed to. Nonsense narrows to nothing else than what is left."""

    q = forms.CharField(required=False, max_length=100)
    department = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    location = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def filters(self) -> dict:
        """The valid part of what was asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ProfileForm(forms.ModelForm):
    """What people say about themselves. Job, department and location come from the organisation."""

    new_photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("A JPEG, PNG, WebP or HEIC picture of at most 10 MB. It is cut to a square."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/avif"}),
    )
    remove_photo = forms.BooleanField(label=_("Remove my photo"), required=False)

    field_order = ["new_photo", "remove_photo", "about", "pronouns", "pronunciation", "phone"]

    class Meta:
        model = Profile
        fields = ["about", "pronouns", "pronunciation", "phone"]
        help_texts = {
            "about": _("What do you do, and what may people ask you? *Emphasis*, lists and links work."),
            "pronunciation": _("As you would explain it to a colleague: “Sah-DEE-ah”."),
            "phone": _("What colleagues dial to reach you at work."),
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.photo_id:
            del self.fields["remove_photo"]

    def clean_new_photo(self):
        upload = self.cleaned_data["new_photo"]
        return prepare_portrait(upload) if upload else None
