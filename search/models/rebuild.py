"""How far a rebuild of the index came, so that it can go on after it was stopped."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rebuild(models.Model):
    """The one rebuild that is under way. `done` has the number of the last thing written, per model."""

    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    done = models.JSONField(_("done"), default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.started_at}: {self.done}"
