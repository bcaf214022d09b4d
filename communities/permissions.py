"""Who may do what in a community. Every predicate starts from seeing it, and reads the role from the database: one
query per question, or none when the community came `with_membership` of this very person."""

from django.conf import settings

from communities.models import Community, Membership, Visibility
from communities.states import ACTIVE, MANAGING, State

MAY_START_ANY = "communities.add_community"


def standing(user, community: Community) -> State | None:
    """How this person stands to it, as the database says now; None for not at all."""
    if not user.is_authenticated or not user.is_active:
        return None
    found = Membership.objects.filter(community=community, user_id=user.pk).values_list("state", flat=True).first()
    return State(found) if found else None


def can_see(user, community: Community) -> bool:
    """Whether this person may know that it exists."""
    return Community.objects.visible_to(user).filter(pk=community.pk).exists()


def can_read(user, community: Community) -> bool:
    """Whether this person may read what is inside."""
    return user.is_authenticated and user.is_active and (community.is_open or standing(user, community) in ACTIVE)


def can_join(user, community: Community) -> bool:
    """Whether this person may become a member without anybody's leave."""
    return _may_come(user, community) and community.is_open


def can_ask(user, community: Community) -> bool:
    """Whether this person may ask to be let in."""
    return _may_come(user, community) and community.visibility == Visibility.CLOSED


def _may_come(user, community: Community) -> bool:
    if community.is_archived or not can_see(user, community):
        return False
    return standing(user, community) not in (*ACTIVE, State.BLOCKED)


def can_leave(user, community: Community) -> bool:
    """Whether this person may leave, apart from being the last owner."""
    now = standing(user, community)
    return now in ACTIVE and not (community.is_mandatory and now == State.MEMBER)


def can_post(user, community: Community) -> bool:
    """Whether this person may say something in it: members, unless it is archived."""
    return not community.is_archived and standing(user, community) in ACTIVE


def can_moderate(user, community: Community) -> bool:
    """Whether this person looks after what is said in it, and after its members."""
    return standing(user, community) in MANAGING


def can_manage(user, community: Community) -> bool:
    """Whether this person may change the community itself: its owners."""
    return standing(user, community) == State.OWNER


def can_start(user, visibility: str = Visibility.OPEN) -> bool:
    """Whether this person may start a community with this visibility: everybody as far as the organisation says so
    (`COMMUNITIES_ANYONE_MAY_START`), others with the right to add communities."""
    if not user.is_authenticated or not user.is_active:
        return False
    return visibility in settings.COMMUNITIES_ANYONE_MAY_START or user.has_perm(MAY_START_ANY)
