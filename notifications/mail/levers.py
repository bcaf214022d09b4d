"""The links in a mail with which its reader says: less of this. Signed, for one person and one thing to stop.

They work without signing in and never run out, because an old mail must keep its promise. So they can only take mail
away, or give back what they took; and what they say of themselves names a kind of mail, never a page or a person.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from activity.actions import set_level
from activity.levels import Level
from notifications.mail.seeing import visible
from notifications.mail.windows import look_again
from notifications.models import Channel, Every, Preference, Rhythm
from notifications.registry import find

SALT = "notifications.lever"
KIND, DIGEST, ALL, THING = "kind", "digest", "all", "thing"
LONGEST = 500


@dataclass(frozen=True)
class Lever:
    """What one link stops: mail of a kind, the digest, all mail, or everything about one thing."""

    user_id: int
    what: str
    of: str = ""

    def address(self) -> str:
        """The path of its page."""
        token = signing.dumps([self.user_id, self.what, self.of], salt=SALT)
        return reverse("notifications:lever", args=[token])

    def label(self) -> str:
        """What it stops, in the language that is active. Names no thing."""
        kind = find(self.of)
        match self.what:
            case "kind" if kind:
                return _("mail of the kind “%(kind)s”") % {"kind": kind.label}
            case "digest":
                return _("the digest")
            case "thing":
                return _("notifications about this conversation")
        return _("all mail of notifications")


def read(token: str) -> Lever | None:
    """The lever behind a link; None when it was altered or cut off."""
    if len(token) > LONGEST:
        return None
    try:
        user_id, what, of = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Lever(user_id, what, of)


@transaction.atomic
def pull(lever: Lever, *, stop: bool) -> None:
    """Stop it, or give it back, at once and also for what waits to be sent. Twice is the same as once."""
    user = get_user_model().objects.filter(pk=lever.user_id, is_active=True).first()
    if user is None:
        return
    match lever.what:
        case "kind":
            _switch_kind(user, lever.of, stop=stop)
        case "digest":
            Rhythm.objects.update_or_create(user=user, defaults={"digest": Every.NEVER if stop else ""})
        case "all":
            Rhythm.objects.update_or_create(user=user, defaults={"has_mail": not stop})
        case "thing":
            _mute(user, int(lever.of), stop=stop)
    look_again(user.pk)


def _switch_kind(user, code: str, *, stop: bool) -> None:
    chosen = Preference.objects.filter(user=user, kind=code, channel__in=[Channel.MAIL, Channel.DIGEST])
    if not stop:
        chosen.delete()
        return
    for channel in (Channel.MAIL, Channel.DIGEST):
        Preference.objects.update_or_create(user=user, kind=code, channel=channel, defaults={"is_on": False})


def _mute(user, key: int, *, stop: bool) -> None:
    """What this person no longer sees has nothing to say to them anyway."""
    thing = visible(user, key)
    if thing is not None:
        set_level(thing, Level.MUTED if stop else Level.NORMAL, by=user)
