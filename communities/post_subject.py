"""What moderators meet of a post, and which posts wait for one."""

from access.subjects import Shown, Subject
from communities.models import Community, Membership, Post, Premoderation
from communities.posting import release_post
from communities.states import MANAGING
from core.addresses import address
from core.text import render_markdown


class PostSubject(Subject):
    """Its own words, and nothing of where it stands."""

    def shown(self, thing: Post) -> Shown:
        return Shown(render_markdown(thing.text), title=thing.title)

    def words(self, thing: Post) -> str:
        return f"{thing.title}\n\n{thing.text}".strip()

    def place(self, thing: Post) -> Community | None:
        return thing.community

    def edit_address(self, thing: Post) -> str:
        return address("posts:edit", thing.pk)

    def release(self, thing: Post, *, by) -> None:
        release_post(thing, by=by)


def needs_approval(post: Post, author) -> bool:
    """What the owners of its community decided: nothing waits, the first post of each member, or all."""
    community = post.community
    if community is None or community.premoderation == Premoderation.OFF:
        return False
    if community.premoderation == Premoderation.ALL:
        return True
    earlier = Post.objects.live().filter(community=community, author=author, published_at__lt=post.created_at)
    return not earlier.exists()


def moderators(community: Community) -> list[int]:
    """The ids of who looks after what is said in it."""
    rows = Membership.objects.filter(community=community).managing().present()
    return list(rows.values_list("user_id", flat=True))


def moderated_by(person):
    """The ids of the communities that somebody looks after, as one column."""
    return Membership.objects.filter(user_id=person, state__in=MANAGING).order_by().values("community_id")
