"""Words that differ by one letter."""

from collections.abc import Iterable, Iterator

from search.language.analysis import SPELLED


def variants(word: str) -> set[str]:
    """The word, and the word without each of its letters in turn."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def rows_of(vocabulary: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(variant, word) for every word."""
    for word in vocabulary:
        for variant in sorted(variants(word)):
            yield variant, word


def is_spelled(word: str) -> bool:
    """Whether guesses are made for a word: numbers and very short words have none."""
    return len(word) in SPELLED and word.isalpha()


def is_near(one: str, other: str) -> bool:
    """Whether one letter was left out, put in, changed, or two neighbours changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    rest, others = one[at:], other[at:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (len(rest) > 1 and rest[1::-1] == others[:2] and rest[2:] == others[2:])
    )
