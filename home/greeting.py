"""The first words of the page."""

from datetime import datetime

from django.utils.translation import gettext as _


def greeting(name: str, moment: datetime) -> str:
    """A greeting by the hour of this local moment, with the first name if there is one."""
    if 5 <= moment.hour < 12:
        words, named = _("Good morning"), _("Good morning, %(name)s")
    elif 12 <= moment.hour < 18:
        words, named = _("Good afternoon"), _("Good afternoon, %(name)s")
    elif 18 <= moment.hour < 24:
        words, named = _("Good evening"), _("Good evening, %(name)s")
    else:
        words, named = _("Good night"), _("Good night, %(name)s")
    return named % {"name": name} if name else words
