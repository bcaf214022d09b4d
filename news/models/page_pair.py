"""The Dutch and the English version of one page. A table of its own, because publishing a revision overwrites the
page's fields, and because the tree is one tree for both languages."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

DUTCH, ENGLISH = "nl", "en"


class PagePairQuerySet(models.QuerySet):
    """Pairs by their pages."""

    def of(self, page_pk: int) -> "PagePair | None":
        """The pair that a page belongs to, with both pages. One query."""
        return self.with_page(page_pk).select_related("dutch", "english").first()

    def with_page(self, page_pk: int) -> "PagePairQuerySet":
        """The pair that a page belongs to, if any."""
        return self.filter(Q(dutch_id=page_pk) | Q(english_id=page_pk))

    def sides_of(self, page_pks: Collection[int]) -> dict[int, int]:
        """The number of the Dutch version for each of these pages that has two versions. One query."""
        sides = self.filter(Q(dutch_id__in=page_pks) | Q(english_id__in=page_pks)).values_list("dutch_id", "english_id")
        return {page: dutch for dutch, english in sides for page in (dutch, english)}

    def out_of_step(self) -> "PagePairQuerySet":
        """Where one version was changed and the other did not follow."""
        return self.filter(Q(dutch_changed_at__isnull=False) | Q(english_changed_at__isnull=False))


class PagePair(models.Model):
    """Two pages that say the same. `…_words` is the fingerprint of what each said last, `…_changed_at` when that last
    changed without the other being brought in step; both are empty when the two are in step."""

    dutch = models.OneToOneField(
        Page, verbose_name=_("Dutch version"), on_delete=models.CASCADE, related_name="pair_as_dutch"
    )
    english = models.OneToOneField(
        Page, verbose_name=_("English version"), on_delete=models.CASCADE, related_name="pair_as_english"
    )
    dutch_words = models.CharField(max_length=64, blank=True)
    english_words = models.CharField(max_length=64, blank=True)
    dutch_changed_at = models.DateTimeField(_("Dutch version changed"), null=True, blank=True)
    english_changed_at = models.DateTimeField(_("English version changed"), null=True, blank=True)
    in_step_at = models.DateTimeField(_("in step since"), null=True, blank=True)
    in_step_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("brought in step by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PagePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("page in two languages")
        verbose_name_plural = _("pages in two languages")
        constraints = [models.CheckConstraint(condition=~Q(dutch=F("english")), name="news_pair_of_two")]

    def __str__(self) -> str:
        return f"{self.dutch_id} = {self.english_id}"

    @property
    def is_in_step(self) -> bool:
        return self.dutch_changed_at is None and self.english_changed_at is None

    @property
    def behind(self) -> str:
        """The language of the version that waits for its translator; empty when they are in step. When both were
        changed, the one that was changed first."""
        dutch, english = self.dutch_changed_at, self.english_changed_at
        if dutch is None and english is None:
            return ""
        if dutch is None or english is None:
            return DUTCH if dutch is None else ENGLISH
        return ENGLISH if english < dutch else DUTCH

    @property
    def changed_at(self):
        """When the version that is ahead was last changed."""
        return max(filter(None, (self.dutch_changed_at, self.english_changed_at)), default=None)

    def side_of(self, page_pk: int) -> str:
        """Which version a page is: "dutch" or "english", the start of the names of its fields."""
        return "dutch" if page_pk == self.dutch_id else "english"

    def other(self, page_pk: int) -> Page:
        """The other version of one of the two."""
        return self.english if page_pk == self.dutch_id else self.dutch

    def pages(self) -> tuple[Page, Page]:
        """Both, each as its own kind of page."""
        return self.dutch.specific, self.english.specific

    def hear(self, page_pk: int, words: str) -> bool:
        """Take in that a version now says this. Returns whether that is something new."""
        side = self.side_of(page_pk)
        if getattr(self, f"{side}_words") == words:
            return False
        setattr(self, f"{side}_words", words)
        setattr(self, f"{side}_changed_at", timezone.now())
        return True
