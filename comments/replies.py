"""An answer that came by mail is a comment like any other (`notifications.registry.Replies`)."""

from django.db.models import Model

from access.kinds import allows, kind_of
from comments.actions import post_comment
from comments.models import Comment
from comments.permissions import can_comment
from comments.things import discussion_of, thing_of


class CommentReplies:
    """To a comment it is an answer in its conversation; to anything else that takes comments, a comment on it."""

    def takes(self, user, thing: Model) -> bool:
        """Whether this person may comment there now."""
        place = _place_of(thing, user)
        if place is None or (isinstance(thing, Comment) and thing.removed_at is not None):
            return False
        return (
            kind_of(place).commentable
            and allows(place, "comments")
            and can_comment(user, place)
            and not discussion_of(place).is_closed
        )

    def place(self, user, thing: Model, text: str, *, token: str) -> Comment:
        """As `comments.actions.post_comment`, with its limits and refusals."""
        parent = thing if isinstance(thing, Comment) else None
        return post_comment(_place_of(thing, user) or thing, text, by=user, parent=parent, token=token)


def _place_of(thing: Model, user) -> Model | None:
    return thing_of(thing, user) if isinstance(thing, Comment) else thing
