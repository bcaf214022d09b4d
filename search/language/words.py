"""Text to words: hyphens, apostrophes, initials and telephone numbers as people mean them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.language.folding import fold, plain

LONGEST_WORD = 40
# A word: letters and digits, with apostrophes, hyphens or dots between them ("foto's", "e-learning", "J.P.").
_WORD = re.compile(r"[^\W_]+(?:['’.\-‐‑&][^\W_]+)*", re.UNICODE)
_JOINTS = re.compile(r"['’.\-‐‑&]")
_APOSTROPHES = re.compile(r"['’]")
_NUMBER = re.compile(r"\+?\(?\d[\d ()./\-]*\d")
_NOT_DIGITS = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands. `folded` is how it is compared; `parts` are those of a hyphenated word."""

    folded: str
    start: int
    end: int
    parts: tuple[str, ...] = ()


def words(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for found in _WORD.finditer(text):
        yield _word(found)


def word_around(text: str, at: int) -> Word | None:
    """The word that has the character at this place in it."""
    start = at
    while start and at - start < LONGEST_WORD and (text[start - 1].isalnum() or _is_joint(text, start - 1)):
        start -= 1
    found = _WORD.match(text, start)
    return _word(found) if found else None


def _is_joint(text: str, at: int) -> bool:
    return bool(at and _JOINTS.match(text, at) and text[at - 1].isalnum())


def _word(found: re.Match) -> Word:
    start, end, raw = found.start(), found.end(), found[0]
    folded = fold(raw)
    if folded.isalnum():
        return Word(plain(folded)[:LONGEST_WORD], start, end)
    folded = _APOSTROPHES.sub("", folded)
    pieces = tuple(plain(piece)[:LONGEST_WORD] for piece in _JOINTS.split(folded) if piece)
    if len(pieces) < 2:
        return Word(plain("".join(pieces))[:LONGEST_WORD], start, end)
    return Word("".join(pieces)[:LONGEST_WORD], start, end, pieces)


def numbers(text: str) -> Iterator[str]:
    """The telephone numbers of a text as digits, the Dutch country code as the nought it stands for."""
    for found in _NUMBER.finditer(text):
        digits = national(found[0])
        if len(digits) >= 3:
            yield digits


def national(text: str) -> str:
    """The digits of a number, without the code of this country."""
    digits = _NOT_DIGITS.sub("", text)
    for code in ("0031", "31") if text.lstrip(" (").startswith(("+", "00")) else ():
        if digits.startswith(code):
            return "0" + digits[len(code) :].removeprefix("0")
    return digits
