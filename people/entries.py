"""What search keeps of colleagues."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access.models import Audience
from core.events import Event
from core.text import plain_text
from people.queries import with_profiles
from search.registry import EntryClass, Value, Written


class PersonEntry(EntryClass):
    """Everybody whose account is open: found by name, job, department, place, mail address and telephone."""

    kind = "person"
    family = "people"
    family_label = _("People")
    label = _("Colleague")
    order = 5
    is_person = True
    related = ("author__profile__portrait",)

    def findable(self) -> QuerySet:
        return with_profiles(get_user_model().objects.filter(is_active=True, profile__isnull=False))

    def write(self, person) -> Written | None:
        profile, department, location = person.profile, person.profile.department, person.profile.location
        place = Value(str(department.pk), department.name_nl, department.name_en) if department else None
        names = [thing for thing in (department, location) if thing]
        job = (Value("job", profile.job_title),) if profile.job_title else ()
        return Written(
            title=str(person),
            url=profile.get_absolute_url(),
            audience_id=Audience.EVERYONE_ID,
            body=plain_text(profile.about),
            keywords=(
                profile.job_title,
                *(name for thing in names for name in (thing.name_nl, thing.name_en)),
                person.email.partition("@")[0],
            ),
            numbers=profile.phone,
            author_id=person.pk,
            department=place,
            meta=(*job, *((place,) if place else ())),
        )

    def follows(self, event: Event) -> Iterable[int]:
        people = get_user_model().objects.filter(is_active=True)
        if event.model == "people.department":
            return people.filter(profile__department_id=event.pk).values_list("pk", flat=True)
        if event.model == "people.location":
            return people.filter(profile__location_id=event.pk).values_list("pk", flat=True)
        return ()
