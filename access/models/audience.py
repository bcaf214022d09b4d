"""Who may read: an audience is a row, its readers are rows, and a thing carries the number of its audience."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.clauses import EVERYONE_KEY, KEY_LENGTH
from access.reach import EVERYONE_ID, reach


class Audience(models.Model):
    """A set of people who may read. *Everyone* means every signed-in person and needs no `Reader` rows.

    `key` is the canonical rule, and unique: "everyone", "nobody", "groups:3,7&12" (in group 3 or 7, and in 12; see
    `access.clauses`), or the name a later app gives its own ("community:4").
    """

    EVERYONE_ID = EVERYONE_ID
    EVERYONE_KEY = EVERYONE_KEY

    key = models.CharField(_("rule"), max_length=KEY_LENGTH, unique=True)
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, through="access.Reader", related_name="+")

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return self.key


class Reader(models.Model):
    """One person in one audience. Written in the transaction of the membership it follows from."""

    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="reader_rows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        constraints = [models.UniqueConstraint(fields=["user", "audience"], name="access_reader_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.audience_id}"


class ReadableQuerySet(models.QuerySet):
    """For models with an `audience`. A subclass narrows `live()` to what is neither removed nor unpublished."""

    def live(self) -> "ReadableQuerySet":
        """What is not withdrawn."""
        return self

    def visible_to(self, user) -> "ReadableQuerySet":
        """The live things within this person's reach."""
        return self.live().filter(audience_id__within=reach(user))
