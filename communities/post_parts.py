"""Everything that the rest of Kring has to know of posts. Called once, when the site starts."""

from django.utils.translation import gettext_lazy as _

from access.contents import Contents, register_contents
from access.kinds import Kind, readable, register
from access.subjects import register_subject
from activity.registry import register_card, register_container
from communities.mine import communities_of
from communities.models import Community, Post
from communities.post_cards import PostCard
from communities.post_entries import PostEntry
from communities.post_subject import PostSubject, moderated_by, moderators, needs_approval
from communities.post_telling import register_post_notices
from communities.post_types import register_own_types
from moderation.registry import register_approval, register_local_moderators
from search.registry import register as register_entry


def register_posts() -> None:
    """Kind, card, search entry, contents of a community, moderation, notifications."""

    register(
        Kind(
            name="post",
            model=Post,
            label=_("post"),
            visible_to=readable(Post),
            commentable=True,
            reactable=True,
            followable=True,
            savable=True,
        )
    )

    def inside(community_id: int):
        community = Community.objects.get(pk=community_id)
        yield Contents("post", community.content_audience_id, Post.objects.filter(community_id=community_id))

    register_contents(Community._meta.label_lower, inside)
    register_own_types()
    register_card(Post, PostCard)
    register_container(Community, lambda user: [mine.pk for mine in communities_of(user)])
    register_entry(Post, PostEntry)
    register_subject("post", PostSubject())
    register_approval("post", needs_approval)
    register_local_moderators(Community, moderators=moderators, moderated_by=moderated_by)
    register_post_notices()
