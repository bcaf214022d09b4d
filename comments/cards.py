"""How what colleagues say shows in timelines."""

from access.kinds import get_kind
from access.loading import loader
from activity.registry import Card
from comments.models import Comment

_load = loader(lambda user: Comment.objects.visible_to(user).with_faces())


class CommentCard(Card):
    """A bubble of a colleague. It belongs to its author and to the thing it is about."""

    template = "components/cards/comment.html"
    lane = "colleagues"

    def load(self, user, pks) -> dict[int, Comment]:
        return _load(user, pks)

    def actor(self, thing: Comment):
        return thing.user

    def seconds(self, thing: Comment) -> int:
        return 10 + len(thing.comment.split()) // 3

    def place(self, thing: Comment):
        kind = get_kind(thing.discussion.kind)
        place = kind.model._base_manager.get(pk=thing.discussion.object_id)
        return place.specific if hasattr(place, "specific") else place
