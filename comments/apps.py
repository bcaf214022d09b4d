from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.apps import CommentsXtdConfig


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from access.kinds import Kind, readable, register
        from access.subjects import register_subject
        from activity.registry import register_card
        from comments.cards import CommentCard
        from comments.entries import CommentEntry
        from comments.hearing import LABEL, CommentAnswer
        from comments.models import Comment
        from comments.replies import CommentReplies
        from comments.subjects import CommentSubject
        from comments.telling import register_kinds
        from notifications.registry import register_answer, register_label, register_replies
        from search.registry import register as register_entry

        register(
            Kind(
                name="comment",
                model=Comment,
                label=_("comment"),
                visible_to=readable(Comment),
                reactable=True,
            )
        )
        register_subject("comment", CommentSubject())
        register_card(Comment, CommentCard)
        register_answer(Comment, CommentAnswer())
        register_replies(CommentReplies())
        register_label(LABEL)
        register_kinds()
        register_entry(Comment, CommentEntry)


class CommentsXtdLibraryConfig(CommentsXtdConfig):
    """The library, without its hook: that publishes removed answers again whenever the comment above them is saved,
    and miscounts them each time."""

    def ready(self) -> None:
        """Connect nothing."""
