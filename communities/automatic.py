"""Members who come and go with the organisation: a community of a department or a location follows its people."""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from communities.membership import count_again, settle, unsettle
from communities.models import Community, Membership, Road
from communities.states import ACTIVE, WAITING, State
from core.events import Joined, emit


def belonging(community: Community) -> QuerySet:
    """The people who belong to it by the data of the organisation; nobody when it is not automatic."""
    people = get_user_model().objects.filter(is_active=True)
    if not community.is_automatic:
        return people.none()
    if community.department_id:
        return people.filter(profile__department_id=community.department_id)
    if community.location_id:
        return people.filter(profile__location_id=community.location_id)
    return people.none()


@transaction.atomic
def follow_people(community_id: int, only: Collection[int] | None = None) -> tuple[int, int]:
    """Let in who belongs and is not in, and let go who came by themselves and belongs no longer; of these people, or of
    all. Returns how many came and went.

    Who left on their own stays away, unless membership is mandatory; who was removed or blocked stays away; owners and
    moderators stay, because leaving them out would leave nobody.
    """
    community = Community.objects.held(community_id)
    if community.is_archived:
        return 0, 0
    people = belonging(community)
    rows = Membership.objects.filter(community=community)
    if only is not None:
        people, rows = people.filter(pk__in=only), rows.filter(user_id__in=only)
    wanted = set(people.values_list("pk", flat=True))
    found = {row.user_id: row for row in rows}
    coming = [pk for pk in sorted(wanted) if pk not in found or _comes_back(found[pk], community)]
    going = [
        row
        for row in found.values()
        if row.state == State.MEMBER and row.road == Road.AUTOMATIC and row.user_id not in wanted
    ]
    now = timezone.now()
    new = [pk for pk in coming if pk not in found]
    Membership.objects.bulk_create(
        [
            Membership(
                community=community, user_id=pk, state=State.MEMBER, road=Road.AUTOMATIC, joined_at=now, changed_at=now
            )
            for pk in new
        ],
        batch_size=1000,
    )
    back = rows.filter(user_id__in=[pk for pk in coming if pk in found])
    back.update(state=State.MEMBER, road=Road.AUTOMATIC, joined_at=now, changed_at=now, changed_by=None, reason="")
    gone = [row.user_id for row in going]
    rows.filter(user_id__in=gone).update(state=State.LEFT, changed_at=now, changed_by=None)
    if coming:
        settle(community, coming)
        for pk in coming:
            emit(Joined(model=Community._meta.label_lower, pk=community.pk, by=pk))
    if gone:
        unsettle(community, gone)
    if not coming and not gone:
        count_again(community)
    return len(coming), len(gone)


def _comes_back(row: Membership, community: Community) -> bool:
    if row.state in WAITING:
        return True
    return row.state == State.LEFT and (row.road == Road.AUTOMATIC or community.is_mandatory)


def concerned(user_id: int) -> list[int]:
    """The communities whose members, or their number, may change when something about this person does."""
    own = Q(memberships__user_id=user_id, memberships__state__in=ACTIVE)
    person = get_user_model().objects.filter(pk=user_id).values_list("profile__department", "profile__location").first()
    department, location = person or (None, None)
    belongs = Q(pk__in=[])
    if department:
        belongs |= Q(is_automatic=True, department_id=department)
    if location:
        belongs |= Q(is_automatic=True, department=None, location_id=location)
    return list(Community.objects.filter(own | belongs).order_by("pk").values_list("pk", flat=True).distinct())
