"""The form of break-glass."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from access.models import BreakGlass


class BreakGlassForm(forms.Form):
    """Which page, for how long, and why."""

    page = forms.ModelChoiceField(
        label=_("Page"),
        queryset=Page.objects.filter(depth__gt=1),
        widget=AdminPageChooser,
        help_text=_("You will be able to read this page and everything that has the same readers."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The editors of the page will read this."),
    )
    hours = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=[
            (hours, ngettext_lazy("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
            for hours in range(1, BreakGlass.MAX_HOURS + 1)
        ],
        initial=1,
    )
