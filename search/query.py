"""What somebody typed, understood: words, phrases in quotes, and what should not be in it."""

import re
from dataclasses import dataclass, field

from search import weights
from search.language.compounds import split
from search.language.names import is_particle
from search.language.stems import LANGUAGES, stems
from search.language.stop_words import is_stop_word
from search.language.words import LONGEST_WORD, national, numbers, words
from search.plan import AllOf, AnyOf, Prefix, Sequence, Token, Without

LONGEST_TEXT = 200
MOST_TERMS = 8
SHORTEST_PREFIX = 4
_PHRASE = re.compile(r'(-?)["“”„]([^"“”„]*)["“”„]')
_EXCLUDED = re.compile(r"(?:^|(?<=\s))-(?=[^\W_])(\S+)")


@dataclass(frozen=True)
class Form:
    """One way in which a word of the question can be met, and what that is worth. `tokens` all have to be there."""

    tokens: tuple[str, ...]
    worth: float
    is_prefix: bool = False

    def node(self) -> object:
        if self.is_prefix:
            return Prefix(self.tokens[0])
        return Token(self.tokens[0]) if len(self.tokens) == 1 else AllOf(tuple(map(Token, self.tokens)))


@dataclass
class Term:
    """A word of the question."""

    word: str
    forms: list[Form]
    guesses: list[str] = field(default_factory=list)
    """Words it may have meant, taken in because it was not met itself."""

    def node(self) -> object:
        return AnyOf(tuple(form.node() for form in self.forms))

    def in_title(self) -> object:
        nodes = []
        for form in self.forms:
            tokens = tuple(token if token[0] == "t" else "t" + token for token in form.tokens if token[0] in "wnept")
            if len(tokens) == len(form.tokens):
                nodes.append(Form(tokens, form.worth, form.is_prefix).node())
        return AnyOf(tuple(nodes)) if nodes else self.node()

    def guess(self, words_meant: list[str]) -> None:
        """Also look for these words, at the worth of a guess."""
        self.guesses = words_meant
        for word in words_meant:
            self.forms += [
                Form(form.tokens, weights.TYPO * form.worth) for form in forms_of(word) if not form.is_prefix
            ]


@dataclass(frozen=True)
class Query:
    """A question. Without terms and phrases it asks nothing."""

    terms: list[Term]
    phrases: list[tuple[str, ...]]
    spoken: list[Term]
    """The words of the phrases: they have been met wherever a phrase was, and weigh like any other word."""
    excluded: list[object]
    words: tuple[str, ...]
    """All words in order, for comparing with titles; those of phrases last."""

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.phrases

    def everything(self) -> object:
        """What has every word and phrase."""
        return self.within(AllOf(tuple(term.node() for term in self.terms)) if self.terms else None)

    def in_title(self) -> object:
        """What has every word in its title."""
        return self.within(AllOf(tuple(term.in_title() for term in self.terms)) if self.terms else None)

    def single(self) -> tuple:
        """What has each of the words; nothing when there is one, because that is `everything`."""
        return tuple(self.within(term.node()) for term in self.terms) if len(self.terms) > 1 else ()

    def within(self, node: object | None) -> object:
        """The phrases hold, and what is excluded stays out, whichever words are asked."""
        needed = ([node] if node is not None else []) + [Sequence(phrase) for phrase in self.phrases]
        whole = needed[0] if len(needed) == 1 else AllOf(tuple(needed))
        return Without(whole, AnyOf(tuple(self.excluded))) if self.excluded else whole


