"""Finding: the two questions that the site asks of search."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Q, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup

from access.kinds import kinds
from access.reach import ANY_READER, reach, read_by
from core.among import Numbers, late
from core.prepared import Late, Prepared
from search.backends import backend
from search.backends.base import ends_of
from search.facets import named, narrow
from search.highlighting import Marker, marked
from search.language.names import is_particle
from search.language.words import words
from search.models import Entry
from search.plan import Candidate, Plan
from search.query import Query, parse
from search.ranking import Ranking, rank
from search.registry import entry_classes, families, labels
from search.results import Asked, Hit, Results, Suggestion
from search.spelling import is_near, is_spelled, variants
from search.weights import FEW, MOST_CANDIDATES, STRIP

__all__ = ["search", "suggest"]

SHORTEST_SUGGESTED = 2
MOST_SUGGESTED = 200
# So many of the words that were typed count.
MOST_WORDS = 4
# So many lines of suggestions are not for people, when other things begin as typed as well.
OTHERS_SUGGESTED = 3
NOT_SHOWN = ("tokens", "signature")


def search(user, asked: Asked) -> Results:
    """A page of what this person may find. Two statements, or three when a word looks misspelt."""
    now = timezone.now()
    query = parse(asked.text)
    if query.is_empty or not user.is_authenticated or not user.is_active:
        return Results(asked=asked, hits=[], people=[], total=0, is_capped=False, tabs=[], facets=[])
    candidates, is_capped = gather(query, reach(user))
    tabs_of = families()
    people = frozenset(name for name, family in tabs_of.items() if family.is_people)
    ranking = rank(candidates, query, now, people)
    wanted = asked.filters.get("language", ())
    candidates = one_of_versions(candidates, ranking, wanted or (spoken(),))
    kept, tabs, facets = narrow(candidates, asked, tabs_of, now)
    placed = order(kept, ranking, asked.sort)
    strip = [] if asked.kind or asked.sort != "relevance" else _strip(placed, ranking, people)
    above = {candidate.id for candidate in strip}
    page, next_after = _page([place for place in placed if place[2].id not in above] if strip else placed, asked)
    shown = strip if not asked.after else []
    marker = Marker(query)
    hits = read_again(user, [*shown, *page], marker, "" if wanted else spoken())
    return Results(
        asked=asked,
        hits=[hits[candidate.id] for candidate in page if candidate.id in hits],
        people=[hits[candidate.id] for candidate in shown if candidate.id in hits],
        total=min(len(kept), MOST_CANDIDATES),
        is_capped=is_capped,
        tabs=tabs,
        facets=facets,
        next_after=next_after,
        also_searched=tuple(sorted(marker.met_guesses)),
    )


def gather(query: Query, within: frozenset[int]) -> tuple[list[Candidate], bool]:
    """What matches, newest first, and whether there is more than is counted.

    A word that was met nowhere within reach is taken for a misspelling of those that differ by one letter. Which of
    them occur is again seen within reach only, so a word that occurs elsewhere is as good as none.
    """
    looked_up = {variant for term in query.terms if is_spelled(term.word) for variant in variants(term.word)}
    found = backend().search(_plan(query, within, tuple(sorted(looked_up))))
    guessed = False
    for number, term in enumerate(query.terms):
        if not any(candidate.has_all or candidate.words >> number & 1 for candidate in found.candidates):
            near = variants(term.word)
            meant = {word for variant, word in found.spellings if variant in near and is_near(term.word, word)}
            if meant:
                term.guess(sorted(meant))
                guessed = True
    if guessed:
        found = backend().search(_plan(query, within, ()))
    whole = [candidate for candidate in found.candidates if candidate.has_all]
    if len(whole) >= FEW or len(query.terms) < 2:
        return whole, found.is_capped
    most = max((candidate.words.bit_count() for candidate in found.candidates), default=0)
    needed = max(1, min(most, -(-len(query.terms) // 2)))
    relaxed = [
        candidate for candidate in found.candidates if candidate.has_all or candidate.words.bit_count() >= needed
    ]
    return relaxed, found.is_capped or len(relaxed) > MOST_CANDIDATES


def _plan(query: Query, within: frozenset[int], spellings: tuple[str, ...]) -> Plan:
    return Plan(
        everything=query.everything(),
        single=query.single(),
        in_title=query.in_title() if query.terms else None,
        spellings=spellings,
        reach=within,
    )


def spoken() -> str:
    """The language of the reader, as entries say it."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def one_of_versions(candidates: list[Candidate], ranking: Ranking, languages: tuple[str, ...]) -> list[Candidate]:
    """Without the other language versions of things of which one in these languages was found as well. The one that
    stays is worth what the best is."""
    kept: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.pair is not None:
            known = kept.setdefault(candidate.pair, candidate)
            if known.shelf.language not in languages and candidate.shelf.language in languages:
                kept[candidate.pair] = candidate
    if not kept:
        return candidates
    for candidate in candidates:
        if candidate.pair is not None:
            first = kept[candidate.pair].id
            ranking.scores[first] = max(ranking.scores[first], ranking.scores[candidate.id])
    return [candidate for candidate in candidates if candidate.pair is None or kept[candidate.pair] is candidate]


