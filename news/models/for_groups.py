"""Things that are for everybody or for certain groups, without a place in the page tree."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from access.actions import audience_of_groups
from access.models import Audience, ReadableQuerySet


class ForGroups(ClusterableModel):
    """Carries the audience that the choice of groups makes. Without a choice nobody sees it: it fails closed, also when
    its last group is deleted."""

    for_everyone = models.BooleanField(_("for all colleagues"), default=True)
    groups = ParentalManyToManyField(Group, verbose_name=_("or only for these groups"), blank=True, related_name="+")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = ReadableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        # The number can so never say something else than the choice it follows from.
        chosen = [group.pk for group in self.groups.all()]
        self.audience_id = Audience.EVERYONE_ID if self.for_everyone else audience_of_groups(chosen)
        super().save(*args, **kwargs)