def parse(text: str) -> Query:
    """The question in this text. Never fails: what cannot be understood is not asked."""
    text = text[:LONGEST_TEXT]
    phrases: list[tuple[str, ...]] = []
    excluded: list[object] = []

    def take_phrase(found: re.Match) -> str:
        tokens = tuple("w" + part for word in words(found[2]) for part in (word.parts or (word.folded,)))
        if tokens and found[1]:
            excluded.append(Sequence(tokens))
        elif tokens:
            phrases.append(tokens)
        return " "

    def take_excluded(found: re.Match) -> str:
        for word in words(found[1]):
            excluded.append(AnyOf(tuple(Token(token) for token in ("w" + word.folded, *_stem_tokens(word.folded)))))
        return " "

    rest = _EXCLUDED.sub(take_excluded, _PHRASE.sub(take_phrase, text))
    number = _whole_number(rest)
    found = list(words(rest))
    all_words = tuple(part for word in found for part in (word.parts or (word.folded,)))
    terms = [Term(number, _number_forms(number))] if number else [_term(word) for word in _wanted(found)]
    said = [token[1:] for phrase in phrases for token in phrase]
    spoken = [Term(word, [Form(("w" + word,), weights.EXACT)]) for word in said if not is_stop_word(word)]
    return Query(
        terms[:MOST_TERMS], phrases[:MOST_TERMS], spoken[:MOST_TERMS], excluded[:MOST_TERMS], (*all_words, *said)
    )


def _whole_number(text: str) -> str:
    """The digits, when the question is a telephone number or a piece of one."""
    if any(char.isalpha() for char in text):
        return ""
    found = list(numbers(text)) if len(text.split()) > 1 else []
    return found[0][:LONGEST_WORD] if len(found) == 1 and national(text) == found[0] else ""


def _wanted(found: list) -> list:
    """The words that have to be met: not the glue, unless there is nothing else; each once."""
    telling = [word for at, word in enumerate(found) if word.parts or not _is_glue(word.folded, first=at == 0)]
    kept = {word.folded: word for word in telling or found}
    return list(kept.values())


def _is_glue(word: str, *, first: bool) -> bool:
    """Whether a word only holds others together. A single letter in front is an initial."""
    if first and len(word) == 1:
        return False
    return is_stop_word(word) or is_particle(word)


def _term(word) -> Term:
    forms = forms_of(word.folded)
    if word.parts:
        tokens = tuple("w" + part for part in word.parts)
        forms.append(Form(tokens, weights.STEM))
        stemmed = tuple((_stem_tokens(part) or ["w" + part])[0] for part in word.parts)
        forms.append(Form(stemmed, weights.SPLIT))
    return Term(word.folded, forms)


def forms_of(word: str) -> list[Form]:
    """How a folded word can be met, the best way first."""
    found = [Form(("w" + word,), weights.EXACT)]
    if word.isdigit():
        return found + ([Form(("d" + word,), weights.STEM, is_prefix=True)] if len(word) >= 3 else [])
    if len(word) == 1:
        return [*found, Form(("i" + word,), weights.PREFIX)]
    found += [Form((token,), weights.STEM) for token in _stem_tokens(word)]
    found += [Form(("p" + stem,), weights.PART) for stem in stems(word, "nl")]
    parts = split(word)
    if parts:
        # Each part as a word of its own or inside another compound: *schoenen voor de veiligheid*.
        found.append(Form(tuple("n" + stems(part, "nl")[0] for part in parts), weights.SPLIT))
        found.append(Form(tuple("p" + stems(part, "nl")[0] for part in parts), weights.SPLIT))
    if len(word) >= SHORTEST_PREFIX:
        # Beginnings of titles only: in texts the stems and parts do this with less chance.
        found.append(Form(("tw" + word,), weights.PREFIX, is_prefix=True))
    return found


def _number_forms(number: str) -> list[Form]:
    return [Form(("d" + number,), weights.EXACT, is_prefix=True), Form(("w" + number,), weights.EXACT)]


def _stem_tokens(word: str) -> list[str]:
    marks = {"nl": "n", "en": "e"}
    return list(dict.fromkeys(marks[language] + stem for language in LANGUAGES for stem in stems(word, language)))


__all__ = ["Form", "Query", "Term", "forms_of", "parse"]