Placed = tuple[float, int, Candidate]
"""A candidate behind what it is ordered by."""


def order(candidates: list[Candidate], ranking: Ranking, sort: str) -> list[Placed]:
    """Best first, or newest first; what has no date then comes last."""
    if sort == "date":
        placed = [(float(candidate.published or 0), candidate.id, candidate) for candidate in candidates]
    else:
        scores = ranking.scores
        placed = [(scores[candidate.id], candidate.id, candidate) for candidate in candidates]
    placed.sort(reverse=True)
    return placed


def _strip(placed: list[Placed], ranking: Ranking, people: frozenset[str]) -> list[Candidate]:
    """The people who were asked for: every word is in their name; or in their job and department, when nothing else
    answers better. Other people stand in the list, in their place."""
    best = next((score for score, _id, candidate in placed if candidate.shelf.family not in people), 0.0)
    return [
        candidate
        for score, number, candidate in placed
        if number in ranking.named | ranking.called
        and candidate.shelf.family in people
        and (number in ranking.called or score >= best)
    ][:STRIP]


def _page(placed: list[Placed], asked: Asked) -> tuple[list[Candidate], str]:
    """The hits after a position, and the position of the last of them when there are more."""
    start = 0
    position = read_position(asked.after)
    if position is not None:
        start = next((at for at, place in enumerate(placed) if place[:2] < position), len(placed))
    page = placed[start : start + asked.size]
    more = start + asked.size < len(placed)
    return [place[2] for place in page], write_position(page[-1][:2]) if more and page else ""


def write_position(position: tuple[float, int]) -> str:
    """A position for the address bar."""
    return f"{position[0]:.4f}-{position[1]}"


def read_position(text: str) -> tuple[float, int] | None:
    """The position in an address; None for anything that is none."""
    score, _dash, number = text[:60].rpartition("-")
    try:
        position = (float(score), int(number))
    except ValueError:
        return None
    return position if abs(position[0]) < 1e15 and 0 < position[1] < 2**63 else None


def visible(user, names: Iterable[str]) -> Q:
    """Entries of these kinds whose thing this person may see now, by the thing's own rule. `_kind` is the kind of the
    entry as `_entries` gives it."""
    wanted = set(names)
    rule = Q()
    for kind in kinds():
        if kind.name in wanted:
            # One look per entry: a list of everything visible would grow with the site.
            seen = kind.visible_to(user).order_by().filter(pk=OuterRef("object_id"))
            rule |= Q(Exists(seen), _kind=kind.name)
    return rule or Q(pk__in=[])


