"""The audience of a Wagtail page, derived from the privacy dialog by `access.receivers`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from access.models.audience import Audience
from access.reach import reach


class PageAudienceQuerySet(models.QuerySet):
    """Audiences of pages, as what listeners to `AudienceChanged` need."""

    def under(self, page_id: int) -> "PageAudienceQuerySet":
        """The rows of a page and of everything below it."""
        path = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
        return self.filter(page__path__startswith=path) if path else self.none()


class PageAudience(models.Model):
    """Which audience a page has: the intersection of every restriction on it and above it."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="page_audience")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")

    objects = PageAudienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("audience of a page")
        verbose_name_plural = _("audiences of pages")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.audience_id}"


class ReadablePageQuerySet(PageQuerySet):
    """A page queryset with the visibility rule. Never use `.public()`: it hides pages from those who may read them."""

    def visible_to(self, user) -> "ReadablePageQuerySet":
        """The live pages within this person's reach."""
        return self.filter(live=True, page_audience__audience_id__within=reach(user))


class ReadablePageManager(PageManager.from_queryset(ReadablePageQuerySet)):  # type: ignore[misc]
    """`objects` of every page type of Kring."""
