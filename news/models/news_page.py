"""News: what the organisation tells its people."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from access.models import ReadablePageQuerySet
from core.prepared import moment
from news.blocks import BodyBlock
from news.forms import NewsPageForm
from news.languages import has_own_version, languages_told, was_announced
from news.models.cared import Cared
from news.models.category import NewsCategory
from news.models.editorial_page import EditorialPage
from news.models.read_mark import ReadMark
from news.models.talk import Notify, Talk
from news.models.topic import Topic
from news.panels import INFORMATION_NOTES, NEWS_CONTENT
from news.reading import news_context

# The columns that a list of news does not show.
HEAVY = ("body", "seo_title", "search_description", "draft_title")


class NewsPageQuerySet(ReadablePageQuerySet):
    """Reading news. Every list is `visible_to` somebody."""

    def for_cards(self) -> "NewsPageQuerySet":
        """With everything a card shows except pictures: no further query per item."""
        return self.select_related("category", "author", "lead_image").defer(*HEAVY)

    def newest_first(self) -> "NewsPageQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def one_per_pair(self, user) -> "NewsPageQuerySet":
        """Of two language versions the one in this reader's language, if they may read it; else the other."""
        return self.filter(~has_own_version(user))

    def latest(
        self,
        user,
        *,
        before: tuple[datetime, int] | None = None,
        category: str = "",
        topic: str = "",
        below: str = "",
    ) -> "NewsPageQuerySet":
        """Newest first what this person may read: of a category, about a topic, below a section's path, and older
        than `before` (the time and id of the last item seen)."""
        news = self.visible_to(user).one_per_pair(user).newest_first()
        if category:
            news = news.filter(category__slug=category)
        if topic:
            news = news.filter(topics__slug=topic)
        if below:
            news = news.filter(path__startswith=below)
        if before:
            moment, pk = before
            news = news.filter(
                Q(first_published_at__lt=moment) | Q(first_published_at=moment, pk__lt=pk),
                first_published_at__lte=moment,
            )
        return news

    def in_place(self, now: datetime | None = None) -> "NewsPageQuerySet":
        """What holds a place on top at this moment, in order of the places."""
        places = self.filter(Q(slot_until__gt=now or moment()), slot__isnull=False)
        return places.order_by("slot", "-first_published_at")

    def lead_and_pinned(self, user) -> "NewsPageQuerySet":
        """What is on top for this person: at most three, and no longer once it is read."""
        read = ReadMark.objects.filter(user_id=user.pk, page_id=models.OuterRef("pk"))
        on_top = self.visible_to(user).one_per_pair(user).in_place()
        return on_top.filter(~models.Exists(read))[: NewsPage.Slot.THIRD]


class NewsPageManager(PageManager.from_queryset(NewsPageQuerySet)):
    """`NewsPage.objects`."""


class NewsPage(Cared, Talk, EditorialPage):
    """One news item."""

    class Slot(models.IntegerChoices):
        """Places on top, in order. One page holds one place, so there are never more than three."""

        LEAD = 1, _("Lead story")
        SECOND = 2, _("Second place")
        THIRD = 3, _("Third place")

    teaser = models.CharField(
        _("teaser"), max_length=300, help_text=_("What it means for the reader, in one or two sentences.")
    )
    lead_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(
        _("description of the image"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for colleagues who cannot see it."),
    )
    lead_image_decorative = models.BooleanField(
        _("the image is decorative"), default=False, help_text=_("The picture says nothing that the text does not say.")
    )
    lead_image_caption = models.CharField(_("caption of the image"), max_length=255, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    category = models.ForeignKey(
        NewsCategory,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="news_pages",
    )
    topics = ParentalManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        related_name="news_pages",
        help_text=_("Colleagues who follow a topic get this item in their timeline."),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="news_pages",
        help_text=_("Who readers see as the sender. Followers of this person get the item in their timeline."),
    )
    slot = models.PositiveSmallIntegerField(
        _("place on top"),
        choices=Slot.choices,
        null=True,
        blank=True,
        help_text=_("A place belongs to one item at a time; a reader who has read it no longer sees it there."),
    )
    slot_until = models.DateTimeField(
        _("on top until"), null=True, blank=True, help_text=_("In your own time zone. A place always has an end.")
    )
    tell_again = models.BooleanField(
        _("tell followers again"),
        default=False,
        help_text=_("Only for news that was published before: followers get it as new once more."),
    )
    notify_choice = models.PositiveSmallIntegerField(
        _("notify"),
        choices=Notify.choices,
        null=True,
        blank=True,
        help_text=_("Who gets a notice when this goes live. Empty: as the category says. Not more than it allows."),
    )
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = NewsPageManager()
    base_form_class = NewsPageForm
    parent_page_types = ["news.NewsIndexPage", "news.SectionPage"]
    subpage_types: list[str] = []
    template = "news/news_page.html"
    page_description = _("A message to colleagues, in the news and in timelines.")

    content_panels = NEWS_CONTENT + INFORMATION_NOTES

    search_fields = EditorialPage.search_fields + [
        index.SearchField("teaser"),
        index.SearchField("body"),
        index.FilterField("category"),
        index.FilterField("author"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes = [models.Index(fields=["slot", "slot_until"], name="news_in_place", condition=Q(slot__isnull=False))]

    def save(self, *args, **kwargs):
        self.reading_minutes = self.minutes_to_read()
        return super().save(*args, **kwargs)

    @property
    def is_in_place(self) -> bool:
        """Whether the item holds a place on top now."""
        return bool(self.live and self.slot and self.slot_until and self.slot_until > timezone.now())

    @property
    def notifies(self) -> int:
        """Whom this item is announced to (`Notify`): what was chosen, as far as the category allows it."""
        usual = self.category.notify_usual if self.category else Notify.FOLLOWERS
        most = self.category.notify_most if self.category else Notify.EVERYONE
        wanted = min(most, usual if self.notify_choice is None else self.notify_choice)
        # One announcement to everybody for both languages: the notice on the page leads to the other version.
        return Notify.NOBODY if wanted == Notify.EVERYONE and was_announced(self) else wanted

    @property
    def told_in(self) -> tuple[str, ...]:
        """The languages of the people who hear of this version; followers hear of a pair once."""
        return languages_told(self)

    @property
    def lead_image_description(self) -> str:
        """The alternative text of the lead image; empty when it is decoration."""
        if self.lead_image_decorative or not self.lead_image:
            return ""
        return self.lead_image_alt or self.lead_image.default_alt_text

    def get_context(self, request, *args, **kwargs):
        fresh = getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs) | news_context(self, request.user, fresh=fresh)
