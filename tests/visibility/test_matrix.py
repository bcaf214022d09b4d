"""Doors x readers x states: every cell says what happens, and a door that is not in the table fails."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.visibility.conftest import READERS
from tests.visibility.doors import DOORS, MATRIX, THING, Door
from tests.visibility.world import Place

pytestmark = pytest.mark.django_db

PLACES = ["open", "board", "inner", "boardnews", "draft", "scheduled", "withdrawn", "expired", "removed"]
NOT_PUBLISHED_YET = {"draft", "scheduled"}
SIGN_IN = "sign in"
VISIBLE, MISSING, FORBIDDEN = "visible", "missing", "forbidden"


def routes(patterns, prefix: str = ""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def test_every_address_is_in_the_table():
    """The CMS has a walk of its own (tests/news): an employee is refused at each of its addresses."""
    mounted = {route for route in routes(get_resolver().url_patterns) if not route.startswith("cms/") or route in DOORS}
    assert mounted - set(DOORS) == set(), "doors that are not in the table"
    assert set(DOORS) - mounted == set(), "doors in the table that do not exist"


def test_every_thing_door_has_a_row():
    assert {route for route, kind in DOORS.items() if kind == THING} == {door.route for door in MATRIX}


AUTHOR = {"inner": "lea", "board": "dina", "boardnews": "dina"}
MODERATORS = {"mo", "sam", "glass"}
CLOSED = {"board", "inner", "boardnews"}
INFORMATION_PAGES = {"board", "inner"}


def expected(door: Door, reader: str, place: Place) -> str:
    """Told from the story of the world, not computed by the code under test."""
    if reader in ("visitor", "ivo"):
        return SIGN_IN
    page_author = AUTHOR.get(place.name, "ada")
    commenter = AUTHOR.get(place.name, "bo")
    sees_page = reader in place.readers
    answers_for_page = reader in {page_author, "sam", "glass"}
    sees_removed = place.name != "removed" or reader in {commenter} | MODERATORS
    match door.thing:
        case "nothing":
            return MISSING
        case "reporting":
            return MISSING if not sees_page else FORBIDDEN if reader == page_author else VISIBLE
        case "reporting words":
            if not sees_page or place.name == "removed":
                return MISSING
            return FORBIDDEN if reader == commenter else VISIBLE
        case "case":  # a report opens the reported thing to moderators, wherever it stands
            return VISIBLE if reader in MODERATORS else MISSING
        case "file":
            # Beside readers: who edits the page in the CMS; administrators only within their reach.
            at_work = reader == "ada" or (reader in {"sam", "glass"} and place.name not in CLOSED)
            return VISIBLE if sees_page or at_work else MISSING
        case "news" if place.name in INFORMATION_PAGES:
            return MISSING
        case "comment":
            return VISIBLE if sees_page and place.name != "removed" else MISSING
        case "comment's place" | "own words" | "history" | "removal" | "restoration" | "label" | "own comment" if not (
            sees_page and sees_removed
        ):
            return MISSING
        case "own words":
            return VISIBLE if reader == commenter and place.name != "removed" else FORBIDDEN
        case "own comment":
            return VISIBLE if reader in {commenter} | MODERATORS and place.name != "removed" else FORBIDDEN
        case "history":
            return VISIBLE if reader in MODERATORS or (reader == commenter and place.name != "removed") else FORBIDDEN
        case "removal":  # what is removed already stays so, without complaint
            return VISIBLE if reader in {commenter} | MODERATORS else FORBIDDEN
        case "restoration":  # what is there already stays so, without complaint
            return VISIBLE
        case "label":
            return VISIBLE if answers_for_page else FORBIDDEN
        case "keeping" if sees_page:
            owns = place.name in INFORMATION_PAGES and reader == page_author
            edits = reader in {"sam", "glass"} or (reader == "ada" and place.name not in CLOSED)
            return VISIBLE if owns or edits else FORBIDDEN
        case "discussion" if sees_page:
            return VISIBLE if answers_for_page or reader in MODERATORS else FORBIDDEN
    return VISIBLE if sees_page else MISSING


# Who is tried in every run: an employee outside, a reader of one closed section, one who reads no more, a moderator.
CORE = {"bo", "dina", "rex", "mo"}
CELLS = [
    pytest.param(
        door,
        reader,
        place,
        id=f"{door.name.replace(' ', '-')}-{reader}-{place}",
        marks=[] if reader in CORE else pytest.mark.slow,
    )
    for door in MATRIX
    for reader in READERS
    for place in PLACES
    if not (door.needs_comment and place in NOT_PUBLISHED_YET)
]


@pytest.mark.parametrize(("door", "reader", "place_name"), CELLS)
def test_cell(cell, browsers, door, reader, place_name):
    place = cell.places[place_name]
    address = door.address(place)
    assert address
    response = getattr(browsers[reader], door.method)(address, dict(door.data))
    status, wanted = response.status_code, expected(door, reader, place)
    assert status < 500
    if wanted == SIGN_IN:
        assert status in (302, 401), status
        assert status == 401 or response.headers["Location"].startswith("/login/")
    elif wanted == MISSING:
        assert status == 404, status
    elif wanted == FORBIDDEN:
        assert status == 403, status
    else:
        assert status in (200, 204, 302, 303, 422), status  # 422: a message beside the field
        assert not response.headers.get("Location", "").startswith("/login/")
