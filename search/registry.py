"""How a thing becomes findable: content registers an entry class per model, and search knows no content by name."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import ClassVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from access.contents import contents_of
from core.events import AudienceChanged, Event
from search.models import Freshness


@dataclass(frozen=True)
class Value:
    """A value of a facet: what stands in the address, and its name in both languages of the interface."""

    key: str
    dutch: str
    english: str = ""

    def packed(self) -> str:
        """As `Entry` keeps it."""
        parts = (self.key, self.dutch, self.english or self.dutch)
        return "\t".join(" ".join(part.split())[:255] for part in parts)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What search keeps of one thing. Everything in it may be shown to whoever is in the audience."""

    title: str
    url: str
    audience_id: int
    title_counts: bool = True
    """False for a title that only says where the thing stands, and is not what it is found by."""
    language: str = ""
    """ "nl" or "en"; empty for what is in both, such as names."""
    pair: int | None = None
    """The same number for every language version of one thing; None for a thing that has one version."""
    lead: str = ""
    """The first words, which say what it is about."""
    body: str = ""
    keywords: tuple[str, ...] = ()
    """Other words to find it by: a job, a department, topics."""
    other_names: tuple[str, ...] = ()
    """For people: what else they are called."""
    numbers: str = ""
    """Telephone numbers, found by any three digits in a row or more."""
    author_id: int | None = None
    author_name: str = ""
    section: Value | None = None
    department: Value | None = None
    topics: tuple[Value, ...] = ()
    meta: tuple[Value, ...] = ()
    """Short facts to show beside the kind."""
    published_at: datetime | None = None
    is_stale: bool = False


@dataclass(frozen=True)
class Key:
    """A thing by its model and number, whether it exists or not."""

    model: type[Model]
    pk: int


class EntryClass(ABC):
    """What the owner of a model says about it. Use it as a base class, and register it in `AppConfig.ready()`."""

    registered: type[Model]
    """The model it is registered for."""
    kind: ClassVar[str]
    """The name of the kind in `access.kinds`, through whose `visible_to` hits are read again."""
    family: ClassVar[str]
    """The tab that shows it; several models may share one."""
    family_label: ClassVar[str | Promise]
    label: ClassVar[str | Promise]
    """What one such thing is called."""
    order: ClassVar[int] = 50
    """The place of the tab; smaller is earlier."""
    freshness: ClassVar[Freshness] = Freshness.LASTING
    is_person: ClassVar[bool] = False
    related: ClassVar[tuple[str, ...]] = ()
    """What showing an entry needs of its author, for `select_related`: a face."""

    @abstractmethod
    def findable(self) -> QuerySet:
        """Everything that belongs in the index now, with what `write` needs: a fixed number of queries for a batch."""

    def prepare(self, things: list[Model]) -> None:  # noqa: B027  most have nothing more to load
        """Load for a whole batch what `findable` could not."""

    @abstractmethod
    def write(self, thing: Model) -> Written | None:
        """What is kept of this thing; None when it should not be found."""

    def follows(self, event: Event) -> Iterable[int]:
        """Things (by number) that have to be written anew when something else changed: its topic was renamed, its
        author has another name. Not the thing of the event itself."""
        return ()

    def audiences(self, event: AudienceChanged) -> Iterable[tuple[int, QuerySet]]:
        """Every audience that an `AudienceChanged` gave, with the numbers of the things that have it now: the thing of
        the event itself, and what lies in it."""
        for contents in contents_of(event):
            if contents.kind == self.kind:
                yield contents.audience_id, contents.numbers
        thing = event.thing()
        if isinstance(thing, self.registered) and hasattr(thing, "audience_id"):
            yield thing.audience_id, self.registered._base_manager.filter(pk=event.pk).values_list("pk", flat=True)


_classes: dict[type[Model], EntryClass] = {}


def register(model: type[Model], entry_class: type[EntryClass]) -> None:
    """Let things of exactly this model be found."""
    _classes[model] = entry_class()
    _classes[model].registered = model
    families.cache_clear()
    labels.cache_clear()
    entry_classes.cache_clear()


def entry_class_for(model: type[Model]) -> EntryClass | None:
    """The entry class of exactly this model."""
    return _classes.get(model)


@cache
def entry_classes() -> tuple[tuple[type[Model], EntryClass], ...]:
    """Everything that is registered, in the order of the tabs."""
    return tuple(sorted(_classes.items(), key=lambda pair: (pair[1].order, pair[0]._meta.label_lower)))


@dataclass(frozen=True)
class Family:
    """A tab."""

    name: str
    label: str | Promise
    is_people: bool = False


@cache
def labels() -> dict[str, str | Promise]:
    """What one thing of each model is called, by the label of the model."""
    return {model._meta.label_lower: entry_class.label for model, entry_class in entry_classes()}


@cache
def families() -> dict[str, Family]:
    """The tabs there can be, in order."""
    found: dict[str, Family] = {}
    for _model, entry_class in entry_classes():
        found.setdefault(
            entry_class.family, Family(entry_class.family, entry_class.family_label, entry_class.is_person)
        )
    return found
