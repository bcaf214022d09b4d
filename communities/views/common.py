"""How every view comes to its community."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from access.rule import get_visible_or_404, reach
from communities import permissions
from communities.models import Community, Membership
from communities.parts import tabs_of
from communities.states import State


def found(request: HttpRequest, slug: str) -> Community:
    """The community at this address, with how the reader stands to it and how many ask to join: one query. The same 404
    for one that does not exist and one the reader may not know of."""
    asking = Membership.objects.filter(community=OuterRef("pk"), state=State.REQUESTED, user__is_active=True)
    counted = asking.order_by().values("community").annotate(n=Count("pk")).values("n")
    source = Community.objects.with_membership(request.user).annotate(waiting=Coalesce(Subquery(counted), 0))
    return get_visible_or_404(
        source.select_related("department", "location", "continued_in", "welcome_by__profile__portrait"),
        request.user,
        slug=slug,
    )


def managed(request: HttpRequest, slug: str) -> Community:
    """The same for its owners and moderators; 403 for others who may see it."""
    community = found(request, slug)
    if not permissions.can_moderate(request.user, community):
        raise PermissionDenied("Only managers of the community come here.")
    return community


def owned(request: HttpRequest, slug: str) -> Community:
    """The same for its owners."""
    community = found(request, slug)
    if not permissions.can_manage(request.user, community):
        raise PermissionDenied("Only owners of the community come here.")
    return community


def around(request: HttpRequest, community: Community, current: str) -> dict:
    """What the head of every page of a community needs, beside the faces at its table."""
    user, after = request.user, community.continued_in
    return {
        "community": community,
        "standing": permissions.standing(user, community),
        "tabs": tabs_of(community, user, current),
        "can_read": permissions.can_read(user, community),
        "can_post": permissions.can_post(user, community),
        "can_join": permissions.can_join(user, community),
        "can_ask": permissions.can_ask(user, community),
        "can_leave": permissions.can_leave(user, community),
        "can_moderate": permissions.can_moderate(user, community),
        "can_manage": permissions.can_manage(user, community),
        "can_take_on": permissions.can_take_on(user, community),
        # Where an archived one goes on may itself be something the reader may not know of.
        "continued_in": after if after is not None and after.audience_id in reach(user) else None,
    }
