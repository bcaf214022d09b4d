"""Which watched words stand in a text."""

from moderation.models import WatchedWord
from moderation.models.watched_word import plain_words

LOOKED_THROUGH = 20_000


def found_in(text: str) -> list[WatchedWord]:
    """In the order of the list. One query, and none for a text without words."""
    words = plain_words(text[:LOOKED_THROUGH])
    if not words:
        return []
    padded = f" {' '.join(words)} "
    return [watched for watched in WatchedWord.objects.all() if _pattern(watched.word) in padded]


def _pattern(word: str) -> str:
    """As it stands between the spaces of a text that was put together from its words."""
    stem = f" {' '.join(plain_words(word))}"
    return stem if word.endswith("*") else f"{stem} "
