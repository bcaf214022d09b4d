"""Who may do what with a post. Every answer starts from being able to see it."""

from django.conf import settings

from access.rule import reach
from communities.models import Community, Post
from communities.permissions import can_announce, can_moderate, can_post
from moderation.permissions import is_site_moderator, moderates_something


def can_post_in(user, community: Community | None) -> bool:
    """Whether this person may say something there; without a community: to the whole organisation."""
    if community is not None:
        return can_post(user, community)
    return (
        user.is_authenticated
        and user.is_active
        and (settings.POSTS_ANYONE_MAY_ADDRESS_ALL or user.has_perm("communities.add_post"))
    )


def can_tell_members(user, community: Community | None) -> bool:
    """Whether this person may address all members with @community."""
    return community is not None and can_announce(user, community)


def can_see_post(user, post: Post) -> bool:
    """Whether this person may read it now."""
    mine = post.author_id == user.pk
    return post.audience_id in reach(user) and post.removed_at is None and (post.live or mine)


def can_edit_post(user, post: Post) -> bool:
    """Its author, while its community is in use and they may still post there."""
    own = post.author_id is not None and post.author_id == user.pk
    return own and can_see_post(user, post) and can_post_in(user, post.community)


def can_remove_post(user, post: Post) -> bool:
    """Its author, and who moderates its place."""
    if not can_see_post(user, post):
        return False
    return post.author_id == user.pk or moderates(user, post)


def can_restore_post(user, post: Post) -> bool:
    """Its author, what they removed themselves a moment ago. Moderators bring things back in their queue."""
    return Post.objects.restorable_by(user).filter(pk=post.pk).exists()


def can_read_post_history(user, post: Post) -> bool:
    """Its author, and who moderates its place."""
    return can_see_post(user, post) and (post.author_id == user.pk or moderates(user, post))


def can_accept(user, post: Post) -> bool:
    """Who may choose the answer to a question: who asked it, and who moderates its place."""
    if post.type != "question" or not post.live or not can_see_post(user, post):
        return False
    return post.author_id == user.pk or moderates(user, post)


def moderates(user, post: Post) -> bool:
    """Whether this person looks after what is said where this post stands."""
    if post.community is not None and can_moderate(user, post.community):
        return True
    return moderates_something(user) and is_site_moderator(user)  # most readers look after nothing: no query
