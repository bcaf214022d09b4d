"""How posts show in timelines."""

from access.loading import loader
from activity.registry import Card
from communities.models import Post

_load = loader(lambda user: Post.objects.visible_to(user).with_cards())


class PostCard(Card):
    """A bubble of a colleague. It belongs to its author and its community, and reaches who is mentioned in it."""

    template = "components/cards/post.html"
    lane = "colleagues"

    def load(self, user, pks) -> dict[int, Post]:
        return _load(user, pks)

    def sources(self, thing: Post) -> list:
        return [source for source in (thing.community, thing.author) if source is not None]

    def actor(self, thing: Post):
        return thing.author

    def mentions(self, thing: Post) -> list[int]:
        return thing.mentioned_ids

    def seconds(self, thing: Post) -> int:
        return 10 + len(thing.text.split()) // 3
