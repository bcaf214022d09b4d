"""What a person asked of their timeline besides following and muting."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Wish(models.Model):
    """About one person, topic, community or page: show less of it, or do not propose it again. Not a mute: what one
    wants less of still shows, only lower, and notifications know nothing of it."""

    class Kind(models.IntegerChoices):
        LESS = 1, _("less of this")
        NOT_PROPOSED = 2, _("do not propose this")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.PositiveSmallIntegerField(choices=Kind)
    thing = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [models.UniqueConstraint(fields=["user", "kind", "thing"], name="activity_wish_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.get_kind_display()} {self.thing}"
