"""What a colleague says: to a community, or to the whole organisation."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models import Audience, ReadableQuerySet
from access.reach import reach
from comments.models import Discussion
from communities.models.community import Community
from core.addresses import address
from core.models import Removable
from core.text import excerpt

TITLE_LENGTH = 150
TEXT_LENGTH = 10_000
# For so long nobody is told, and the author can take it back as if nothing had been said.
UNDO_WINDOW = timedelta(seconds=30)
# What an author removed can come back for as long as a comment can.
RESTORE_WINDOW = timedelta(minutes=15)


class PostState(models.TextChoices):
    """How far a post has come."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    HELD = "held", _("Waits for a moderator")
    PUBLISHED = "published", _("Published")


class PostQuerySet(ReadableQuerySet):
    """Posts, as people may read them."""

    def live(self) -> "PostQuerySet":
        """What is published and not removed."""
        return self.filter(removed_at=None, state=PostState.PUBLISHED)

    def visible_to(self, user) -> "PostQuerySet":
        """What is live within this person's reach, and their own that is not published yet."""
        own = Q(author_id=user.pk)
        there = self.filter(Q(state=PostState.PUBLISHED) | own, removed_at=None)
        return there.filter(audience_id__within=reach(user))

    def restorable_by(self, user) -> "PostQuerySet":
        """What this person removed a moment ago, within reach."""
        since = timezone.now() - RESTORE_WINDOW
        mine = self.filter(author_id=user.pk, removed_by_id=user.pk, removed_at__gt=since)
        return mine.filter(audience_id__within=reach(user))

    def with_cards(self) -> "PostQuerySet":
        """With all that a card shows, in the same query."""
        said = Discussion.objects.filter(kind="post", object_id=OuterRef("pk")).values("comment_count")[:1]
        return self.select_related(
            "community",
            "author__profile__portrait",
            "question__answer__user__profile__portrait",
            "praise__value",
            "praise__person__profile__portrait",
        ).annotate(comment_count=Coalesce(Subquery(said), Value(0)))


class Post(Removable):
    """One post. Its audience is that of its community, or everyone; changed by `communities.actions` only.

    A type that needs more than text has a row of its own beside it (`Question`, `Praise`), so that timelines, search
    and moderation have one kind of thing.
    """

    State = PostState

    community = models.ForeignKey(Community, null=True, blank=True, on_delete=models.CASCADE, related_name="posts")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="posts")
    type = models.CharField(_("type"), max_length=20)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    text = models.TextField(_("text"), max_length=TEXT_LENGTH, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=PostState, default=PostState.PUBLISHED)
    # [id of a person, the words that name them in the text]: who was mentioned and could read it when it was written.
    mentioned = models.JSONField(_("mentioned people"), default=list, blank=True)
    tells_members = models.BooleanField(_("told to all members"), default=False)
    created_at = models.DateTimeField(_("written at"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    scheduled_at = models.DateTimeField(_("goes out at"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    # Who sent it and the token of the form it came from: a form sent twice is one post.
    sent_once = models.CharField(max_length=80, null=True, unique=True, editable=False)

    objects = PostQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    # Notifications of posts are told half a minute later, by `communities.telling`, and not with `Published`.
    notifies = 0

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [
            models.Index(fields=["community", "-published_at"], name="communities_posts"),
            models.Index(fields=["author", "-created_at"], name="communities_posts_of"),
            models.Index(fields=["scheduled_at"], name="communities_posts_due", condition=Q(state=PostState.SCHEDULED)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PostState.PUBLISHED) | Q(published_at__isnull=False),
                name="communities_post_published_at",
            ),
            models.CheckConstraint(
                condition=~Q(state=PostState.SCHEDULED) | Q(scheduled_at__isnull=False),
                name="communities_post_scheduled_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title or excerpt(self.text, 80) or str(_("post"))

    @property
    def live(self) -> bool:
        return self.state == PostState.PUBLISHED

    @property
    def allows_comments(self) -> bool:
        return self.live and not (self.community is not None and self.community.is_archived)

    @property
    def allows_reactions(self) -> bool:
        return self.allows_comments

    @property
    def undo_until(self) -> datetime | None:
        """Until when its author can take it back before anybody is told."""
        return self.published_at + UNDO_WINDOW if self.published_at else None

    @property
    def can_undo_now(self) -> bool:
        until = self.undo_until
        return until is not None and until > timezone.now()

    @property
    def mentioned_ids(self) -> list[int]:
        return [pk for pk, _words in self.mentioned]

    def get_absolute_url(self) -> str:
        return address("posts:post", self.pk)


class PostVersion(models.Model):
    """An earlier text, kept for its author and for who moderates."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    text = models.TextField(_("text"), blank=True)
    written_at = models.DateTimeField(_("written at"))
    replaced_at = models.DateTimeField(_("replaced at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("earlier version of a post")
        verbose_name_plural = _("earlier versions of posts")
        ordering = ["-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="communities_version_once")]

    def __str__(self) -> str:
        return f"{self.post_id}, version {self.number}"
