"""The manager's panel: figures that only managers see, and what they can do today."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from communities.keeping import QUIET_AFTER, present_owners
from communities.models import Community, Membership
from communities.states import MANAGING, State

REVIEW_AFTER = timedelta(days=365)
TWO_ABOVE = 25
MONTH = timedelta(days=30)
SMALLEST_GROUP = 10


def panel_of(community: Community, user) -> dict:
    """Counts of members and what asks for attention, in two queries. No figure about fewer than ten people."""
    now = timezone.now()
    rows = Membership.objects.filter(community=community, user__is_active=True)
    counts = rows.aggregate(
        invited=Count("pk", filter=Q(state=State.INVITED)),
        managers=Count("pk", filter=Q(state__in=MANAGING)),
        blocked=Count("pk", filter=Q(state=State.BLOCKED)),
        came=Count("pk", filter=Q(state__in=(State.MEMBER, *MANAGING), joined_at__gt=now - MONTH)),
        went=Count("pk", filter=Q(state=State.LEFT, changed_at__gt=now - MONTH, joined_at__isnull=False)),
    )
    return {
        "counts": counts,
        "is_large": community.member_count >= SMALLEST_GROUP,
        "needs_second": community.member_count > TWO_ABOVE and counts["managers"] < 2,
        "needs_review": community.purpose_confirmed_at < now - REVIEW_AFTER,
        "is_quiet": not community.is_archived and community.last_active_at < now - QUIET_AFTER,
        "quiet_days": (now - community.last_active_at).days,
        "newest": list(
            rows.filter(state=State.MEMBER, joined_at__gt=now - MONTH)
            .exclude(user=user)
            .with_faces()
            .order_by("-joined_at")[:5]
        ),
        "is_ownerless": community.owner_wanted_at is not None and not present_owners(community).exists(),
    }
