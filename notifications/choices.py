"""What a person chose about each kind of notification and about mail, and what holds for who never chose."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from notifications.models import Channel, Every, MailDefaults, Preference, Preset, Rhythm
from notifications.registry import ByMail, Kind, Lane, kinds

DIGEST_OF = {Preset.CALM: Every.WEEK, Preset.NORMAL: Every.DAY, Preset.EVERYTHING: Every.DAY}
FOR_WHO_IS_CALM = {Lane.YOU, Lane.ORGANISATION, Lane.WORK}


def preset_says(preset: str, kind: Kind, channel: Channel) -> bool:
    """What a preset does with a kind. The intranet itself disturbs nobody, so there everything is on."""
    if channel == Channel.APP:
        return True
    if kind.by_mail == ByMail.NEVER:
        return False
    at_once = channel == Channel.MAIL
    if not kind.can_wait:
        return at_once
    match preset:
        case Preset.CALM:
            return not at_once and kind.lane in FOR_WHO_IS_CALM
        case Preset.EVERYTHING:
            return at_once
    return at_once == (kind.by_mail == ByMail.AT_ONCE)


@dataclass(frozen=True)
class Wishes:
    """All choices of one person. `chosen` holds (kind, channel) as stored."""

    rhythm: Rhythm
    default: str
    """The preset of the organisation."""
    chosen: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    @property
    def preset(self) -> str:
        """The preset that fills in what was not chosen."""
        return self.rhythm.preset or self.default

    @property
    def every(self) -> Every:
        """How often the digest comes."""
        return Every(self.rhythm.digest) if self.rhythm.digest else DIGEST_OF[Preset(self.preset)]

    def wants(self, kind: Kind, channel: Channel) -> bool:
        """Whether this kind comes by this channel."""
        if channel == Channel.APP and not kind.can_switch_off:
            return True
        stored = self.chosen.get((kind.code, channel))
        if stored is not None:
            return stored
        if channel != Channel.APP and self.chosen.get((kind.code, Channel.APP)) is False:
            return False
        return preset_says(self.preset, kind, channel)


def wishes_of(user) -> Wishes:
    """The choices of one person; two queries, and one for the organisation's preset when that fills in."""
    return wishes_of_many([user.pk])[user.pk]


def wishes_of_many(user_ids: Iterable[int]) -> dict[int, Wishes]:
    """The same for many, in as many queries."""
    pks = list(user_ids)
    rhythms = {row.user_id: row for row in Rhythm.objects.filter(user__in=pks)}
    chosen: dict[int, dict[tuple[str, str], bool]] = defaultdict(dict)
    rows = Preference.objects.filter(user__in=pks).values_list("user_id", "kind", "channel", "is_on")
    for user_id, kind, channel, is_on in rows:
        chosen[user_id][kind, channel] = is_on
    default = default_preset()
    return {pk: Wishes(rhythms.get(pk) or Rhythm(user_id=pk), default, chosen.get(pk, {})) for pk in pks}


def default_preset() -> str:
    """The preset of the organisation. Reading it never makes a row."""
    return MailDefaults.objects.values_list("preset", flat=True).first() or Preset.NORMAL


@dataclass(frozen=True)
class Choice:
    """One row of the settings: kinds that people call the same, and, per channel, whether they are on."""

    kind: Kind
    codes: str
    """All of them, with commas between."""
    on: Mapping[str, bool]


def choices_of(user, wishes: Wishes) -> list[tuple[Lane, list[Choice]]]:
    """All kinds by lane. The kinds of the editors' work only for who may open the CMS."""
    rows: dict[tuple[Lane, str], list[Kind]] = defaultdict(list)
    edits = user.has_perm("wagtailadmin.access_admin")
    for kind in kinds():
        if kind.lane != Lane.WORK or edits:
            rows[kind.lane, str(kind.label)].append(kind)
    groups: dict[Lane, list[Choice]] = defaultdict(list)
    for (lane, _label), alike in rows.items():
        on = {channel.value: wishes.wants(alike[0], channel) for channel in Channel}
        groups[lane].append(Choice(alike[0], ",".join(kind.code for kind in alike), on))
    return list(groups.items())
