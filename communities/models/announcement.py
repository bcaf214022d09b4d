"""What a community's managers tell all its members at once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.models import Audience, ReadableQuerySet
from communities.models.community import Community
from core.addresses import address


class AnnouncementQuerySet(ReadableQuerySet):
    """Announcements, for the members."""

    def newest_first(self) -> "AnnouncementQuerySet":
        return self.select_related("community", "author__profile__portrait").order_by("-created_at", "-pk")


class Announcement(models.Model):
    """A message to all members. Its audience is always that of the members, also in an open community."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="announcements")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("subject"), max_length=120)
    text = models.TextField(_("message"), max_length=3000)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    told = models.PositiveIntegerField(_("sent to"), default=0)
    created_at = models.DateTimeField(_("sent at"))

    objects = AnnouncementQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("announcement to members")
        verbose_name_plural = _("announcements to members")
        indexes = [models.Index(fields=["community", "-created_at"], name="communities_announced")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("communities:announcement", self.community.slug, self.pk)
