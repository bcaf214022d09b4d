"""What a search gives back, whichever backend answered. Everything in it is visible to the person who asked."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Field, Model
from markupsafe import Markup


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A search as it stands in the address bar: the words, the choices per facet, the order and the position."""

    text: str
    kind: str = ""
    """The tab: the name of an `access.kinds` kind family ("people", "news", …); "" for everything."""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Facet name → chosen values; values of one facet widen, facets narrow each other."""
    sort: str = "relevance"
    after: str = ""
    size: int = 20


def by_number(model: type[Model], pk: int) -> Model:
    """A thing of which only the number is known yet."""
    return model.from_db(DEFAULT_DB_ALIAS, [cast(Field, model._meta.pk).attname], [pk])


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One found thing, re-read from the database. `title` and `excerpt` are escaped, with the matches in <mark>."""

    kind: str
    kind_label: str
    model: type[Model]
    pk: int
    url: str
    title: Markup
    excerpt: Markup
    language: str
    published_at: datetime | None = None
    meta: tuple[str, ...] = ()
    """Short facts to show beside the kind: a section, a department, an author."""
    author: Model | None = None
    """Who wrote it, loaded with a face; only for what shows one: people and what they say."""
    is_stale: bool = False
    is_person: bool = False

    @property
    def thing(self) -> Model:
        """The thing itself: a person with a face, anything else by its number, to load when more is asked of it."""
        return self.author if self.is_person and self.author is not None else by_number(self.model, self.pk)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A value of a facet, or a tab, with how many hits it would give."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Facet:
    """Something the hits can be narrowed by."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of hits. `total` is exact unless `is_capped`, then it is a lower bound ("1,000+")."""

    asked: Asked
    hits: list[Hit]
    people: list[Hit]
    """The strip of people above a blended first page; empty on tabs and on later pages."""
    total: int
    is_capped: bool
    tabs: list[Choice]
    facets: list[Facet]
    next_after: str = ""
    also_searched: tuple[str, ...] = ()
    """Other spellings that were taken in, because the words as typed gave little."""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One line of the typeahead."""

    kind: str
    kind_label: str
    model: type[Model]
    pk: int
    url: str
    title: Markup
    meta: str = ""
    person: Model | None = None
    """The colleague whom it suggests, loaded with a face."""

    @property
    def thing(self) -> Model:
        """The thing itself, as that of a hit."""
        return self.person or by_number(self.model, self.pk)
