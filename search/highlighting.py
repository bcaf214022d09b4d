"""Showing why something was found: the sentence that matched, with what matched marked. Escaped first."""

import re

from markupsafe import Markup, escape

from search.language.analysis import forms
from search.language.stems import LANGUAGES
from search.language.stop_words import is_stop_word
from search.language.words import Word, words
from search.query import Query

LENGTH = 220
# A sentence ends at a mark that a space and a capital, a figure or a quotation mark follow.
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[\"'“‘(]?[A-ZÀ-Þ0-9])|\n+")


class Marker:
    """Marks the words of one question in texts. Keeps what it met, for all texts of a page."""

    def __init__(self, query: Query) -> None:
        self.whole: set[str] = set()
        self.starts: tuple[str, ...] = ()
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
        # Only words that have some three letters of the question in common are looked at closely.
        roots = {token[1:][:3] for token in (*self.whole, *self.starts)}
        self.likely = re.compile("|".join(sorted(map(re.escape, roots)))) if roots else None

    def is_met(self, word: Word) -> bool:
        """Whether this word of a text is one that was asked for, in some form."""
        return self._met(word.folded) or any(self._met(part) for part in word.parts)

    def _met(self, folded: str) -> bool:
        found = self.known.get(folded)
        if found is None:
            found = self.known[folded] = self._compare(folded)
        if found and folded in self.guesses:
            self.met_guesses.add(folded)
        return found

    def _compare(self, folded: str) -> bool:
        if self.likely is None or not self.likely.search(folded):
            return False
        written = "w" + folded
        if written in self.whole or (self.starts and written.startswith(self.starts)):
            return True
        return not self.whole.isdisjoint(forms(folded, LANGUAGES))

    def mark(self, text: str) -> Markup:
        """The text, escaped, with <mark> around what was asked for."""
        parts, at = [], 0
        for word in words(text):
            if self.is_met(word):
                parts += [
                    escape(text[at : word.start]),
                    Markup("<mark>"),
                    escape(text[word.start : word.end]),
                    Markup("</mark>"),
                ]
                at = word.end
        parts.append(escape(text[at:]))
        return Markup("").join(parts)

    def excerpt(self, text: str) -> Markup:
        """The sentence with most of the question in it, and what follows it as far as there is room; the beginning of
        the text when the words are elsewhere."""
        sentences = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
        best, most = 0, 0
        for number, sentence in enumerate(sentences):
            if self.likely is None or not self.likely.search(sentence.casefold()) and sentence.isascii():
                continue
            met = len({word.folded[:4] for word in words(sentence) if self.is_met(word)})
            if met > most:
                best, most = number, met
        return self.mark(shorten(" ".join(sentences[best:]), self))


def shorten(text: str, marker: Marker) -> str:
    """About `LENGTH` characters, from a little before the first word that was asked for."""
    if len(text) <= LENGTH:
        return text
    first = next((word.start for word in words(text[: LENGTH * 5]) if marker.is_met(word)), 0)
    start = 0
    if first > LENGTH - 40:
        start = text.rfind(" ", 0, first - 60) + 1
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    return ("… " if start else "") + text[start:end].rstrip(" ,;:") + (" …" if end < len(text) else "")
