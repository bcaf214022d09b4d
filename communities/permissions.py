"""Who may do what in a community. Every predicate starts from seeing it, and reads the role from the database: one
query per question, or none when the community came `with_membership` of this very person."""

from django.conf import settings

from access.rule import reach
from communities.models import Community, Membership, Visibility
from communities.states import ACTIVE, MANAGING, State

MAY_START_ANY = "communities.add_community"


def standing(user, community: Community) -> State | None:
    """How this person stands to it, as the database says now; None for not at all."""
    if not user.is_authenticated or not user.is_active:
        return None
    if community.__dict__.get("own_person") == user.pk:
        return community.own_standing
    return standing_of(user, community)


def can_see(user, community: Community) -> bool:
    """Whether this person may know that it exists."""
    return community.audience_id in reach(user)


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


def can_invite(user, community: Community) -> bool:
    """Whether this person may invite colleagues."""
    return not community.is_archived and can_moderate(user, community)


def can_remove(user, community: Community, person) -> bool:
    """Whether this person may take that one from the table: moderators members, owners everybody but themselves."""
    theirs = standing_of(person, community)
    if theirs not in ACTIVE or person.pk == user.pk:
        return False
    return _over(user, community, theirs)


def can_block(user, community: Community, person) -> bool:
    """Whether this person may keep that one from the table, member or not."""
    return person.pk != user.pk and _over(user, community, standing_of(person, community))


def _over(user, community: Community, theirs: State | None) -> bool:
    mine = standing(user, community)
    return mine == State.OWNER or (mine == State.MODERATOR and theirs not in MANAGING)


def standing_of(person, community: Community) -> State | None:
    """How a person stands to it, whether their account is open or not."""
    found = Membership.objects.filter(community=community, user_id=person.pk).values_list("state", flat=True).first()
    return State(found) if found else None


def can_take_on(user, community: Community) -> bool:
    """Whether this person may become the owner of a community that looks for one."""
    return community.owner_wanted_at is not None and standing(user, community) in ACTIVE


def can_announce(user, community: Community) -> bool:
    """Whether this person may write to all members at once."""
    return not community.is_archived and can_moderate(user, community)


def can_start(user, visibility: str = Visibility.OPEN) -> bool:
    """Whether this person may start a community with this visibility: everybody as far as the organisation says so
    (`COMMUNITIES_ANYONE_MAY_START`), others with the right to add communities."""
    if not user.is_authenticated or not user.is_active:
        return False
    return visibility in settings.COMMUNITIES_ANYONE_MAY_START or user.has_perm(MAY_START_ANY)
