"""Showing why something was found: the sentence that matched, with what matched marked. Escaped first."""

import re
from bisect import bisect_right

from markupsafe import Markup, escape

from search.language.analysis import forms
from search.language.stems import LANGUAGES
from search.language.stop_words import is_stop_word
from search.language.words import Word, word_around
from search.query import Query

LENGTH = 220
# An excerpt that would be shorter begins with an earlier sentence.
SHORT = 80
# So many matches of a text are looked at: enough to find the best sentence, and a bound for any text.
MOST_MATCHES = 200
# So many letters of a token begin every word that has it; Dutch stems change the third (*kazen* is *kaas*).
ROOTS = {"n": 2, "p": 2}
OPEN, CLOSE = Markup("<mark>"), Markup("</mark>")
# A sentence ends at a mark that a space and a capital, a figure or a quotation mark follow.
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[\"'“‘(]?[A-ZÀ-Þ0-9])|\n+")
# Folding takes accents away; in the text itself a letter may have one.
_ACCENTED = {
    "a": "aàáâãäåāăą", "c": "cçćč", "d": "dďđ", "e": "eèéêëēęě", "g": "gğ", "i": "iìíîïīıİ", "l": "lł", "n": "nñńň",
    "o": "oòóôõöøō", "r": "rř", "s": "sśšş", "t": "tťţ", "u": "uùúûüūů", "y": "yýÿ", "z": "zźżž",
}  # fmt: skip


class Marker:
    """Marks the words of one question in texts. Keeps what it met, for all texts of a page."""

    def __init__(self, query: Query) -> None:
        self.whole: set[str] = set()
        starts = []
        for term in query.terms:
            for form in term.forms:
                if form.is_prefix:
                    starts.append(form.tokens[0].removeprefix("t"))
                else:
                    self.whole.update(form.tokens)
        for phrase in query.phrases:
            self.whole.update(token for token in phrase if not is_stop_word(token[1:]) or len(phrase) == 1)
        self.starts = tuple(starts)
        self.guesses = {guess for term in query.terms for guess in term.guesses}
        self.met_guesses: set[str] = set()
        self.known: dict[str, bool] = {}
        # Only words that have the first letters of something asked for in them are looked at closely.
        roots = {token[1 : 1 + ROOTS.get(token[0], 3)] for token in (*self.whole, *self.starts)}
        self.likely = _pattern(roots) if roots else None

    def is_met(self, word: Word) -> bool:
        """Whether this word of a text is one that was asked for, in some form."""
        return self._met(word.folded) or any(self._met(part) for part in word.parts)

    def _met(self, folded: str) -> bool:
        found = self.known.get(folded)
        if found is None:
            found = self.known[folded] = self._compare("w" + folded, folded)
        if found and folded in self.guesses:
            self.met_guesses.add(folded)
        return found

    def _compare(self, written: str, folded: str) -> bool:
        if written in self.whole or (self.starts and written.startswith(self.starts)):
            return True
        return not self.whole.isdisjoint(forms(folded, LANGUAGES))

    def matches(self, text: str) -> list[Word]:
        """The words of a text that were asked for, in order."""
        found: list[Word] = []
        if self.likely is None:
            return found
        after = 0
        for root in self.likely.finditer(text):
            if root.start() < after:
                continue
            word = word_around(text, root.start())
            if word is None:
                continue
            after = word.end
            if self.is_met(word):
                found.append(word)
                if len(found) == MOST_MATCHES:
                    break
        return found

    def mark(self, text: str) -> Markup:
        """The text, escaped, with <mark> around what was asked for."""
        return marked(text, self.matches(text))

    def excerpt(self, text: str) -> Markup:
        """The sentence with most of the question in it, and what follows it as far as there is room; the beginning of
        the text when the words are elsewhere."""
        met = self.matches(text)
        start = 0
        if met:
            starts = [0, *(end.end() for end in _SENTENCE.finditer(text))]
            said: dict[int, set[str]] = {}
            for word in met:
                said.setdefault(bisect_right(starts, word.start) - 1, set()).add(word.folded[:4])
            best = max(said, key=lambda number: (len(said[number]), -number))
            first = next(word for word in met if word.start >= starts[best])
            start = starts[best]
            while best and len(text) - start < SHORT:
                best -= 1
                start = starts[best]
            if first.start - start > LENGTH - 40:
                start = text.rfind(" ", 0, first.start - 60) + 1
        cut = shorten(text, start)
        return (
            "… " if start and text[start - 1] == " " and text[start - 2 : start - 1] not in ".!?…" else ""
        ) + self.mark(cut)


def shorten(text: str, start: int) -> str:
    """About `LENGTH` characters of a text, cut at a word."""
    end = start + LENGTH
    if end >= len(text):
        return text[start:].strip()
    end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    return text[start:end].strip(" ,;:\n") + " …"


def marked(text: str, found: list[Word]) -> Markup:
    """The text, escaped, with <mark> around these words."""
    parts: list[Markup] = []
    at = 0
    for word in found:
        parts += [escape(text[at : word.start]), OPEN, escape(text[word.start : word.end]), CLOSE]
        at = word.end
    return Markup("").join([*parts, escape(text[at:])])


def _pattern(roots: set[str]) -> re.Pattern:
    """Finds any of these beginnings, with or without accents."""
    letters = (
        "".join(f"[{_ACCENTED[char]}]" if char in _ACCENTED else re.escape(char) for char in root)
        for root in sorted(roots)
    )
    return re.compile("|".join(letters), re.IGNORECASE)
