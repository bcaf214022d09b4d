"""What a person chose about each kind of notification, for the settings page."""

from dataclasses import dataclass

from notifications.models import Channel, Preference
from notifications.registry import Kind, Lane, kinds


@dataclass(frozen=True)
class Choice:
    """One row of the settings: a kind and, per channel, whether it is on."""

    kind: Kind
    is_on: bool


def choices_of(user) -> list[tuple[Lane, list[Choice]]]:
    """All kinds by lane. The kinds of the editors' work only for who may open the CMS. One query."""
    chosen = dict(Preference.objects.filter(user=user, channel=Channel.APP).values_list("kind", "is_on"))
    groups: dict[Lane, list[Choice]] = {}
    edits = user.has_perm("wagtailadmin.access_admin")
    for kind in kinds():
        if kind.lane != Lane.WORK or edits:
            is_on = chosen.get(kind.code, True) if kind.can_switch_off else True
            groups.setdefault(kind.lane, []).append(Choice(kind, is_on))
    return list(groups.items())
