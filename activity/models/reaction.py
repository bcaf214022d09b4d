"""Reactions: one row per person, thing and kind; counted without a row that everybody has to lock."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reaction(models.Model):
    """Somebody's reaction to a thing. `code` is the number of a kind in `activity.reactions`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    thing = models.BigIntegerField()
    code = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [models.UniqueConstraint(fields=["thing", "user", "code"], name="activity_reaction_once")]
        indexes = [models.Index(fields=["user"], name="activity_reaction_user")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.code} on {self.thing}"


class ReactionChange(models.Model):
    """One more or one fewer; waits to be folded into the count. Only ever inserted, so parallel clients never meet."""

    thing = models.BigIntegerField()
    code = models.PositiveSmallIntegerField()
    delta = models.SmallIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["thing", "code", "delta"], name="activity_change_thing")]

    def __str__(self) -> str:
        return f"{self.delta:+} {self.code} on {self.thing}"


class ReactionCount(models.Model):
    """How many reactions of a kind a thing had when the changes were last folded."""

    pk = models.CompositePrimaryKey("thing", "code")
    thing = models.BigIntegerField()
    code = models.PositiveSmallIntegerField()
    total = models.IntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.total} x {self.code} on {self.thing}"
