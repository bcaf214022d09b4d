"""nDCG, success and reciprocal rank of a list of answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log2
from statistics import mean

from search.relevance.judged import Judged

DEPTH = 10
Answer = Callable[[str], list[str]]


@dataclass(frozen=True)
class Figures:
    """Means over some questions."""

    questions: int
    ndcg: float
    success_at_1: float
    success_at_3: float
    reciprocal_rank: float


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten: 1 when no order could be better."""
    gains = [2 ** grades.get(name, 0) - 1 for name in found[:DEPTH]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:DEPTH]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Iterable[int]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))


def first_good(found: list[str], grades: dict[str, int]) -> int | None:
    """The place (from 1) of the first thing with the best grade that there is; None below the tenth."""
    best = max(grades.values())
    return next((place for place, name in enumerate(found[:DEPTH], 1) if grades.get(name, 0) == best), None)


def measure(questions: list[Judged], answer: Answer) -> dict[str, Figures]:
    """Figures per group, and over all as "all"."""
    rows: dict[str, list[tuple[float, int | None]]] = {}
    for question in questions:
        found = answer(question.text)
        row = (ndcg(found, question.grades), first_good(found, question.grades))
        for group in (question.group, "all"):
            rows.setdefault(group, []).append(row)
    return {group: _figures(measured) for group, measured in rows.items()}


def _figures(rows: list[tuple[float, int | None]]) -> Figures:
    places = [place for _gain, place in rows]
    return Figures(
        questions=len(rows),
        ndcg=mean(gain for gain, _place in rows),
        success_at_1=mean(place == 1 for place in places),
        success_at_3=mean(place is not None and place <= 3 for place in places),
        reciprocal_rank=mean(1 / place if place else 0.0 for place in places),
    )
