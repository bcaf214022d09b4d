"""Whom a text names: `@Anna de Vries`, and `@community` for all members.

Only who may read the place can be mentioned. A name that several of them bear is told apart by a number behind it,
which the list under the text field puts there: `@Jan de Vries#412`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower
from django.utils.text import slugify

from access.rule import readers_of
from core.addresses import address

MOST_WORDS = 6
MOST_LOOKED_AT = 60
_AT = re.compile(r"(?<![\w@])@(?=\w)")
_NUMBER = re.compile(r"#(\d{1,12})(?!\w)")
_ALL = re.compile(r"(?<![\w@])@community(?!\w)", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w#/&])#([^\W\d_][\w-]{1,49})")


@dataclass(frozen=True)
class Found:
    """What a text names. `mentioned`: [id, words] of readers; `unheard`: names of colleagues who cannot read it."""

    mentioned: list[list]
    unheard: list[str]


def names_in(text: str, audience_id: int) -> Found:
    """Who is mentioned in a text for this audience. One query when there is an @ in it, two when a name is not a
    reader's."""
    candidates = dict(_candidates(text))
    if not candidates:
        return Found([], [])
    bearers = _bearers(readers_of(audience_id), candidates)
    mentioned = {}
    for at, spellings in _by_place(candidates).items():
        for words, name, number in spellings:
            people = bearers.get(name, [])
            chosen = number if number in people else people[0] if len(people) == 1 and not number else None
            if chosen is not None:
                mentioned[at] = [chosen, words]
                break
    missing = [
        spelling for at, spellings in _by_place(candidates).items() if at not in mentioned for spelling in spellings
    ]
    unheard = _known(missing) if missing else []
    unique = {tuple(each): each for each in mentioned.values()}
    return Found(list(unique.values()), unheard)


def names_all(text: str) -> bool:
    """Whether a text addresses all members of its community."""
    return bool(_ALL.search(text))


def tags_in(text: str) -> list[str]:
    """The #topics in a text, each once."""
    return list(dict.fromkeys(_TAG.findall(text)))


def links_in(text: str, mentioned: Iterable) -> tuple[tuple[str, str, str], ...]:
    """What in a text leads somewhere, for `core.text.render_linked`: names to people, topics to what is found."""
    people = [
        (words, address("people:person", pk, slugify(_bare(words)) or "x"), _bare(words)) for pk, words in mentioned
    ]
    topics = [(f"#{tag}", f"{address('search:results')}?q={tag}", f"#{tag}") for tag in tags_in(text)]
    return (*people, *topics)


def offered(words: str, audience_id: int, by, most: int = 8) -> list:
    """Readers whose name begins with these words, for the list under the text field; each with `mention`: what stands
    in the text for them. Two queries."""
    people = readers_of(audience_id).exclude(pk=by.pk)
    for word in words.split()[:MOST_WORDS]:
        people = people.filter(Q(first_name__istartswith=word) | Q(last_name__icontains=word))
    people = people.select_related("profile__portrait", "profile__department")
    found = list(people.order_by(Lower("first_name"), Lower("last_name"), "pk")[:most])
    same = _with_names(readers_of(audience_id)).filter(named__in={_key(person.get_full_name()) for person in found})
    shared = set(same.values("named").annotate(n=Count("pk")).filter(n__gt=1).values_list("named", flat=True))
    for person in found:
        name = person.get_full_name()
        person.mention = f"@{name}#{person.pk}" if _key(name) in shared else f"@{name}"
    return found


def _candidates(text: str) -> Iterable[tuple[tuple[int, int], tuple[str, str, int | None]]]:
    """For each @, the one to six words behind it, the longest first: ((place, -words), (spelling, name, number))."""
    for match in list(_AT.finditer(text))[:MOST_LOOKED_AT]:
        rest = text[match.end() : match.end() + 120].split("\n", 1)[0]
        ends = [end.end() for end in re.finditer(r"[\w'’.-]+", rest)][:MOST_WORDS]
        for count, end in reversed(list(enumerate(ends))):
            for stop in (end, len(rest[:end].rstrip(".-'’"))):
                name = rest[:stop]
                number = _NUMBER.match(rest, stop)
                spelling = f"@{name}{number[0] if number else ''}"
                yield (match.start(), -count * 2 - (stop == end)), (spelling, _key(name), number and int(number[1]))


def _by_place(candidates: dict) -> dict[int, list[tuple]]:
    places: dict[int, list[tuple]] = {}
    for (at, _order), spelling in sorted(candidates.items()):
        places.setdefault(at, []).append(spelling)
    return places


def _bearers(people: QuerySet, candidates: dict) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for name, pk in _called(people, candidates.values()).order_by("pk").values_list("full", "pk")[:500]:
        found.setdefault(_key(name), []).append(pk)
    return found


def _known(missing: list[tuple]) -> list[str]:
    found = _called(get_user_model().objects.filter(is_active=True), missing).order_by("pk")[:20]
    return sorted({person.get_full_name() for person in found})


def _called(people: QuerySet, spellings: Iterable[tuple]) -> QuerySet:
    """In lower case, and as written: SQLite lowers no letters with accents."""
    exact, lowered = set(), set()
    for spelling, name, _number in spellings:
        exact.add(_bare(spelling[1:]))
        lowered.add(name)
    return _with_names(people).filter(Q(named__in=lowered) | Q(full__in=exact))


def _with_names(people: QuerySet) -> QuerySet:
    full = Concat("first_name", Value(" "), "last_name")
    return people.annotate(full=full, named=Lower(full))


def _key(name: str) -> str:
    return " ".join(name.split()).lower()


def _bare(words: str) -> str:
    return _NUMBER.sub("", words)
