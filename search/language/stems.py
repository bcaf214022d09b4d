"""Stems of Dutch and English words.

A word has one or two stems. The Kraaij-Pohlmann rules know vowels and s/z, f/v (*kazen*, *kaas*; *brieven*, *brief*)
but take an s for a plural (*fiets* becomes *fiet*); the Porter rules do not. Two words are the same when they share a
stem.
"""

from functools import lru_cache
from threading import Lock

from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer
from snowballstemmer.dutch_stemmer import DutchStemmer
from snowballstemmer.english_stemmer import EnglishStemmer

KEPT = 200_000
# The library's stemmers keep their state in themselves: one word at a time.
_lock = Lock()
_RULES = {"nl": (DutchStemmer(), DutchPorterStemmer()), "en": (EnglishStemmer(),)}
LANGUAGES = tuple(_RULES)


@lru_cache(maxsize=KEPT)
def stems(word: str, language: str) -> tuple[str, ...]:
    """The stems of a folded word in this language, without doubles; the word itself where it is short or a number."""
    if len(word) < 3 or word.isdigit():
        return (word,)
    with _lock:
        found = (rules.stemWord(word) for rules in _RULES[language])
        return tuple(dict.fromkeys(stem for stem in found if len(stem) > 1)) or (word,)
