"""Words that moderators want to see before, or as soon as, others read them."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.text import clean_source
from moderation.models.complaint import Category

# Letters and digits; anything else parts words. Linear for any input.
PARTS = re.compile(r"[^\W_]+")
SHORTEST_STEM = 3


def plain_words(text: str) -> list[str]:
    """The words of a text, without capitals, accents and marks."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return PARTS.findall("".join(char for char in bare if not unicodedata.combining(char)))


def clean_word(word: str) -> str:
    """A word as it is kept. Raises ValidationError for one that would stand in every text."""
    word = " ".join(clean_source(word).split())
    letters = len("".join(plain_words(word)))
    if not letters or (word.endswith("*") and letters < SHORTEST_STEM):
        raise ValidationError({"word": _("Give at least one letter or digit, and three before an asterisk.")})
    return word


class WatchedWord(models.Model):
    """A word or a few; an asterisk at the end stands for any ending. Kept by moderators in the CMS."""

    word = models.CharField(
        _("word or words"),
        max_length=60,
        help_text=_("Whole words, whatever their capitals and accents. With * at the end: every word that begins so."),
    )
    category = models.CharField(_("what is the matter"), max_length=8, choices=Category, default=Category.RUDE)
    holds = models.BooleanField(
        _("keep a post back until a moderator has read it"),
        default=False,
        help_text=_("Otherwise it shows at once, and moderators get a report of it."),
    )

    class Meta:
        verbose_name = _("watched word")
        verbose_name_plural = _("watched words")
        ordering = ["word"]
        constraints = [models.UniqueConstraint(Lower("word"), name="moderation_word_once")]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """Tidied, and never a word that stands in every text."""
        self.word = clean_word(self.word)
