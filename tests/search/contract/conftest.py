"""A small library to search in, the same on every database. Tests that use it carry `django_db`: only then is there a
database of the tests."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from access.reach import forget_reach
from people.models import Department, Profile
from search.finding import search, suggest
from search.rebuilding import rebuild
from search.results import Asked
from tests.cast import person
from tests.factories.news import (
    InformationPageFactory,
    NewsCategoryFactory,
    NewsPageFactory,
    SectionPageFactory,
    TopicFactory,
)

CAST = [("Ada", "Vermeer"), ("Bo", "Jansen"), ("Dina", "Postma"), ("Emil", "Kowalski")]


def text(words: str) -> list:
    """A body of one paragraph."""
    return [("text", f"<p>{words}</p>")]


def titles(user, question: str, **asked) -> list[str]:
    """The titles of the hits, without marks."""
    return [plain(hit.title) for hit in search(user, Asked(text=question, **asked)).hits]


def names(user, question: str) -> list[str]:
    """The people above the hits."""
    return [plain(hit.title) for hit in search(user, Asked(text=question)).people]


def suggested(user, question: str) -> list[str]:
    return [plain(line.title) for line in suggest(user, question)]


def plain(markup) -> str:
    return str(markup).replace("<mark>", "").replace("</mark>", "")


def counts(choices) -> dict[str, int]:
    """What a facet or the tabs count."""
    return {choice.value: choice.count for choice in choices}


def restrict(page, group: Group) -> None:
    """Only for this group, as the privacy dialog does it."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)


def profile(user, **fields) -> None:
    Profile.objects.filter(user=user).update(**fields)


def build() -> SimpleNamespace:
    """News and information in two languages, people with jobs, and one closed page."""
    people = {name.lower(): person(name, last) for name, last in CAST}
    council = Group.objects.create(name="Works council")
    people["dina"].groups.add(council)
    line = Department.objects.create(name_nl="Lijn 3", name_en="Line 3")
    lab = Department.objects.create(name_nl="Kwaliteit en lab", name_en="Quality and lab")
    profile(people["bo"], job_title="Operator", department=line, phone="072 567 4633", about="Werkt met wrongel.")
    profile(people["dina"], job_title="Microbioloog", department=lab, phone="4710")
    pages = write_pages(people)
    restrict(pages["closed"], council)
    rebuild()
    return SimpleNamespace(people=people, pages=pages, council=council)


def write_pages(people: dict) -> dict:
    now = timezone.now()
    hr = SectionPageFactory(title="HR", slug="hr", language="nl")
    return {
        "leave": InformationPageFactory(
            title="Verlof aanvragen",
            slug="leave",
            parent=hr,
            language="nl",
            teaser="Hoe je vrije dagen aanvraagt.",
            body=text("Open Planbord en kies je dagen. Je teamleider antwoordt binnen vijf werkdagen."),
        ),
        "cheese": NewsPageFactory(
            title="De oude rijpingskaas wint goud",
            slug="gold",
            language="nl",
            author=people["ada"],
            category=NewsCategoryFactory(slug="productie", name_nl="Productie", name_en="Production"),
            topics=[TopicFactory(slug="kaas", name_nl="Kaasvakmanschap", name_en="Cheese craft")],
            body=text("De jury proefde veertig kazen. Veiligheidsschoenen waren verplicht in de kelder."),
            first_published_at=now - timedelta(days=3),
        ),
        "market": NewsPageFactory(
            title="Wie staat er op de markt?",
            slug="stand",
            language="nl",
            author=people["bo"],
            body=text("Vrijdag verkopen we kaas op het plein, en schoenen voor de veiligheid."),
            first_published_at=now - timedelta(days=400),
        ),
        "meetings": InformationPageFactory(
            title="Booking a room",
            slug="rooms",
            language="en",
            teaser="Six rooms, one rule.",
            body=text("Meetings of more than ten people need the large room. Bring your own projector."),
        ),
        "closed": NewsPageFactory(
            title="Reorganisatie van Lijn 3",
            slug="secret",
            language="nl",
            author=people["dina"],
            topics=[TopicFactory(slug="geheim", name_nl="Toekomst", name_en="Future")],
            body=text("Het vertrouwelijke scenario heet albatros. De kaas verhuist."),
            first_published_at=now - timedelta(days=1),
        ),
    }


@pytest.fixture(scope="package")
def shelves(django_db_setup, django_db_blocker):
    """The library, built once and gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def shelf(shelves, django_db_blocker):
    """The library for one test: what the test writes is undone, and nobody remembers a reach."""
    with django_db_blocker.unblock(), transaction.atomic():
        for someone in shelves.people.values():
            someone.refresh_from_db()
            forget_reach(someone)
        yield shelves
        transaction.set_rollback(True)


@pytest.fixture
def library(shelf) -> dict:
    """The pages by name, as they are in the database."""
    return {name: type(page).objects.get(pk=page.pk) for name, page in shelf.pages.items()}


@pytest.fixture
def council(shelf) -> Group:
    return shelf.council


@pytest.fixture
def ada(shelf):
    return shelf.people["ada"]


@pytest.fixture
def bo(shelf):
    return shelf.people["bo"]


@pytest.fixture
def dina(shelf):
    """The one who may read what is closed."""
    return shelf.people["dina"]


@pytest.fixture
def emil(shelf):
    """Belongs to nothing closed."""
    return shelf.people["emil"]
