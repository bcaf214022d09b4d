"""What news and information is about, in words people can follow."""

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_active_language(dutch: str, english: str) -> str:
    """The name for the reader; the other one when a translation was left empty."""
    wanted, other = (dutch, english) if (get_language() or "nl").startswith("nl") else (english, dutch)
    return wanted or other


class TopicQuerySet(models.QuerySet):
    """Topics are words of the whole organisation: everybody who can sign in may see them."""

    def visible_to(self, user) -> "TopicQuerySet":
        """All topics for an active person, none for a visitor."""
        return self if user.is_authenticated and user.is_active else self.none()


class Topic(models.Model):
    """A subject with a page of its own and followers."""

    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("The last part of the address: /topics/…/")
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name_nl"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])

    @property
    def name(self) -> str:
        return in_active_language(self.name_nl, self.name_en)
