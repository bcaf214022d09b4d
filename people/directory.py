"""The directory as one list: a page of cards with the total, and the choices to narrow it, each in one query."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Value, Window
from django.db.models.functions import Lower

from people.faces import Face
from people.models import Department, Location, Profile

PAGE_SIZE = 24


class CountedPaginator(Paginator):
    """A paginator that was told the total, and never asks for it."""

    def __init__(self, total: int) -> None:
        super().__init__([], PAGE_SIZE)
        self.count = total


@dataclass(frozen=True)
class Directory:
    """A page of people. `total` counts everybody who matches, not only who is shown."""

    people: list[Face]
    total: int
    page: Page
    departments: list[Department]
    locations: list[Location]

    def department_options(self, chosen: int | None) -> list[dict]:
        """The departments as choices of a select."""
        return _options(self.departments, chosen)

    def location_options(self, chosen: int | None) -> list[dict]:
        """The locations as choices of a select."""
        return _options(self.locations, chosen)

    def chosen(self, filters: dict) -> list[tuple[str, str]]:
        """What the list is narrowed to, as (name of the filter, words)."""
        words = [("q", f"“{filters['q']}”")] if filters.get("q") else []
        for name, things in (("department", self.departments), ("location", self.locations)):
            words += [(name, thing.name) for thing in things if thing.pk == filters.get(name)]
        return words


def _options(things: list, chosen: int | None) -> list[dict]:
    return [{"value": thing.pk, "label": thing.name, "selected": thing.pk == chosen} for thing in things]


def directory(user, *, q: str = "", department: int = 0, location: int = 0, page: int = 1) -> Directory:
    """The people this person may see who match, by first name."""
    found = Profile.objects.visible_to(user).with_cards().matching(q)
    if department:
        found = found.filter(department_id=department)
    if location:
        found = found.filter(location_id=location)
    first = (page - 1) * PAGE_SIZE
    found = found.annotate(total=Window(Count("*"))).order_by(
        Lower("user__first_name"), Lower("user__last_name"), "user_id"
    )
    rows = list(found[first : first + PAGE_SIZE])
    total = rows[0].total if rows else 0
    people = [Face(row.user) for row in rows]
    departments, locations = _choices()
    return Directory(people, total, Page(people, page, CountedPaginator(total)), departments, locations)


def _choices() -> tuple[list[Department], list[Location]]:
    """Every department and location, in one query."""
    columns = ("kind", "pk", "name_nl", "name_en")
    rows = (
        Department.objects.order_by()
        .annotate(kind=Value("department"))
        .values_list(*columns)
        .union(Location.objects.order_by().annotate(kind=Value("location")).values_list(*columns), all=True)
    )
    made: dict[str, list] = {"department": [], "location": []}
    for kind, pk, name_nl, name_en in rows:
        model = Department if kind == "department" else Location
        made[kind].append(model(pk=pk, name_nl=name_nl, name_en=name_en))
    for things in made.values():
        things.sort(key=lambda thing: thing.name.casefold())
    return made["department"], made["location"]
