"""The bell, the list's words, and that a thing was opened, for every template."""

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from jinja2 import pass_context
from jinja2.runtime import Context

from access.kinds import kind_of
from notifications.unread import Unread, unread_of


@pass_context
def unread(context: Context) -> Unread:
    """How much the reader has not read; comes along with the session."""
    return unread_of(context["request"].user)


def unread_words(unread: Unread) -> str:
    """For screen readers, beside the badge."""
    if not unread.count:
        return _("No unread notifications")
    return ngettext("%(num)s unread notification", "%(num)s unread notifications", unread.count) % {"num": unread.badge}


def opened_address(thing: Model) -> str:
    """Where the page of a thing tells that it was opened."""
    return reverse("notifications:opened", args=[kind_of(thing).name, thing.pk])


GLOBALS = {
    "unread": unread,
    "unread_words": unread_words,
    "opened_address": opened_address,
    "poll_seconds": lambda: settings.KRING_POLL_SECONDS,
}
