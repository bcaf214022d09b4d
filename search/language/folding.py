"""One spelling for letters that people type in several ways."""

import re
import unicodedata

# Letters that Unicode does not take apart into a plain one and an accent.
_PLAIN = str.maketrans(
    {"ĳ": "ij", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
_NOT_ASCII = re.compile(r"[^a-z0-9]")


def fold(text: str) -> str:
    """Small letters without accents: "Financiën" is the word "financien", and "ĳs" with one letter is "ijs"."""
    text = text.casefold()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_PLAIN)


def plain(word: str) -> str:
    """A folded word in the letters a to z and digits only, so that every index reads it as one word. Other alphabets
    become the numbers of their letters."""
    return word if word.isascii() else _NOT_ASCII.sub(lambda found: f"u{ord(found[0]):x}", word)
