"""The order of what was found: a small sum of named terms, the same on every backend."""

import math
from dataclasses import dataclass, field
from datetime import datetime

from search import weights
from search.language.folding import fold
from search.language.words import words
from search.plan import Candidate
from search.query import Form, Query, Term

FIELD = {"T": weights.TITLE, "K": weights.KEYWORD, "L": weights.LEAD, "B": 0.0}
DAY = 86_400
# In the text, among the words it says least often.
IN_TEXT = weights.BODY * weights.STEM


@dataclass
class Ranking:
    """What candidates are worth, by their numbers; those whose title or name has every word (`called`), or whose name,
    job and department together do (`named`)."""

    scores: dict[int, float] = field(default_factory=dict)
    called: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)


def rank(candidates: list[Candidate], query: Query, now: datetime, people: frozenset[str]) -> Ranking:
    """The worth of every candidate."""
    terms = [*query.terms, *query.spoken]
    rarity = _rarity(candidates, query)
    asked = [[(form, _marks(form)) for form in _by_worth(term)] for term in terms]
    today = int(now.timestamp()) // DAY
    wanted = " ".join(query.words)
    ranking = Ranking()
    unread: dict[tuple[bool, int], float] = {}
    for candidate in candidates:
        if candidate.told:
            worth = _read(candidate, query, asked, rarity, wanted, ranking, candidate.shelf.family in people)
        else:
            key = (candidate.has_all, candidate.words)
            if key not in unread:
                unread[key] = _unread(candidate, query, rarity)
            worth = unread[key]
        ranking.scores[candidate.id] = round(worth * _lasting(candidate, today), 4)
    return ranking


def _read(candidate, query: Query, asked: list, rarity: list[float], wanted: str, ranking: Ranking, is_person) -> float:
    """The worth of the words in a candidate, from its signature."""
    title, signature = candidate.title, candidate.signature
    total, in_title, named, has = 0.0, 0, 0, 0
    for number, (forms, rare) in enumerate(zip(asked, rarity, strict=True)):
        worth, place = _match(signature, forms)
        if not worth and _has(candidate, query, number):
            worth = IN_TEXT
        total += worth * rare
        in_title += place == "T"
        named += place in ("T", "K")
        has += worth > 0
    if not asked:
        total = weights.BODY
    is_called = bool(in_title) and in_title == len(asked)
    is_named = bool(named) and named == len(asked)
    if is_called:
        ranking.called.add(candidate.id)
        total *= weights.IS_NAME if is_person else weights.ALL_IN_TITLE
    elif is_person and in_title and is_named:
        total *= weights.IS_NAME_AND_JOB
    if is_named:
        ranking.named.add(candidate.id)
    if in_title and wanted:
        total *= _said_together(title, query, wanted)
    return total * _covered(candidate, has, len(asked))


def _unread(candidate: Candidate, query: Query, rarity: list[float]) -> float:
    """The same for one that was not read closely: its words are in the text."""
    has = [rare for number, rare in enumerate(rarity) if _has(candidate, query, number)]
    return (IN_TEXT * sum(has) if rarity else weights.BODY) * _covered(candidate, len(has), len(rarity))


def _has(candidate: Candidate, query: Query, number: int) -> bool:
    """Whether a word is in the text, perhaps among the ones it says least often. Words of phrases always are."""
    return candidate.has_all or number >= len(query.terms) or bool(candidate.words >> number & 1)


def _covered(candidate: Candidate, has: int, asked: int) -> float:
    return 1.0 if candidate.has_all or not asked else (has / asked) ** weights.COVERAGE_POWER


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
        having = sum(1 for candidate in candidates if candidate.has_all or candidate.words >> number & 1)
        found.append(math.log(1 + len(candidates) / (having or 1)))
    most = max(found)
    return [*(rare / most for rare in found), *([1.0] * len(query.spoken))]


def _said_together(title: str, query: Query, wanted: str) -> float:
    """More for a title that is the question, or has its words side by side."""
    if wanted in fold(title):
        spoken = " ".join(part for word in words(title) for part in (word.parts or (word.folded,)))
        if spoken == wanted:
            return weights.IS_TITLE
        if len(query.words) > 1:
            return weights.TITLE_PHRASE
    return 1.0


def _lasting(candidate: Candidate, today: int) -> float:
    """What does not depend on words."""
    shelf = candidate.shelf
    factor = weights.KINDS.get(shelf.family, weights.OTHER_KIND)
    if shelf.ages and candidate.published is not None:
        age = max(0, today - candidate.published // DAY)
        factor *= 1 - weights.NEWS_MOST_LOST * (1 - 0.5 ** (age / weights.NEWS_HALF_LIFE_DAYS))
    return factor * weights.STALE if shelf.is_stale else factor
