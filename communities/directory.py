"""All communities as one list, narrowed by facets with counts."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Page
from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communities.models import Community, Kind
from communities.reading import page_of

ACTIVE_LATELY = timedelta(days=30)
FACETS = ("kind", "location", "language", "active")


@dataclass(frozen=True)
class Choice:
    """One value of a facet with how many communities it gives."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Directory:
    """A page of communities and what the list can be narrowed by."""

    page: Page
    facets: list[tuple[str, str, list[Choice]]]

    @property
    def total(self) -> int:
        return self.page.paginator.count


def directory(user, filters: dict) -> Directory:
    """What this person may know of and asked for: three queries, whatever the number."""
    found = _narrowed(user, filters).with_membership(user).select_related("location", "department")
    order = ("-archived_at", "pk") if filters.get("active") == "archived" else ("-last_active_at", "pk")
    page = page_of(found.order_by(*order), filters.get("page", 1))
    return Directory(page, _facets(user, filters))


def _narrowed(user, filters: dict, without: str = "") -> QuerySet:
    """`without` leaves one facet out: its counts say what choosing another value would give."""
    asked = {name: value for name, value in filters.items() if name != without}
    found = Community.objects.visible_to(user)
    found = found.exclude(archived_at=None) if asked.get("active") == "archived" else found.postable()
    if asked.get("active") == "month":
        found = found.filter(last_active_at__gt=timezone.now() - ACTIVE_LATELY)
    for word in asked.get("q", "").split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(purpose__icontains=word))
    for name in ("kind", "language"):
        if name in asked:
            found = found.filter(**{name: asked[name]})
    if "location" in asked:
        found = found.filter(location_id=asked["location"])
    if "mine" in asked:
        found = found.filter(pk__in=Community.objects.of_member(user).values("pk"))
    if not any(name in asked for name in ("location", "q", "mine")):
        own = Q(location__in=_places_of(user)) | Q(pk__in=Community.objects.of_member(user).values("pk"))
        found = found.filter(Q(is_local=False) | own)
    return found


def _places_of(user) -> QuerySet:
    location = Community._meta.get_field("location").remote_field.model
    return location._base_manager.filter(profiles__user_id=user.pk).values("pk")


def _facets(user, filters: dict) -> list[tuple[str, str, list[Choice]]]:
    """All counts in one statement."""
    lately = timezone.now() - ACTIVE_LATELY
    columns = {
        "kind": ("kind", "kind", "kind"),
        "language": ("language", "language", "language"),
        "location": ("location_id", "location__name_nl", "location__name_en"),
    }
    rows: QuerySet | None = None
    for name, (value, dutch, english) in columns.items():
        counted = _counted(_narrowed(user, filters, name), name, value, dutch, english)
        rows = counted if rows is None else rows.union(counted, all=True)
    active = {name: value for name, value in filters.items() if name != "active"}
    in_use = _narrowed(user, active).filter(last_active_at__gt=lately)
    archived = _narrowed(user, active | {"active": "archived"})
    for key, things in (("month", in_use), ("archived", archived)):
        counted = things.order_by().annotate(
            facet=Value("active"), value=Value(key), dutch=Value(""), english=Value("")
        )
        counted = counted.values("facet", "value", "dutch", "english").annotate(n=Count("pk"))
        rows = rows.union(counted.values_list("facet", "value", "dutch", "english", "n"), all=True)
    found: dict[str, list[Choice]] = {name: [] for name in FACETS}
    for facet, value, dutch, english, n in rows:
        if value and (n or filters.get(facet)):
            chosen = str(filters.get(facet, "")) == value
            found[facet].append(Choice(value, _words(facet, value, dutch, english), n, chosen))
    labels = {"kind": _("Kind"), "location": _("Location"), "language": _("Language"), "active": _("Activity")}
    return [
        (name, labels[name], sorted(found[name], key=lambda choice: (-choice.count, choice.label)))
        for name in FACETS
        if found[name]
    ]


def _counted(things: QuerySet, facet: str, value: str, dutch: str, english: str) -> QuerySet:
    text = CharField()
    named = things.order_by().annotate(
        facet=Value(facet),
        value=Coalesce(Cast(F(value), text), Value("")),
        dutch=Coalesce(Cast(F(dutch), text), Value("")),
        english=Coalesce(Cast(F(english), text), Value("")),
    )
    counted = named.values("facet", "value", "dutch", "english").annotate(n=Count("pk"))
    return counted.values_list("facet", "value", "dutch", "english", "n")


def _words(facet: str, value: str, dutch: str, english: str) -> str:
    match facet:
        case "kind":
            return str(Kind(value).label)
        case "language":
            return {"nl": _("Dutch"), "en": _("English")}.get(value, value)
        case "active":
            return _("Active this month") if value == "month" else _("Archived")
    return english if (get_language() or "nl").startswith("en") else dutch
