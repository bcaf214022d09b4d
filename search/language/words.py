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
        start, end, raw = found.start(), found.end(), found[0]
        folded = fold(raw)
        if folded.isalnum():
            yield Word(plain(folded)[:LONGEST_WORD], start, end)
            continue
        folded = _APOSTROPHES.sub("", folded)
        pieces = tuple(plain(piece)[:LONGEST_WORD] for piece in _JOINTS.split(folded) if piece)
        if len(pieces) < 2:
            yield Word(plain("".join(pieces))[:LONGEST_WORD], start, end)
        else:
            yield Word("".join(pieces)[:LONGEST_WORD], start, end, pieces)


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
