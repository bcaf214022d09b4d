"""Names as people know and type them: *van der*, initials, short forms."""

from functools import lru_cache
from pathlib import Path

# Small words inside surnames. Nobody remembers them in full, so none is required.
PARTICLES = frozenset(
    {
        "van", "von", "v", "vd", "de", "den", "der", "d", "des", "del", "di", "du", "da", "dos", "el", "al", "le", "la",
        "ten", "ter", "te", "t", "op", "in", "aan", "uit", "bin", "ben", "abu",
    }
)  # fmt: skip


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    text = Path(__file__).with_name("short_names.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        group = line.split() if not line.startswith("#") else []
        for name in group:
            found.setdefault(name, set()).update(other for other in group if other != name)
    return {name: frozenset(others) for name, others in found.items()}


def other_forms(name: str) -> frozenset[str]:
    """What somebody with this (folded) first name may be called too, or how that is written in full."""
    return _short_forms().get(name, frozenset())


def is_particle(word: str) -> bool:
    return word in PARTICLES
