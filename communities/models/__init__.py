from communities.models.announcement import Announcement
from communities.models.community import Community, CommunityQuerySet, Kind, Premoderation, Visibility
from communities.models.dismissal import Dismissal
from communities.models.kinds_of_post import CoreValue, Praise, Question
from communities.models.membership import INVITATION_LASTS, Membership, MembershipQuerySet, Road
from communities.models.post import Post, PostQuerySet, PostState, PostVersion

__all__ = [
    "INVITATION_LASTS",
    "Announcement",
    "Community",
    "CommunityQuerySet",
    "CoreValue",
    "Dismissal",
    "Kind",
    "Membership",
    "MembershipQuerySet",
    "Post",
    "PostQuerySet",
    "PostState",
    "PostVersion",
    "Praise",
    "Premoderation",
    "Question",
    "Road",
    "Visibility",
]
