"""Stems of Dutch and English words.

A word has one to three stems, and two words are the same when they share one. The Kraaij-Pohlmann rules know vowels
and s/z, f/v (*kazen*, *kaas*; *brieven*, *brief*); the Porter rules know some verbs better (*meld*, *melden*). Both
take an s for a plural, so a Dutch word that ends in one is a stem of its own as well (*fiets*, *fietsen*).
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
        found = [rules.stemWord(word) for rules in _RULES[language]]
    if language == "nl" and word.endswith("s"):
        found.append(word)
    return tuple(dict.fromkeys(stem for stem in found if len(stem) > 1)) or (word,)
