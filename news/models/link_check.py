"""The weekly look at every link inside the site, and what it found."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class LinkCheckQuerySet(models.QuerySet):
    """Runs of the check."""

    def latest_finished(self) -> "LinkCheck | None":
        """The run that reports speak of."""
        return self.exclude(finished_at=None).order_by("-finished_at").first()


class LinkCheck(models.Model):
    """One run. It goes through the pages by number and can stop anywhere: `last_page` is where it goes on."""

    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    last_page = models.BigIntegerField(default=0)
    pages = models.PositiveIntegerField(_("pages looked at"), default=0)
    linked = models.JSONField(default=list)

    objects = LinkCheckQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("check of links")
        verbose_name_plural = _("checks of links")

    def __str__(self) -> str:
        return f"{self.started_at}"


class LinkProblem(models.Model):
    """One link that leads nowhere, or a page that nothing leads to. Without a page it is about a redirect."""

    class Kind(models.TextChoices):
        """What is wrong."""

        PAGE_GONE = "page-gone", _("The page does not exist any more")
        PAGE_DOWN = "page-down", _("The page is not published")
        DOCUMENT_GONE = "document-gone", _("The document does not exist any more")
        IMAGE_GONE = "image-gone", _("The image does not exist any more")
        ADDRESS = "address", _("Nothing is at this address")
        ANCHOR = "anchor", _("The page has no such place")
        ORPHAN = "orphan", _("Nothing leads to this page")

    check_run = models.ForeignKey(LinkCheck, on_delete=models.CASCADE, related_name="problems")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="link_problems")
    kind = models.CharField(_("what is wrong"), max_length=20, choices=Kind.choices)
    target = models.CharField(_("leads to"), max_length=500, blank=True)
    words = models.CharField(_("words of the link"), max_length=255, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.kind} {self.target}"
