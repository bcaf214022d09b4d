"""Forms of sign-in, invitation and personal settings."""

import zoneinfo
from functools import cache
from itertools import groupby

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import tasks

User = get_user_model()

REGIONS = {
    "Europe": _("Europe"),
    "Africa": _("Africa"),
    "America": _("America"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}


class PlainFields:
    """No placeholders: the label says what belongs in a field, and stays when something is typed."""

    labels: dict = {}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.labels:
                field.label = self.labels[name]


class LoginForm(PlainFields, allauth_forms.LoginForm):
    labels = {
        "login": _("E-mail address"),
        "password": _("Password"),
        "remember": _("Stay signed in on this device"),
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].max_length = 254
        self.fields["password"].help_text = ""


class ResetPasswordForm(PlainFields, allauth_forms.ResetPasswordForm):
    """Does the same for an address that somebody has and for one that nobody has, in the same time."""

    labels = {"email": _("E-mail address")}

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        self.user_id = User.objects.filter(email=email, is_active=True).values_list("pk", flat=True).first() or 0
        return email

    def save(self, request: HttpRequest, **kwargs) -> str:
        tasks.send_password_reset.enqueue(self.user_id)
        return self.cleaned_data["email"]


class NewPasswordFields(PlainFields):
    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = password_help()


class ResetPasswordKeyForm(NewPasswordFields, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(NewPasswordFields, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(NewPasswordFields, allauth_forms.SetPasswordForm):
    pass


class ReauthenticateForm(PlainFields, allauth_forms.ReauthenticateForm):
    labels = {"password": _("Password")}


def password_help() -> str:
    """What a good password is, in one line."""
    return _("At least 12 characters. Three or four words that have nothing to do with each other work well.")


class InvitationAcceptForm(forms.Form):
    """Who I am and how I will sign in."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Three or four words that have nothing to do with each other work well."),
    )

    def __init__(self, *args, email: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("password"):
            who = User(
                email=self.email, first_name=cleaned.get("first_name", ""), last_name=cleaned.get("last_name", "")
            )
            try:
                password_validation.validate_password(cleaned["password"], who)
            except forms.ValidationError as problems:
                self.add_error("password", problems)
        return cleaned


@cache
def _time_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    names = sorted(name for name in zoneinfo.available_timezones() if name.split("/")[0] in REGIONS and "/" in name)
    grouped = {
        region: [(name, name.split("/", 1)[1].replace("_", " ").replace("/", " / ")) for name in members]
        for region, members in groupby(names, key=lambda name: name.split("/")[0])
    }
    return [(region, grouped[region]) for region in REGIONS if region in grouped]


def time_zone_choices() -> list:
    """Every time zone, by region, Europe first."""
    return [("UTC", "UTC"), *((REGIONS[region], zones) for region, zones in _time_zones())]


class SettingsForm(forms.ModelForm):
    """Language, time zone and theme of one person."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zone_choices,
        help_text=_("Times on the site are shown in this zone."),
    )

    class Meta:
        model = User
        fields = ["language", "time_zone", "theme"]
        labels = {"language": _("Language"), "theme": _("Theme")}
        widgets = {"language": forms.RadioSelect, "theme": forms.RadioSelect}
