"""The kinds of readable things, by the short names that URLs use. A raw content type never comes from a browser."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from wagtail.models import Page


@dataclass(frozen=True)
class Kind:
    """A kind of thing that people can meet, and what they may do to it."""

    name: str
    model: type[Model]
    label: str | Promise
    visible_to: Callable[..., QuerySet]
    commentable: bool = False
    reactable: bool = False
    followable: bool = False
    savable: bool = False

    def get_visible_or_404(self, user, pk: int) -> Model:
        """The object, a page as its own type. Raises Http404 when it is missing or out of reach."""
        try:
            thing = self.visible_to(user).get(pk=pk)
        except (self.model.DoesNotExist, OverflowError) as missing:
            raise Http404("No such thing.") from missing
        return thing.specific if isinstance(thing, Page) else thing


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; called from `AppConfig.ready()` of the app that owns the model."""
    _kinds[kind.name] = kind


def get_kind(name: str) -> Kind:
    """The kind with this name. Raises Http404 for any other word."""
    try:
        return _kinds[name]
    except KeyError as missing:
        raise Http404("No such kind.") from missing


def kinds() -> list[Kind]:
    """All registered kinds."""
    return list(_kinds.values())


def kind_of(thing: Model) -> Kind:
    """The kind of an object; every page type is the kind "page". Raises LookupError for a model without a kind."""
    for kind in _kinds.values():
        if isinstance(thing, kind.model):
            return kind
    raise LookupError(f"{type(thing).__name__} is not a registered kind.")


def allows(thing: Model, what: str) -> bool:
    """Whether a thing itself takes `what` ("comments", "reactions"). Its model says so in `allows_comments` and
    `allows_reactions`; one that says nothing takes what its kind takes. A page answers as its own type."""
    if type(thing) is Page:
        thing = thing.specific
    return getattr(thing, f"allows_{what}", True)


def readable(model: type[Model]) -> Callable[..., QuerySet]:
    """The `visible_to` of a model whose manager has the visibility rule."""
    return lambda user: model.objects.visible_to(user)
