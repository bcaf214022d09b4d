"""Words that occur somewhere, by what is left of them when one letter is missing."""

from django.db import models


class Spelling(models.Model):
    """`word` without one letter (or whole) is `variant`. Two words that differ by one letter, or by two neighbours that
    changed places, share a variant.

    The table knows no audiences: its words are only tried. What a reader is told comes from entries within reach, so a
    word that occurs only elsewhere changes no answer.
    """

    variant = models.CharField(max_length=40)
    word = models.CharField(max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["variant", "word"], name="search_spelling_once")]

    def __str__(self) -> str:
        return f"{self.variant}: {self.word}"
