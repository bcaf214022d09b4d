"""A comment: django-comments-xtd's model with an audience, a history and a way back."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from access.models import Audience, ReadableQuerySet
from comments.models.discussion import Discussion
from core.addresses import address
from core.models import Removable
from core.prepared import moment

# Longer than the ten seconds that undo is on offer in the page: the way back may be found late.
UNDO_WINDOW = timedelta(minutes=15)


class CommentQuerySet(ReadableQuerySet):
    """Comments, as people may read them."""

    def live(self) -> "CommentQuerySet":
        """What is neither removed nor under a thing that is not published. `is_hidden` follows the thing in the
        transaction that changes it (`comments.receivers`), so no join per kind of thing is needed."""
        return self.filter(removed_at=None, is_hidden=False)

    def shown_to(self, user, moderates) -> "CommentQuerySet":
        """What a thread shows under a visible thing: what is there, a placeholder for what was removed while it has
        answers, what the reader removed a moment ago (it can still come back), and everything to a moderator.
        `moderates` is an expression, so that asking it costs no query of its own."""
        answers = Comment.objects.filter(removed_at=None, thread_id=OuterRef("thread_id")).exclude(pk=OuterRef("pk"))
        answers = answers.filter(Q(parent_id=OuterRef("pk")) | Q(thread_id=OuterRef("pk")))
        own = Q(user_id=user.pk, removed_by_id=user.pk, removed_at__gt=moment(Comment.undo_since))
        return self.alias(_moderates=moderates).filter(Q(removed_at=None) | own | Q(_moderates=True) | Exists(answers))

    def about(self, kind: str, object_id: int) -> "CommentQuerySet":
        """Comments on this thing."""
        return self.filter(discussion__kind=kind, discussion__object_id=object_id)

    def with_faces(self) -> "CommentQuerySet":
        """With what showing a comment needs, in the same query: its discussion, and its author with a portrait."""
        return self.select_related("discussion", "removed_by", "user__profile__portrait")


class CommentManager(models.Manager.from_queryset(CommentQuerySet)):
    """`Comment.objects`. Not the library's manager, which sorts by a column that is computed without a lock."""


class Comment(Removable, XtdComment):
    """What a colleague says about a thing. Its audience is that of the thing.

    Of the library's columns these mean something here: content type and object, `user`, `comment` (the text as
    typed), `submit_date`, `thread_id` (the comment that opened the thread), `parent_id` (the comment answered; its
    own number for one that opens a thread), `level` (0 or 1: two visual levels, deeper answers stand on the second)
    and `nested_count` of the opening comment. Name, e-mail and network address stay empty.
    """

    MAX_LENGTH = 5000

    # Named backwards: the library's text field is called `comment` too.
    xtdcomment_ptr = models.OneToOneField(
        XtdComment, parent_link=True, primary_key=True, on_delete=models.CASCADE, related_name="kring_comment"
    )
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="comments")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    is_hidden = models.BooleanField(_("hidden with its subject"), default=False)
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    # Who posted it and the token of the form it came from: a form sent twice is one comment.
    sent_once = models.CharField(max_length=80, null=True, unique=True, editable=False)
    is_answer = models.BooleanField(_("official answer"), default=False)
    # What the label says, such as "Answer from the team lead"; empty for the standard words.
    answer_label = models.CharField(_("words on the label"), max_length=60, blank=True)
    pinned_at = models.DateTimeField(_("pinned at"), null=True, blank=True)

    objects = CommentManager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = []
        base_manager_name = "objects"
        default_manager_name = "objects"
        permissions = [("moderate_comment", "Can moderate comments")]
        indexes = [models.Index(fields=["audience", "is_hidden"], name="comments_comment_audience")]
        constraints = [
            models.UniqueConstraint(
                fields=["discussion"], condition=Q(pinned_at__isnull=False), name="comments_one_pinned"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.comment[:50]}"

    def save(self, *args, **kwargs) -> None:
        """Only this row. The library's own `save` computes the thread without a lock and fails after inserting."""
        models.Model.save(self, *args, **kwargs)

    @staticmethod
    def undo_since() -> datetime:
        """Authors can bring back what they removed after this moment."""
        return timezone.now() - UNDO_WINDOW

    def get_absolute_url(self) -> str:
        """The address that leads to this comment on the page of its thing."""
        return address("comments:permalink", self.pk)

    @property
    def is_opening(self) -> bool:
        """Whether it opens a thread, rather than answering in one."""
        return self.parent_id == self.pk

    @property
    def is_removed_by_author(self) -> bool:
        return self.removed_at is not None and self.removed_by_id == self.user_id
