"""What a person wants to hear of, and when: each choice holds at once, also for mail that waits."""

from collections.abc import Collection, Mapping

from django.db import transaction

from notifications.mail.windows import look_again
from notifications.models import Channel, Preference, Preset, Rhythm
from notifications.registry import get

MAILED = (Channel.MAIL, Channel.DIGEST)


@transaction.atomic
def choose(on: Mapping[str, Collection[str]], kinds_shown: Collection[str], *, by) -> None:
    """Of the kinds that the form showed, these reach the person by each channel. LookupError for an unknown kind."""
    rows = [
        Preference(user=by, kind=code, channel=channel, is_on=code in on.get(channel, ()))
        for code in sorted(set(kinds_shown))
        for channel in (Channel if get(code).can_switch_off else MAILED)
    ]
    Preference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "kind", "channel"], update_fields=["is_on"]
    )
    look_again(by.pk)


@transaction.atomic
def choose_preset(preset: str, *, by) -> None:
    """A preset in the place of everything that was chosen per kind, and of how often the digest comes. ValueError for
    another word."""
    chosen = Preset(preset)
    Preference.objects.filter(user=by).delete()
    Rhythm.objects.update_or_create(user=by, defaults={"preset": chosen, "digest": "", "has_mail": True})
    look_again(by.pk)


@transaction.atomic
def choose_rhythm(*, by, **fields) -> Rhythm:
    """When mail may come: the fields of `Rhythm`."""
    rhythm = Rhythm.objects.update_or_create(user=by, defaults=fields)[0]
    look_again(by.pk)
    return rhythm
