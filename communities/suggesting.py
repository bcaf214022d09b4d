"""Communities a person might like, each with its reason; and those they do not want to hear of again."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.rule import reach
from communities.models import Community, Dismissal, Membership
from communities.states import ACTIVE

MOST = 3
FEW_COLLEAGUES = 3


@dataclass(frozen=True)
class Suggestion:
    """A community and why it is shown."""

    community: Community
    reason: str


def suggestions(user, most: int = MOST) -> list[Suggestion]:
    """At most so many, in two queries: those of one's department or location, then those where one's closest
    colleagues sit. Never secret ones, archived ones, those one has or had a place in, or dismissed. No reason, no
    suggestion."""
    place = get_user_model().objects.filter(pk=user.pk)
    department, location = place.values_list("profile__department_id", "profile__location_id").first() or (None, None)
    if not department and not location:
        return []
    own = Membership.objects.filter(community=OuterRef("pk"), user_id=user.pk)
    gone = Dismissal.objects.filter(community=OuterRef("pk"), user_id=user.pk)
    colleagues = Count(
        "memberships",
        # Who sits at a closed table is for those who sit there.
        filter=Q(
            visibility=Community.Visibility.OPEN,
            memberships__state__in=ACTIVE,
            memberships__user__profile__department_id=department or 0,
        ),
    )
    fits = Case(
        When(department_id=department or 0, then=Value(3)),
        When(location_id=location or 0, then=Value(2)),
        default=Value(0),
        output_field=IntegerField(),
    )
    found = (
        Community.objects.postable()
        .filter(audience_id__within=reach(user))
        .exclude(visibility=Community.Visibility.SECRET)
        .filter(~Exists(own), ~Exists(gone))
        .filter(Q(is_local=False) | Q(location_id=location))
        .annotate(fits=fits, colleagues=colleagues)
        .filter(Q(fits__gt=0) | Q(colleagues__gte=FEW_COLLEAGUES))
        .order_by("-fits", "-colleagues", F("last_active_at").desc(), "pk")
    )
    return [Suggestion(community, _reason(community)) for community in found[:most]]


def _reason(community: Community) -> str:
    if community.fits == 3:
        return _("It is about your department.")
    if community.fits == 2:
        return _("It is about the place where you work.")
    return ngettext(
        "%(n)d colleague of your department is in it.",
        "%(n)d colleagues of your department are in it.",
        community.colleagues,
    ) % {"n": community.colleagues}


def dismiss(community: Community, *, by) -> None:
    """Do not suggest this one to this person again."""
    Dismissal.objects.get_or_create(community=community, user=by)
