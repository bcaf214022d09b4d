"""What the hits can be narrowed by, with counts: each facet counts what all the others leave."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from search.plan import Candidate, Shelf
from search.registry import Family
from search.results import Asked, Choice, Facet

MOST_CHOICES = 12
LABELS = {
    "kind": gettext_lazy("Kind"),
    "topic": gettext_lazy("Topic"),
    "section": gettext_lazy("Section"),
    "author": gettext_lazy("Author"),
    "department": gettext_lazy("Department"),
    "language": gettext_lazy("Language"),
    "date": gettext_lazy("Date"),
}
LANGUAGES = {"nl": gettext_lazy("Dutch"), "en": gettext_lazy("English")}
PERIODS = {
    "week": (gettext_lazy("Past week"), timedelta(days=7)),
    "month": (gettext_lazy("Past month"), timedelta(days=31)),
    "year": (gettext_lazy("Past year"), timedelta(days=366)),
    "older": (gettext_lazy("Older than a year"), None),
}
TAB = "tab"
# The periods that something belongs to, by how many of the dated ones it is older than.
WITHIN = (("week", "month", "year"), ("month", "year"), ("year",), ("older",))


class Stand(NamedTuple):
    """All that facets know of a candidate: what it is, and how many of the periods it is older than (None: no date)."""

    shelf: Shelf
    older_than: int | None


READERS: dict[str, Callable[[Stand], Iterable[str]]] = {
    "topic": lambda stand: stand.shelf.topics,
    "section": lambda stand: (stand.shelf.section,) if stand.shelf.section else (),
    "author": lambda stand: (stand.shelf.author,) if stand.shelf.author else (),
    "department": lambda stand: (stand.shelf.department,) if stand.shelf.department else (),
    "language": lambda stand: (stand.shelf.language,) if stand.shelf.language else (),
    # A week is in the month and in the year: people ask how far back.
    "date": lambda stand: () if stand.older_than is None else WITHIN[stand.older_than],
    "kind": lambda stand: (stand.shelf.family,),
    TAB: lambda stand: (stand.shelf.family,),
}


class Values:
    """The values of every facet, and which were chosen."""

    def __init__(self, asked: Asked, families: dict[str, Family], now: datetime) -> None:
        self.families = families
        self.english = (get_language() or "nl").startswith("en")
        self.since = [int((now - length).timestamp()) for _label, length in PERIODS.values() if length]
        self.chosen = {name: frozenset(asked.filters.get(name, ())) for name in LABELS}
        if asked.kind:
            self.chosen[TAB] = frozenset([asked.kind])

    def stand(self, candidate: Candidate) -> Stand:
        published = candidate.published
        older = None if published is None else sum(published < since for since in self.since)
        return Stand(candidate.shelf, older)

    def fails(self, stand: Stand) -> list[str]:
        """The facets whose choice leaves this out."""
        return [
            name
            for name, wanted in self.chosen.items()
            if wanted and not any(value.partition("\t")[0] in wanted for value in READERS[name](stand))
        ]

    def label(self, name: str, value: str) -> str:
        """The words for a value."""
        if name in ("kind", TAB):
            return str(self.families[value].label) if value in self.families else value
        if name == "language":
            return str(LANGUAGES.get(value, value))
        if name == "date":
            return str(PERIODS[value][0])
        return named(value, english=self.english)


def named(packed: str, *, english: bool) -> str:
    """The name in a packed value, in the language of the reader."""
    parts = packed.split("\t")
    return parts[-1] if english else parts[min(1, len(parts) - 1)]


def narrow(
    candidates: list[Candidate], asked: Asked, families: dict[str, Family], now: datetime
) -> tuple[list[Candidate], list[Choice], list[Facet]]:
    """The candidates that every choice leaves, the tabs, and the facets. One that a single facet leaves out counts for
    that facet alone. Candidates of which facets know the same are counted together."""
    values = Values(asked, families, now)
    stands = [values.stand(candidate) for candidate in candidates]
    counts: dict[str, dict[str, int]] = {name: {} for name in READERS}
    left_out = set()
    narrowed = any(values.chosen.values())
    for stand, number in Counter(stands).items():
        failing = values.fails(stand) if narrowed else ()
        if failing:
            left_out.add(stand)
        if len(failing) < 2:
            for name in failing or READERS:
                for value in READERS[name](stand):
                    counts[name][value] = counts[name].get(value, 0) + number
    if left_out:
        candidates = [candidate for candidate, stand in zip(candidates, stands, strict=True) if stand not in left_out]
    facets = [_facet(name, counts[name], values) for name in LABELS]
    return candidates, _tabs(counts[TAB], asked, families), [facet for facet in facets if facet.choices]


def _tabs(counts: dict[str, int], asked: Asked, families: dict[str, Family]) -> list[Choice]:
    tabs = [Choice(value="", label=_("All"), count=sum(counts.values()), chosen=not asked.kind)]
    for name, family in families.items():
        if name in counts or name == asked.kind:
            tabs.append(
                Choice(value=name, label=str(family.label), count=counts.get(name, 0), chosen=name == asked.kind)
            )
    return tabs


def _facet(name: str, counts: dict[str, int], values: Values) -> Facet:
    chosen = values.chosen.get(name, frozenset())
    choices = [
        Choice(
            value=value.partition("\t")[0],
            label=values.label(name, value),
            count=count,
            chosen=value.partition("\t")[0] in chosen,
        )
        for value, count in counts.items()
    ]
    if name == "date":
        choices.sort(key=lambda choice: list(PERIODS).index(choice.value))
    elif name == "kind":
        order = list(values.families)
        choices.sort(key=lambda choice: order.index(choice.value) if choice.value in order else len(order))
    else:
        choices.sort(key=lambda choice: (-choice.count, choice.label.casefold(), choice.value))
    shown = choices[:MOST_CHOICES] + [choice for choice in choices[MOST_CHOICES:] if choice.chosen]
    return Facet(name=name, label=str(LABELS[name]), choices=shown)
