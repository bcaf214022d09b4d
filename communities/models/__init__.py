from communities.models.announcement import Announcement
from communities.models.community import Community, CommunityQuerySet, Kind, Premoderation, Visibility
from communities.models.dismissal import Dismissal
from communities.models.membership import INVITATION_LASTS, Membership, MembershipQuerySet, Road

__all__ = [
    "INVITATION_LASTS",
    "Announcement",
    "Community",
    "CommunityQuerySet",
    "Dismissal",
    "Kind",
    "Membership",
    "MembershipQuerySet",
    "Premoderation",
    "Road",
    "Visibility",
]
