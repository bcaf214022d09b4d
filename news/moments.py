"""The form field for a moment in the CMS."""

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from core.fields import LocalDateTimeField
from news.words import zone_name


def whose_clock() -> str:
    """ "This is Amsterdam time.", in the reader's language and active zone."""
    return _("This is %(zone)s time.") % {"zone": zone_name()}


class MomentField(LocalDateTimeField):
    """A date and time that says under itself whose clock it is, before anybody confirms it."""

    def __init__(self, *args, help_text="", **kwargs):
        clock = lazy(whose_clock, str)()
        super().__init__(*args, help_text=format_lazy("{} {}", help_text, clock) if help_text else clock, **kwargs)
