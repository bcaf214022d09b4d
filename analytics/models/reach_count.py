"""How many people had a thing before their eyes. Nothing here names, numbers or locates anybody."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

SALT_BYTES = 32


def new_salt() -> bytes:
    """A secret of one count, thrown away when the count closes."""
    return secrets.token_bytes(SALT_BYTES)


class ReachCount(models.Model):
    """The count of one thing in one period. Open: `salt` is there and the people are rows of `Seen`. Closed: salt and
    rows are gone, and `seen` is what is left, a number that can be traced to nobody, also not by us."""

    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.BigIntegerField(_("object"))
    opened_on = models.DateField(_("counted since"))
    closes_on = models.DateField(_("counted until"))
    salt = models.BinaryField(null=True, default=new_salt, editable=False)
    seen = models.PositiveIntegerField(_("people, when it was closed"), null=True, blank=True)
    audience_size = models.PositiveIntegerField(_("readers, when it was closed"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("count of readers")
        verbose_name_plural = _("counts of readers")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "opened_on"], name="analytics_count_once"),
            models.UniqueConstraint(
                fields=["kind", "object_id"], condition=models.Q(seen=None), name="analytics_one_open_count"
            ),
        ]
        indexes = [models.Index(fields=["closes_on"], name="analytics_open", condition=models.Q(seen=None))]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} since {self.opened_on}"


class Seen(models.Model):
    """That somebody saw it: a keyed hash that only the salt of the count and the key of the site can make again. There
    is no time and no number of its own, so not even the order of the rows is kept."""

    pk = models.CompositePrimaryKey("reach_id", "token")
    reach = models.ForeignKey(ReachCount, on_delete=models.CASCADE, related_name="tokens")
    token = models.BinaryField(max_length=16)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sign of a reader")
        verbose_name_plural = _("signs of readers")

    def __str__(self) -> str:
        return f"{self.reach_id}"
