"""What the hits can be narrowed by, with counts: each facet counts what all the others leave."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from search.plan import Candidate
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


class Values:
    """Reads the values of every facet from candidates."""

    def __init__(self, asked: Asked, families: dict[str, Family], now: datetime) -> None:
        self.families = families
        self.english = (get_language() or "nl").startswith("en")
        self.since = {
            name: int((now - length).timestamp()) if length else None for name, (_label, length) in PERIODS.items()
        }
        self.readers: dict[str, Callable[[Candidate], Iterable[str]]] = {
            "topic": lambda candidate: candidate.topics.split("\n") if candidate.topics else (),
            "section": lambda candidate: (candidate.section,) if candidate.section else (),
            "author": lambda candidate: (
                (f"{candidate.author_id}\t{candidate.author_name}",)
                if candidate.author_id and candidate.author_name
                else ()
            ),
            "department": lambda candidate: (candidate.department,) if candidate.department else (),
            "language": lambda candidate: (candidate.language,) if candidate.language else (),
            "date": self._periods,
        }
        self.chosen = {name: frozenset(asked.filters.get(name, ())) for name in (*self.readers, "kind")}
        if asked.kind:
            self.chosen[TAB] = frozenset([asked.kind])
        self.readers[TAB] = self.readers["kind"] = lambda candidate: (candidate.family,)

    def _periods(self, candidate: Candidate) -> list[str]:
        """A week is in the month and in the year: people ask how far back."""
        if candidate.published is None:
            return []
        found = [name for name, since in self.since.items() if since is not None and candidate.published >= since]
        return found or ["older"]

    def fails(self, candidate: Candidate) -> list[str]:
        """The facets whose choice leaves this candidate out."""
        failing = []
        for name, wanted in self.chosen.items():
            if wanted and not any(value.partition("\t")[0] in wanted for value in self.readers[name](candidate)):
                failing.append(name)
        return failing

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
    """The candidates that every choice leaves, the tabs, and the facets. One pass: a candidate that one facet leaves
    out counts for that facet alone."""
    values = Values(asked, families, now)
    counts: dict[str, dict[str, int]] = {name: {} for name in (*LABELS, TAB)}
    kept = []
    narrowed = any(values.chosen.values())
    for candidate in candidates:
        failing = values.fails(candidate) if narrowed else ()
        if len(failing) > 1:
            continue
        if not failing:
            kept.append(candidate)
            for name, reader in values.readers.items():
                _count(counts[name], reader(candidate))
        else:
            _count(counts[failing[0]], values.readers[failing[0]](candidate))
    facets = [_facet(name, counts[name], values) for name in LABELS]
    return kept, _tabs(counts[TAB], asked, families), [facet for facet in facets if facet.choices]


def _count(counts: dict[str, int], found: Iterable[str]) -> None:
    for value in found:
        counts[value] = counts.get(value, 0) + 1


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
