"""Where views get posts from: as far as their reader may see them, with how the reader stands to their community."""

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from access.rule import get_visible_or_404
from communities.models import Membership, Post

BIGGEST = 2**63 - 1  # SQLite refuses to look for larger numbers


def with_standing(posts: QuerySet, user) -> QuerySet:
    """With cards, and with `own_state`: how this person stands to the community, in the same query."""
    rows = Membership.objects.filter(community_id=OuterRef("community_id"), user_id=user.pk).values("state")[:1]
    return posts.with_cards().annotate(own_state=Coalesce(Subquery(rows), Value("")))


def post_or_404(user, pk: int) -> Post:
    """The post, if this person may see it. One query."""
    found = get_visible_or_404(with_standing(Post.objects.all(), user), user, pk=pk)
    if found.community is not None:
        found.community.own_state, found.community.own_person = found.own_state, user.pk
    return found


def restorable_or_none(user, pk: int) -> Post | None:
    """The post, if this person removed it a moment ago."""
    if pk > BIGGEST:
        return None
    return Post.objects.restorable_by(user).select_related("community").filter(pk=pk).first()
