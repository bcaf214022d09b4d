"""The parts of a community: its tabs. An app or module that adds one registers it in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.permissions import can_moderate, can_read


@dataclass(frozen=True)
class Part:
    """One tab. `is_empty` is asked of a community and a reader, and hides the tab from who cannot fill it."""

    name: str
    label: str | Promise
    url_name: str
    order: int
    can_switch_off: bool = True
    inside: bool = True
    """Whether only who may read what is inside meets it."""
    is_empty: Callable[[Community, object], bool] | None = None
    count: Callable[[Community, object], int | None] | None = None


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    """Give communities another tab."""
    _parts[part.name] = part


def parts() -> list[Part]:
    """All there are, in order."""
    return sorted(_parts.values(), key=lambda part: part.order)


def switchable() -> list[Part]:
    """Those that owners can switch off."""
    return [part for part in parts() if part.can_switch_off]


def is_on(community: Community, name: str) -> bool:
    """Whether this community has this part."""
    return name in _parts and name not in community.parts_off


def tabs_of(community: Community, user, current: str) -> list[dict]:
    """The tabs as this person finds them, for `ui.tabs`."""
    found = []
    for part in parts():
        if not is_on(community, part.name) or (part.inside and not can_read(user, community)):
            continue
        if part.is_empty is not None and part.is_empty(community, user):
            continue
        found.append(_tab(community, part, user, current))
    if can_moderate(user, community):
        address = reverse("communities:manage", args=[community.slug])
        found.append(
            {"label": _("Manage"), "href": address, "current": current == "manage", "count": _waiting(community)}
        )
    return found


def _tab(community: Community, part: Part, user, current: str) -> dict:
    count = part.count(community, user) if part.count is not None else None
    address = reverse(part.url_name, args=[community.slug])
    return {"label": part.label, "href": address, "current": part.name == current, "count": count}


def _waiting(community: Community) -> int | None:
    return community.__dict__.get("waiting") or None


def register_own_parts() -> None:
    """Called once, when the site starts."""
    register_part(Part("timeline", _("Posts"), "communities:community", 10, can_switch_off=False, inside=False))
    register_part(Part("members", _("Members"), "communities:members", 80))
    register_part(Part("about", _("About"), "communities:about", 90, can_switch_off=False, inside=False))


__all__ = ["Part", "is_on", "parts", "register_own_parts", "register_part", "switchable", "tabs_of"]
