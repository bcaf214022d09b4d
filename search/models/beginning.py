"""The words of titles and names, in the order of the alphabet: what is offered while one types."""

from django.db import models

from search.models.entry import Entry


class Beginning(models.Model):
    """A word of a title or name, another form of a first name, or the end of a number. Written with its entry.

    Finding the few that begin as typed is one walk along an index, however many there are. `place` is that of the word
    in the title. People have a walk of their own, so that no number of titles hides them.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+", db_index=False)
    # PostgreSQL compares it letter by letter (migration 0005), as SQLite does: letters and digits of ASCII.
    word = models.CharField(max_length=80)
    place = models.PositiveSmallIntegerField()
    is_person = models.BooleanField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["entry", "word"], name="search_beginning_once")]
        indexes = [models.Index(fields=["is_person", "word", "-entry"], name="search_beginning_walk")]

    def __str__(self) -> str:
        return f"{self.word}: {self.entry_id}"
