"""The composer: one form, everywhere the same. It costs no query: one's communities come with the session."""

from dataclasses import dataclass, field
from uuid import uuid4

from django.utils.translation import gettext as _

from communities.mine import communities_of
from communities.models import Community, CoreValue
from communities.post_forms import EVERYONE, PostForm
from communities.post_permissions import can_post_in
from communities.post_types import PostType, types


@dataclass(frozen=True)
class Choice:
    """Somewhere one can say something, and who reads it there."""

    value: str
    name: str
    readers: str


@dataclass
class Composer:
    """What `communities/_composer.html` shows. With `community` the place is fixed."""

    places: list[Choice]
    chosen: str
    types: list[PostType]
    key: str
    community: Community | None = None
    form: PostForm | None = None
    typed: dict = field(default_factory=dict)
    ask_to_tell: int | None = None
    is_open: bool = False
    token: str = field(default_factory=lambda: uuid4().hex)

    @property
    def type(self) -> str:
        given = self.typed.get("type", "")
        return given if given in {each.name for each in self.types} else self.types[0].name

    @property
    def fixed(self) -> Choice | None:
        """The only place there is to choose."""
        return self.places[0] if len(self.places) == 1 else None

    @property
    def values(self) -> list[CoreValue]:
        """The values of the organisation; asked only where the form is open to be filled in."""
        return list(CoreValue.objects.all()) if self.is_open else []

    def errors(self, name: str) -> list[str]:
        """What is the matter with a field."""
        return list(self.form.errors.get(name, [])) if self.form is not None else []

    @property
    def others(self) -> list[str]:
        """What is the matter with none of the fields that say it themselves."""
        if self.form is None:
            return []
        beside = {"title", "text", "at"} | (set() if self.fixed else {"place"})
        return [text for name, texts in self.form.errors.items() if name not in beside for text in texts]


def composer_for(user, community: Community | None = None, **more) -> Composer | None:
    """The composer of this person, for one community or to choose; None where they may not post at all."""
    places = [_choice(community)] if community is not None else places_of(user)
    if not places or (community is not None and not can_post_in(user, community)):
        return None
    where = community.slug if community is not None else "home"
    typed = more.get("typed", {})
    values = {place.value for place in places}
    chosen = typed.get("place") if typed.get("place") in values else places[0].value
    return Composer(places, chosen, types(), f"{user.pk}:post:{where}", community, **more)


def places_of(user) -> list[Choice]:
    """Everywhere this person may post: their communities, and the whole organisation."""
    found = [Choice(mine.slug, mine.name, _readers(mine.visibility)) for mine in communities_of(user)]
    if can_post_in(user, None):
        found.append(Choice(EVERYONE, _("Everybody"), _("all colleagues read this")))
    return found


def _choice(community: Community) -> Choice:
    return Choice(community.slug, community.name, _readers(community.visibility))


def _readers(visibility: str) -> str:
    return _("all colleagues can read this") if visibility == "open" else _("only members read this")
