"""What search keeps of communities."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from communities.models import Community
from core.events import Event
from core.text import plain_text
from search.registry import EntryClass, Value, Written


class CommunityEntry(EntryClass):
    """A community: found by its name, purpose and ground rules, for whom may know of it."""

    kind = "community"
    family = "communities"
    family_label = _("Communities")
    label = _("Community")
    order = 20

    def findable(self) -> QuerySet:
        return Community.objects.select_related("department", "location")

    def write(self, community) -> Written | None:
        place = community.department
        names = [named for named in (community.department, community.location) if named]
        return Written(
            title=community.name,
            url=community.get_absolute_url(),
            audience_id=community.audience_id,
            language=community.language,
            lead=community.purpose,
            body=plain_text(community.rules),
            keywords=tuple(name for named in names for name in (named.name_nl, named.name_en)),
            department=Value(str(place.pk), place.name_nl, place.name_en) if place else None,
            meta=(
                _both("kind", community.get_kind_display),
                _both("visibility", community.get_visibility_display),
                *((_both("archived", lambda: str(_("Archived"))),) if community.is_archived else ()),
            ),
            published_at=community.created_at,
            is_stale=community.is_archived,
        )

    def follows(self, event: Event) -> Iterable[int]:
        """Its department or location has another name."""
        if event.model == "people.department":
            return Community.objects.filter(department_id=event.pk).values_list("pk", flat=True)
        if event.model == "people.location":
            return Community.objects.filter(location_id=event.pk).values_list("pk", flat=True)
        return ()


def _both(key: str, words) -> Value:
    with override("nl"):
        dutch = str(words())
    with override("en"):
        return Value(key, dutch, str(words()))
