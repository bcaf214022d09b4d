"""The people of Duinrand: the described ones, and colleagues made from lists, the same ones every time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from demo.pictures.portraits import invent, portrait
from demo.texts import read
from people.actions import set_photo
from people.models import Department, Location, Profile

DOMAIN = "duinrand.example"
SEED = "Duinrand"
BATCH = 1000
LETTERS = str.maketrans("łŁıøØđß", "lLioOds")
# Of the colleagues from the lists, so many got round to a portrait.
PORTRAITS = 200


@dataclass
class Organisation:
    """What later steps look people and places up in."""

    people: dict = field(default_factory=dict)
    departments: dict = field(default_factory=dict)
    locations: dict = field(default_factory=dict)

    @property
    def everybody(self) -> list:
        return list(self.people.values())


@dataclass(frozen=True)
class Colleague:
    """Somebody made from the lists."""

    key: str
    first: str
    last: str
    job: str
    department: str
    phone: str
    started_on: date
    language: str
    woman: bool


def make_places(organisation: Organisation) -> None:
    """Sites and departments."""
    content = read("people")
    for key, names in content["sites"].items():
        organisation.locations[key] = Location.objects.get_or_create(
            name_nl=names["nl"], defaults={"name_en": names["en"]}
        )[0]
    for key, entry in content["departments"].items():
        organisation.departments[key] = Department.objects.get_or_create(
            name_nl=entry["nl"],
            defaults={"name_en": entry["en"], "location": organisation.locations[entry["site"]]},
        )[0]


def described() -> dict[str, dict]:
    """The people with a name of their own in people.yaml."""
    return read("people")["people"]


def colleagues(number: int, today: date) -> Iterator[Colleague]:
    """So many people from the lists. The first hundred are the same whether a hundred or five thousand are asked."""
    content, names = read("people"), read("names")
    pick = random.Random(SEED)
    lists, weights = names["lists"], [entry["weight"] for entry in names["lists"]]
    places = list(content["departments"])
    shares = [content["departments"][place]["share"] for place in places]
    taken = set(described())
    for count in range(number):
        origin = pick.choices(lists, weights)[0]
        woman = pick.random() < 0.46
        first = pick.choice(origin["women" if woman else "men"])
        last = surname(pick.choice(origin["last"]), woman=woman)
        department = pick.choices(places, shares)[0]
        job = pick.choice(names["jobs"]["lijn" if department.startswith("lijn-") else department])
        key = base = slugify(f"{first} {last}".translate(LETTERS)).replace("-", ".")
        again = 2
        while key in taken:
            key, again = f"{base}{again}", again + 1
        taken.add(key)
        days = int(pick.triangular(40, 365 * 34, 365 * 3))
        if pick.random() < 0.012:
            days = pick.randint(1, 28)
        language = "en" if origin is not lists[0] and pick.random() < 0.2 else "nl"
        phone = str(5000 + count) if count < 4000 else f"7{count:05d}"
        yield Colleague(key, first, last, job, department, phone, today - timedelta(days=days), language, woman)


def surname(name: str, *, woman: bool) -> str:
    """Polish surnames in -ski follow their bearer."""
    if woman and name.endswith(("ski", "cki")):
        return name[:-1] + "a"
    if not woman and name.endswith(("ska", "cka")):
        return name[:-1] + "i"
    return name


def add_people(organisation: Organisation, number: int, password: str, progress) -> list[Colleague]:
    """Bring the organisation to `number` people and return those that were added from the lists."""
    user_model, today = get_user_model(), timezone.localdate()
    known = {key.split("@")[0] for key in user_model.objects.values_list("email", flat=True)}
    cast = described()
    users, profiles = [], []
    for key, entry in cast.items():
        if key not in known:
            started = today - timedelta(days=entry["days"] if "days" in entry else entry["years"] * 365 + 100)
            users.append(_user(key, entry["first"], entry["last"], entry.get("language", "nl"), password, started))
            profiles.append((entry["job"], entry["department"], str(entry["ext"]), entry["about"], started))
    added = [made for made in colleagues(max(0, number - len(cast)), today) if made.key not in known]
    for made in added:
        users.append(_user(made.key, made.first, made.last, made.language, password, made.started_on))
        profiles.append((made.job, made.department, made.phone, "", made.started_on))
    for start in range(0, len(users), BATCH):
        user_model.objects.bulk_create(users[start : start + BATCH])
        rows = zip(users[start : start + BATCH], profiles[start : start + BATCH], strict=True)
        Profile.objects.bulk_create(
            Profile(
                user=user,
                job_title=job,
                department=organisation.departments[department],
                location=organisation.departments[department].location,
                phone=phone,
                about=about,
                started_on=started,
            )
            for user, (job, department, phone, about, started) in rows
        )
        progress(len(users[start : start + BATCH]))
    organisation.people = {user.email.split("@")[0]: user for user in user_model.objects.order_by("pk")}
    return added


def add_portraits(organisation: Organisation, added: list[Colleague], progress) -> None:
    """Drawn faces: for everybody who is described, and for some of the others."""
    faces = {key: entry["look"] for key, entry in described().items()}
    for made in added[:PORTRAITS]:
        faces[made.key] = invent(made.key, made.department, woman=made.woman)
    profiles = Profile.objects.select_related("user").in_bulk(
        [organisation.people[key].pk for key in faces], field_name="user_id"
    )
    for key, look in faces.items():
        profile = profiles[organisation.people[key].pk]
        if profile.photo_id is None:
            set_photo(profile, ContentFile(portrait(look), name=f"{key}.png"), by=profile.user)
        progress(1)


def _user(key: str, first: str, last: str, language: str, password: str, started: date):
    """An account that is not saved yet."""
    return get_user_model()(
        email=f"{key}@{DOMAIN}",
        first_name=first,
        last_name=last,
        language=language,
        password=password,
        is_staff=key == "sam",
        is_superuser=key == "sam",
        date_joined=timezone.make_aware(timezone.datetime(started.year, started.month, started.day, 9)),
    )
