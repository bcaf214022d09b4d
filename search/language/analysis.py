"""A thing's words, analysed: what a backend matches, and how much each word means for the thing.

Tokens are one letter that says what they are, and a word: `w` as written, `n` and `e` a Dutch or English stem, `p` the
stem of a part of a Dutch compound, `d` the end of a telephone number, `i` the initial of a name. Those of titles and
names are there a second time behind a `t`. Letters and digits only: every index reads them as one word.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from search.language.compounds import split
from search.language.folding import fold
from search.language.names import is_particle, other_forms
from search.language.stems import LANGUAGES, stems
from search.language.stop_words import is_stop_word
from search.language.words import numbers, words

MOST_WORDS = 20_000
# So many different words of a body are in the signature: the ones it says most often.
MOST_IN_SIGNATURE = 40
GAP = "zz"
STEM_MARK = {"nl": "n", "en": "e"}
SHORTEST_NUMBER = 3
# Of what beginnings are kept for; a surname in one word may be long.
LONGEST = 80
NO_PLACE = 99
# What is told apart by one wrong letter: shorter words have too many neighbours, longer ones are no words.
SPELLED = range(4, 31)


@dataclass(frozen=True, kw_only=True)
class Text:
    """A thing as analysis takes it."""

    language: str
    title: str
    lead: str = ""
    body: str = ""
    keywords: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    numbers: str = ""
    is_person: bool = False


@dataclass
class Analysed:
    """`tokens` for matching, in the order of the text first so that phrases can be matched; `signature` for ranking;
    `vocabulary`, the words that a misspelt one may have meant."""

    tokens: str = ""
    signature: str = ""
    vocabulary: set[str] = field(default_factory=set)


def languages_of(language: str) -> tuple[str, ...]:
    """The languages a text is analysed in; both when it is in none of them."""
    return (language,) if language in LANGUAGES else LANGUAGES


def forms(word: str, languages: Iterable[str], *, with_parts: bool = True) -> list[str]:
    """Every token of a folded word except the word as written: stems, and for Dutch the parts of a compound."""
    found = [STEM_MARK[language] + stem for language in languages for stem in stems(word, language)]
    if with_parts and "nl" in languages:
        found += part_forms(word)
    return found


def part_forms(word: str) -> list[str]:
    """The tokens of the parts of a Dutch compound."""
    return ["p" + stem for part in split(word) for stem in stems(part, "nl")]


def analyse(text: Text) -> Analysed:
    """Tokens, signature and vocabulary of a thing."""
    languages = languages_of(text.language)
    fields = {
        "T": [text.title, *text.other_names],
        "K": list(text.keywords),
        "L": [text.lead],
        "B": [text.body],
    }
    if text.is_person:
        first = next(words(text.title), None)
        fields["K"] += sorted(other_forms(first.folded)) if first else []
    stream: list[str] = []
    extra: dict[str, None] = {}
    best: dict[str, str] = {}
    counts: Counter[str] = Counter()
    vocabulary: set[str] = set()
    length = 0
    for name, texts in fields.items():
        for piece in texts:
            for sequence, compared in _words_of(piece):
                if length >= MOST_WORDS:
                    break
                stream += ["w" + word for word in sequence]
                for word in compared:
                    length += 1
                    counts[word] += 1
                    best.setdefault(word, name)
                    vocabulary.add(word)
                    if name == "T":
                        extra.update(dict.fromkeys(_title_tokens(word, languages, text.is_person)))
            stream.append(GAP)
    read = set(stream)
    for word in best:
        if "w" + word not in read:
            extra["w" + word] = None
        if is_stop_word(word):
            continue
        extra.update(dict.fromkeys(forms(word, languages, with_parts=_in_parts(text.is_person, best[word]))))
    extra.update(dict.fromkeys(_number_tokens(text.numbers)))
    called = list(_name_tokens(text.title)) if text.is_person else []
    extra.update(dict.fromkeys(called))
    signature = _signature(best, counts, length, languages, text.is_person)
    signature += "".join(f"{token}:T5 " for token in dict.fromkeys(called) if not token.startswith("tw"))
    return Analysed(
        tokens=" ".join([*stream, *extra]),
        signature=signature,
        vocabulary={word for word in vocabulary if len(word) in SPELLED and word.isalpha() and not is_stop_word(word)},
    )


def beginnings(tokens: str) -> dict[str, int]:
    """What may be typed the beginning of, with its place in the title: words of titles and names, and every end of a
    telephone number."""
    pieces = tokens.split()
    places = {
        word: at for at, word in enumerate(dict.fromkeys(t[2 : LONGEST + 2] for t in pieces if t.startswith("tw")))
    }
    for token in pieces:
        if token[0] == "d":
            places.setdefault(token[1 : LONGEST + 1], NO_PLACE)
    return places


def _words_of(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Per word what stands in the text, one after the other, and what is compared: "e-learning" reads *e learning* and
    is compared as *elearning*, *e* and *learning*."""
    for word in words(text):
        yield (word.parts, (word.folded, *word.parts)) if word.parts else ((word.folded,), (word.folded,))


def _in_parts(is_person: bool, place: str) -> bool:
    """Names and departments are not taken apart: not all who work in the *kaasmakerij* are about *kaas*."""
    return not is_person or place == "B"


def _title_tokens(word: str, languages: tuple[str, ...], is_person: bool) -> list[str]:
    return ["tw" + word, *("t" + form for form in forms(word, languages, with_parts=not is_person))]


def _number_tokens(text: str) -> Iterator[str]:
    """Every end of every number: any digits in a row are then the beginning of one of them."""
    for digits in numbers(text):
        for start in range(len(digits) - SHORTEST_NUMBER + 1):
            yield "d" + digits[start:]


def _name_tokens(name: str) -> Iterator[str]:
    """Initials, the surname written as one word, and other forms of the first name."""
    parts = [word.folded for word in words(name)]
    for position, part in enumerate(parts):
        yield "i" + part[0]
        if is_particle(part) and position:
            yield "tw" + "".join(parts[position:])
            yield "w" + "".join(parts[position:])
    for other in sorted(other_forms(parts[0])) if parts else ():
        yield "tw" + other


def _signature(
    best: dict[str, str], counts: Counter[str], length: int, languages: tuple[str, ...], is_person: bool
) -> str:
    """ " wkaas:T3 nkaas:T3 …": the field of a token that counts most, and how much the whole says it, 1 to 9."""
    telling = [word for word in best if not is_stop_word(word)]
    kept = [word for word in telling if best[word] != "B"]
    # Sorting keeps the order of the text among words that are said as often: the same text, the same signature.
    kept += sorted((word for word in telling if best[word] == "B"), key=lambda word: -counts[word])[:MOST_IN_SIGNATURE]
    sums: Counter[str] = Counter()
    place: dict[str, str] = {}
    for word in kept:
        for token in ("w" + word, *forms(word, languages, with_parts=_in_parts(is_person, best[word]))):
            sums[token] += counts[word]
            place[token] = min(place.get(token, "Z"), best[word], key="TKLBZ".index)
    damped = 1.2 * (0.3 + 0.7 * length / 250)
    return (
        " "
        + " ".join(
            f"{token}:{place[token]}{max(1, min(9, round(9 * count / (count + damped))))}"
            for token, count in sums.items()
        )
        + " "
    )


__all__ = ["Analysed", "Text", "analyse", "beginnings", "fold", "forms", "languages_of", "part_forms"]
