"""Dutch compounds, taken apart: *rijpingskaas* is *rijping* and *kaas*."""

from functools import lru_cache
from pathlib import Path

KEPT = 100_000
SHORTEST_PART = 3
SHORTEST_COMPOUND = 6
# A word of the list itself is taken apart only when it is long: *werkplek* is, *kantoor* (*kant*, *oor*) is not.
SHORTEST_KNOWN_COMPOUND = 8
SHORTEST_PART_OF_KNOWN = 4
LONGEST_COMPOUND = 40
MOST_PARTS = 4
# What may stand between two parts; nothing first, because a part of its own explains more than a linking sound.
LINKS = ("", "s", "en", "e")


@lru_cache(maxsize=1)
def parts_list() -> frozenset[str]:
    """The words that compounds are made of."""
    text = Path(__file__).with_name("dutch_parts.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=KEPT)
def split(word: str) -> tuple[str, ...]:
    """The parts of a folded Dutch compound; nothing for a word that is none."""
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND or not (word.isascii() and word.isalpha()):
        return ()
    known = word in parts_list()
    if known and len(word) < SHORTEST_KNOWN_COMPOUND:
        return ()
    shortest = SHORTEST_PART_OF_KNOWN if known else SHORTEST_PART
    return _fewest(word, shortest) or ()


def _fewest(word: str, shortest: int) -> tuple[str, ...] | None:
    """The way with the fewest parts and, among those, with the longest last part: that says what the thing is.
    Works from left to right over positions, so that its cost grows with the square of the length at most."""
    known = parts_list()
    best: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(word)):
        before = best.get(start)
        if before is None or len(before) >= MOST_PARTS:
            continue
        for end in range(start + shortest, len(word) + 1):
            part = word[start:end]
            if part not in known or (start == 0 and end == len(word)):
                continue
            found = (*before, part)
            if end == len(word):
                _keep(best, end, found)
                continue
            for link in LINKS:
                if word.startswith(link, end) and end + len(link) < len(word):
                    _keep(best, end + len(link), found)
    return best.get(len(word))


def _keep(best: dict[int, tuple[str, ...]], position: int, found: tuple[str, ...]) -> None:
    held = best.get(position)
    if held is None or (len(found), -len(found[-1])) < (len(held), -len(held[-1])):
        best[position] = found