def _entries(user, names: tuple[str, ...], *unread: str):
    """Entries of these kinds that this person may find now, without the columns that only matching needs. To be
    narrowed to few numbers, which came from within reach: asking the audience here again would only tempt a database
    to begin with everything that has it."""
    # Not the column itself: SQLite would read all entries of a kind by its index, rather than the few by number.
    entries = Entry.objects.alias(_kind=Coalesce("kind", Value("")))
    found = entries.filter(visible(user, names)).defer(*NOT_SHOWN, *unread)
    related = _related(names)
    return found.select_related(*related) if related else found


def _wanted(*, pairs: bool, keys, pair_keys) -> Q:
    """These entries; with the other versions of those that have some."""
    return Q(pk__among=keys) | Q(pair__among=pair_keys) if pairs else Q(pk__among=keys)


_hits = Prepared(
    lambda pairs, *names: _entries(ANY_READER, names).filter(
        _wanted(pairs=pairs, keys=late("keys"), pair_keys=late("pair_keys"))
    )
)


def read_again(user, candidates: list[Candidate], marker: Marker, language: str) -> dict[int, Hit]:
    """Hits for these candidates by number of their entry: only what the database says this person may see. Of something
    that has versions, the one in this language when there is one that this person may see. One statement."""
    if not candidates:
        return {}
    keys = [candidate.id for candidate in candidates]
    pairs = {candidate.pair for candidate in candidates if candidate.pair is not None} if language else set()
    found_in = {candidate.shelf.family for candidate in candidates}
    names = tuple(sorted({one.kind for _model, one in entry_classes() if one.family in found_in}))
    if user.is_superuser:  # of whom something else may be asked
        entries = list(_entries(user, names).filter(_wanted(pairs=bool(pairs), keys=keys, pair_keys=pairs)))
    else:
        entries = _hits.rows(bool(pairs), *names, keys=keys, pair_keys=pairs, **read_by(user))
    by_key = {entry.pk: entry for entry in entries}
    own = {entry.pair: entry for entry in entries if entry.pair is not None and entry.language == language}
    shown = {candidate.id: own.get(candidate.pair) or by_key.get(candidate.id) for candidate in candidates}
    return {number: hit_of(entry, marker) for number, entry in shown.items() if entry is not None}


def hit_of(entry: Entry, marker: Marker) -> Hit:
    """An entry as people meet it."""
    return Hit(
        kind=entry.family,
        kind_label=_label(entry),
        model=_model_of(entry),
        pk=entry.object_id,
        url=entry.url,
        title=marker.mark(entry.title),
        excerpt=marker.excerpt(entry.body),
        language=entry.language,
        published_at=entry.published_at,
        meta=_facts(entry),
        author=entry.author if entry.kind in _faced() else None,
        is_stale=entry.is_stale,
        is_person=_is_person(entry),
    )


def _model_of(entry: Entry) -> type[Model]:
    return next(kind.model for kind in kinds() if kind.name == entry.kind)


def _is_person(entry: Entry) -> bool:
    family = families().get(entry.family)
    return family is not None and family.is_people


def _label(entry: Entry) -> str:
    return str(labels().get(entry.model or "", entry.family))


def _facts(entry: Entry) -> tuple[str, ...]:
    return tuple(named(fact, english=spoken() == "en") for fact in entry.meta.split("\n") if fact)


def _faced() -> frozenset[str]:
    """The kinds that show a face."""
    return frozenset(entry_class.kind for _model, entry_class in entry_classes() if entry_class.related)


def _related(names: Iterable[str]) -> set[str]:
    """What showing entries of these kinds needs in the same statement."""
    wanted = set(names)
    return {
        path for _model, entry_class in entry_classes() if entry_class.kind in wanted for path in entry_class.related
    }


def _suggested(user, sql: str, parameters: list):
    names = tuple(sorted({entry_class.kind for _model, entry_class in entry_classes()}))
    unread = ("body", "topics", "section", "department")
    # Words are letters and digits, and are a parameter.
    return _entries(user, names, *unread).filter(pk__in=RawSQL(sql, parameters))  # noqa: S611


