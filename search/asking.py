"""A search as an address says it, and the addresses of the searches next to it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from core.text import clean_source
from search.results import Asked

LONGEST = 200
LONGEST_CHOICE = 100
LONGEST_PLACE = 200
MOST_CHOICES = 20
FACETS = ("kind", "topic", "section", "author", "department", "language", "date")
SINGLE = frozenset({"date"})
"""Facets of which one value is chosen: a longer time holds the shorter one."""
SORTS = ("relevance", "date")


def words_in(text: str) -> str:
    """What was typed, as it is searched for and shown again: one line, without what cannot be seen."""
    return " ".join(clean_source(text[: LONGEST * 4]).split())[:LONGEST].strip()


def asked_in(query: QueryDict) -> Asked:
    """The search of an address. What is no choice is left out; nothing in an address is an error."""
    filters = {}
    for name in FACETS:
        chosen = dict.fromkeys(value for value in query.getlist(name) if 0 < len(value) <= LONGEST_CHOICE)
        if chosen:
            filters[name] = tuple(chosen)[: 1 if name in SINGLE else MOST_CHOICES]
    sort, after = query.get("sort", ""), query.get("after", "")
    return Asked(
        text=words_in(query.get("q", "")),
        kind=query.get("tab", "")[:LONGEST_CHOICE],
        filters=filters,
        sort=sort if sort in SORTS else SORTS[0],
        after=after if len(after) <= LONGEST_PLACE else "",
    )


@dataclass(frozen=True)
class Addresses:
    """Where the links of a page of results lead. Every one of them starts at the first hit, except `more`."""

    asked: Asked

    def here(self) -> str:
        """This search."""
        return _address(replace(self.asked, after=""))

    def more(self, after: str) -> str:
        """The hits after these."""
        return _address(replace(self.asked, after=after))

    def tab(self, kind: str) -> str:
        """The same words among things of one kind."""
        return _address(replace(self.asked, kind=kind, after=""))

    def sort(self, sort: str) -> str:
        """In another order."""
        return _address(replace(self.asked, sort=sort, after=""))

    def without(self, name: str, value: str) -> str:
        """Without one of the choices."""
        kept = tuple(chosen for chosen in self.asked.filters.get(name, ()) if chosen != value)
        filters = {facet: values for facet, values in (self.asked.filters | {name: kept}).items() if values}
        return _address(replace(self.asked, filters=filters, after=""))

    def only(self, name: str, value: str) -> str:
        """With one of the choices and no other, among everything."""
        return _address(replace(self.asked, filters={name: (value,)}, kind="", after=""))

    def bare(self, kind: str = "") -> str:
        """Only the words."""
        return _address(Asked(text=self.asked.text, kind=kind))

    def exactly(self) -> str:
        """Exactly these words, without other spellings."""
        return _address(replace(self.asked, text=f'"{self.asked.text}"', after=""))


def _address(asked: Asked) -> str:
    pairs = [("q", asked.text), ("tab", asked.kind)]
    pairs += [(name, value) for name in FACETS for value in asked.filters.get(name, ())]
    pairs += [("sort", asked.sort if asked.sort != SORTS[0] else ""), ("after", asked.after)]
    return reverse("search:results") + "?" + urlencode([(name, value) for name, value in pairs if value])
