"""A suggestion that somebody does not want to see again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community


class Dismissal(models.Model):
    """This community is not suggested to this person any more."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("dismissed suggestion")
        verbose_name_plural = _("dismissed suggestions")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "community"], name="communities_dismissed_once")]

    def __str__(self) -> str:
        return f"{self.user_id} not {self.community_id}"
