"""The order of what was found: a small sum of named terms, the same on every backend."""

import math
from datetime import datetime

from search import weights
from search.language.folding import fold
from search.language.words import words
from search.plan import Candidate
from search.query import Form, Query, Term

FIELD = {"T": weights.TITLE, "K": weights.KEYWORD, "L": weights.LEAD, "B": 0.0}
DAY = 86_400


def rank(candidates: list[Candidate], query: Query, now: datetime, people: frozenset[str]) -> None:
    """Give every candidate its score."""
    terms = [*query.terms, *query.spoken]
    rarity = _rarity(candidates, query)
    asked = [[(form, _marks(form)) for form in _by_worth(term)] for term in terms]
    today = int(now.timestamp()) // DAY
    wanted = " ".join(query.words)
    for candidate in candidates:
        total, in_title, named, has = 0.0, 0, 0, 0
        for number, (forms, rare) in enumerate(zip(asked, rarity, strict=True)):
            worth, place = _match(candidate.signature, forms)
            if not worth and (candidate.has_all or number >= len(query.terms) or candidate.has >> number & 1):
                worth = weights.BODY * weights.STEM  # in the text, among the words it says least often
            total += worth * rare
            in_title += place == "T"
            named += place in ("T", "K")
            has += worth > 0
        if not terms:
            total = weights.BODY
        candidate.is_called = bool(in_title) and in_title == len(terms)
        candidate.is_named = bool(named) and named == len(terms)
        candidate.score = round(total * _whole(candidate, query, wanted, in_title, has, today, people), 4)


def _by_worth(term: Term) -> list:
    return sorted((form for form in term.forms if not form.is_prefix), key=lambda form: -form.worth) + [
        form for form in term.forms if form.is_prefix
    ]


def _marks(form: Form) -> list[str]:
    """How the tokens of a form stand in a signature: whole, or as a beginning. It has no title tokens of its own."""
    if form.is_prefix:
        return [" " + (token[1:] if token[0] == "t" else token) for token in form.tokens]
    return [f" {token}:" for token in form.tokens]


def _match(signature: str, forms: list) -> tuple[float, str]:
    """The best way in which a word is met, and the field of that ("" when it is not in the signature)."""
    best, found = 0.0, ""
    for form, marks in forms:
        if form.worth * (weights.TITLE + weights.BODY_MOST) <= best:
            continue
        worth, where = math.inf, "T"
        for mark in marks:
            at = signature.find(mark)
            if at < 0:
                worth = 0.0
                break
            at = signature.find(":", at) + 1
            place = signature[at]
            said = FIELD[place] + weights.BODY + (weights.BODY_MOST - weights.BODY) * int(signature[at + 1]) / 9
            if said < worth:
                worth, where = said, place
        if worth * form.worth > best:
            best, found = worth * form.worth, where
    return best, found


def _rarity(candidates: list[Candidate], query: Query) -> list[float]:
    """How much each word tells. Counted among what was found for this reader, never over the whole index: what somebody
    may not see must not move anything. When every candidate has every word they all tell as much."""
    if len(query.terms) < 2 or all(candidate.has_all for candidate in candidates):
        return [1.0] * (len(query.terms) + len(query.spoken))
    found = []
    for number in range(len(query.terms)):
        having = sum(1 for candidate in candidates if candidate.has >> number & 1 or candidate.has_all)
        found.append(math.log(1 + len(candidates) / (having or 1)))
    most = max(found)
    return [*(rare / most for rare in found), *([1.0] * len(query.spoken))]


def _whole(
    candidate: Candidate, query: Query, wanted: str, in_title: int, has: int, today: int, people: frozenset[str]
) -> float:
    """What does not depend on single words."""
    factor = weights.KINDS.get(candidate.family, weights.OTHER_KIND)
    count = len(query.terms) + len(query.spoken)
    if count and not candidate.has_all:
        factor *= (has / count) ** weights.COVERAGE_POWER
    is_person = candidate.family in people
    if candidate.is_called:
        factor *= weights.IS_NAME if is_person else weights.ALL_IN_TITLE
    elif is_person and in_title and candidate.is_named:
        factor *= weights.IS_NAME_AND_JOB
    if in_title and wanted:
        title = fold(candidate.title)
        if wanted in title:
            spoken = " ".join(part for word in words(candidate.title) for part in (word.parts or (word.folded,)))
            if spoken == wanted:
                factor *= weights.IS_TITLE
            elif len(query.words) > 1:
                factor *= weights.TITLE_PHRASE
    if candidate.freshness and candidate.published is not None:
        age = max(0, today - candidate.published // DAY)
        factor *= 1 - weights.NEWS_MOST_LOST * (1 - 0.5 ** (age / weights.NEWS_HALF_LIFE_DAYS))
    return factor * weights.STALE if candidate.is_stale else factor
