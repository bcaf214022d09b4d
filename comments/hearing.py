"""Who hears of a comment: what notifications ask about one, and what they call it."""

from django.urls import reverse

from comments.models import Comment
from core.text import excerpt
from notifications.registry import Label, Named

WORDS_SHOWN = 160


class CommentAnswer:
    """A comment in its conversation (`notifications.registry.Answer`)."""

    def answered(self, thing: Comment) -> Comment | None:
        """The comment that this one answers, while that is there."""
        return None if thing.is_opening else Comment.objects.live().filter(pk=thing.parent_id).first()

    def opening(self, thing: Comment) -> Comment:
        """The comment that opened the conversation."""
        return thing if thing.is_opening else Comment.objects.get(pk=thing.thread_id)

    def partners(self, thing: Comment) -> set[int]:
        """Everybody whose words stand in the conversation."""
        said = Comment.objects.live().filter(thread_id=thing.thread_id, user__isnull=False)
        return set(said.values_list("user_id", flat=True))


def name_comment(pk: int, text: str) -> Named:
    """A few of its words."""
    words = excerpt(text, WORDS_SHOWN)
    return Named(words or "…", reverse("comments:permalink", args=[pk]), words)


LABEL = Label("comment", ("comment",), name_comment)