def _suggest_anybody(others: int, kept: int):
    """With `others` words besides the first, as `Database.beginning` takes them."""
    ends = [Late(f"{end}{n}", TextField()) for n in range(others + 1) for end in ("from", "upto")]
    asked = [Late("word", TextField()), *ends[:2], late("reach"), *ends[2:]]
    return _suggested(ANY_READER, backend().beginning(others, MOST_SUGGESTED, kept), asked * 2)


_suggestions = Prepared(_suggest_anybody)


def suggest(user, text: str, *, size: int = 8) -> list[Suggestion]:
    """What this person may be typing the title or name of, people first. One statement."""
    query = parse(text)
    typed = [word for word in query.words if word]
    if not user.is_authenticated or not user.is_active or sum(map(len, typed)) < SHORTEST_SUGGESTED:
        return []
    words_typed = _telling(typed)
    ends = [ends_of(word) for word in words_typed]
    if user.is_superuser:
        audiences = Numbers().get_db_prep_value(reach(user), connection)
        asked = [words_typed[0], *ends[0], audiences, *(end for pair in ends[1:] for end in pair)]
        entries = list(_suggested(user, backend().beginning(len(ends) - 1, MOST_SUGGESTED, size), asked * 2))
    else:
        late_ends = {f"{end}{n}": pair[at] for n, pair in enumerate(ends) for at, end in enumerate(("from", "upto"))}
        entries = _suggestions.rows(len(ends) - 1, size, word=words_typed[0], **late_ends, **read_by(user))
    found = sorted(_own_versions(entries), key=lambda entry: _closeness(entry, typed), reverse=True)
    people = [entry for entry in found if _is_person(entry)]
    others = [entry for entry in found if not _is_person(entry)]
    room = max(size - len(others), size - OTHERS_SUGGESTED)
    return [_suggestion(entry, typed) for entry in [*people[:room], *others][:size]]


def _telling(typed: list[str]) -> list[str]:
    """The words that a title or name must have one beginning with, the longest first; the little words of surnames may
    be left out."""
    telling = [word for word in typed if not is_particle(word)] or typed
    return sorted(dict.fromkeys(telling), key=len, reverse=True)[:MOST_WORDS]


def _own_versions(entries: list[Entry]) -> list[Entry]:
    """Of two versions of one thing the one in the reader's language."""
    own = {entry.pair for entry in entries if entry.pair is not None and entry.language == spoken()}
    return [entry for entry in entries if entry.pair not in own or entry.language == spoken()]


def _closeness(entry: Entry, typed: list[str]) -> tuple:
    """People first; then what begins as typed, has whole words of it, and is new."""
    title = [part for word in words(entry.title) for part in (word.parts or (word.folded,))]
    return (
        _is_person(entry),
        title[: len(typed) - 1] == typed[:-1]
        and title[len(typed) - 1 : len(typed)] != []
        and title[len(typed) - 1].startswith(typed[-1]),
        len(set(typed) & set(title)),
        entry.published_at.timestamp() if entry.published_at else 0.0,
        entry.pk,
    )


def _suggestion(entry: Entry, typed: list[str]) -> Suggestion:
    return Suggestion(
        kind=entry.family,
        kind_label=_label(entry),
        model=_model_of(entry),
        pk=entry.object_id,
        url=entry.url,
        title=_mark_beginnings(entry.title, typed),
        meta=" · ".join(_facts(entry)[:2]),
        person=entry.author if _is_person(entry) else None,
    )


def _mark_beginnings(title: str, typed: list[str]) -> Markup:
    """The title, escaped, with the words that begin as typed marked."""
    begins = tuple(typed)
    return marked(
        title, [word for word in words(title) if any(part.startswith(begins) for part in (word.folded, *word.parts))]
    )
