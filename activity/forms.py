"""The weights of "For you", as an administrator fills them in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from activity.weights import LIMITS, Weights

LABELS = {
    "mentioned": _("You were mentioned"),
    "follows_author": _("You follow who made it"),
    "follows_thing": _("You follow the item itself"),
    "takes_part": _("You take part in the conversation"),
    "member": _("You are a member of the community"),
    "follows_container": _("You follow the community"),
    "follows_topic": _("You follow its topic"),
    "next_topic": _("Each further topic that you follow"),
    "response": _("Each colleague you follow who responded, up to five"),
    "organisation": _("The organisation shows it to everyone"),
    "targeted": _("It is meant for a group that you belong to"),
    "newcomer": _("You follow little yet"),
    "quiet": _("By a colleague you follow who says little"),
    "fresh": _("It is recent; one point less per three hours"),
    "seen": _("Taken off: it was there at your last visit"),
    "less": _("Taken off: you asked for less of it"),
    "author_cap": _("At most per page, of one colleague"),
    "container_cap": _("At most per page, of one community"),
}


class WeightsForm(forms.Form):
    """One number per term."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            least, most = LIMITS[name]
            self.fields[name] = forms.IntegerField(label=label, min_value=least, max_value=most)

    def weights(self) -> Weights:
        """What was filled in."""
        return Weights(**self.cleaned_data)
