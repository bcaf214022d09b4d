"""What pages of communities read: each function is one query, whatever the size."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils import timezone

from communities.models import Announcement, Community, Membership
from communities.states import ACTIVE, State

SEATS = 8
PAGE_SIZE = 24
NEW_FOR = timedelta(days=7)
ANNOUNCEMENT_SHOWS = timedelta(days=14)

ROLE = Case(
    When(state=State.OWNER, then=Value(0)),
    When(state=State.MODERATOR, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def at_the_table(community: Community, user, most: int = SEATS) -> list[Membership]:
    """Who sits around the table in the head: owners and moderators, then the newest members; not the reader, who has
    the last chair."""
    rows = Membership.objects.filter(community=community).active().present().exclude(user_id=user.pk)
    return list(
        rows.select_related("user__profile__portrait").annotate(role=ROLE).order_by("role", "-joined_at")[:most]
    )


def owners_of(community: Community) -> QuerySet:
    """Its owners, the longest-serving first."""
    rows = Membership.objects.filter(community=community, state=State.OWNER).present()
    return rows.select_related("user__profile__portrait").order_by("joined_at", "pk")


def members_of(community: Community, words: str = "") -> QuerySet:
    """Its members with what their cards show: owners, moderators, then by first name."""
    rows = Membership.objects.filter(community=community).active().present().with_faces()
    return (
        _named(rows, words)
        .annotate(role=ROLE)
        .order_by("role", Lower("user__first_name"), Lower("user__last_name"), "pk")
    )


def of_state(community: Community, *states: State) -> QuerySet:
    """People who stand like this to it, who waits longest first."""
    rows = Membership.objects.filter(community=community, state__in=states).present().with_faces()
    return rows.select_related("changed_by", *_faces()).order_by("changed_at", "pk")


def page_of(rows: QuerySet, number: int, size: int = PAGE_SIZE) -> Page:
    """A page of a list; a number that is too high is the last page."""
    return Paginator(rows, size).get_page(number)


def people_to_invite(community: Community, words: str, most: int = 20) -> list:
    """Colleagues by name who are not at the table, each with `own_state`: how they stand to it."""
    people = get_user_model().objects.filter(is_active=True)
    people = people.exclude(memberships__in=Membership.objects.filter(community=community, state__in=ACTIVE))
    for word in words.split()[:6]:
        people = people.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__istartswith=word)
            | Q(profile__job_title__icontains=word)
        )
    found = list(
        people.select_related("profile__portrait", "profile__department").order_by(
            Lower("first_name"), Lower("last_name"), "pk"
        )[:most]
    )
    states = Membership.objects.filter(community=community, user__in=found).values_list("user_id", "state", "pk")
    by_person = {user_id: (state, pk) for user_id, state, pk in states}
    for person in found:
        person.own_state, person.membership_id = by_person.get(person.pk, ("", None))
    return found


def latest_announcement(community: Community, user) -> Announcement | None:
    """The newest announcement of the last two weeks, for members."""
    recent = Announcement.objects.visible_to(user).filter(community=community)
    return recent.filter(created_at__gt=timezone.now() - ANNOUNCEMENT_SHOWS).newest_first().first()


def of_person(user) -> QuerySet:
    """The communities a person is in, the most recently active first."""
    return Community.objects.of_member(user).in_use()


def _named(rows: QuerySet, words: str) -> QuerySet:
    for word in words.split()[:6]:
        rows = rows.filter(
            Q(user__first_name__icontains=word)
            | Q(user__last_name__icontains=word)
            | Q(user__profile__job_title__icontains=word)
        )
    return rows


def _faces() -> list[str]:
    return ["user__profile__portrait", "user__profile__department", "user__profile__location"]


__all__ = [
    "at_the_table",
    "latest_announcement",
    "members_of",
    "of_person",
    "of_state",
    "owners_of",
    "page_of",
    "people_to_invite",
]
