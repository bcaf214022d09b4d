"""What search answers in the world of closed places, asked as a function: every word, every place, every reader."""

from dataclasses import replace

import pytest

from access.reach import forget_reach
from search.finding import search, suggest
from search.models import Entry
from search.results import Asked
from tests.visibility.conftest import READERS
from tests.visibility.world import World

pytestmark = pytest.mark.django_db
# In what search keeps of a page: its title, its text, and a piece of its text with a place of its own.
SPOKEN = ("title", "body", "quote")


def answer(user, question: str) -> str:
    """Everything that is told, except the question itself."""
    found = search(user, Asked(text=question, size=50))
    return repr(replace(found, asked=Asked(text=""))) + repr(suggest(user, question))


@pytest.mark.parametrize("reader", READERS[1:])
def test_bait_is_found_by_its_readers_and_is_no_word_for_others(cell: World, reader: str):
    user = cell.people[reader]
    forget_reach(user)
    nothing = answer(user, "baitnowhere")
    for place in cell.places.values():
        for what in SPOKEN:
            bait = f"bait{place.name}{what}"
            if reader in place.readers:
                found = search(user, Asked(text=bait))
                assert place.page.pk in [hit.pk for hit in found.hits], (place.name, what)
            else:
                assert answer(user, bait) == nothing, (place.name, what)


def test_every_place_that_is_live_is_in_the_index_with_its_audience(cell: World):
    for place in cell.places.values():
        page = type(place.page).objects.select_related("page_audience").get(pk=place.page.pk)
        audiences = list(Entry.objects.filter(kind="page", object_id=page.pk).values_list("audience_id", flat=True))
        assert audiences == ([page.page_audience.audience_id] if page.live else []), place.name
