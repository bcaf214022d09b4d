"""Search as every reader: no secret comes to light by its bait, and a secret itself answers like no word at all."""

import re
from urllib.parse import quote

import pytest

from search import pace
from search.rebuilding import rebuild
from tests.visibility.conftest import READERS
from tests.visibility.detect import leaks
from tests.visibility.test_canaries import hidden_from
from tests.visibility.world import secret

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SIGNED_IN = [reader for reader in READERS if reader not in ("visitor", "ivo")]
DOORS = ["/search/?q={}", "/search/?q={}&language=nl&kind=news&date=year", "/search/suggest/?q={}"]


@pytest.fixture
def found(cell, monkeypatch):
    """The world, written into the index, for readers with time between their searches."""
    for name in ("SEARCHES", "SUGGESTIONS"):
        monkeypatch.setattr(pace, name, 10**9)
    rebuild()
    return cell


def baits(world) -> list[str]:
    return [f"bait{place.name}{what}" for place in world.places.values() for what in place.secrets_of]


@pytest.mark.parametrize("reader", SIGNED_IN)
def test_no_bait_brings_a_secret_to_light(found, browsers, reader):
    secrets = hidden_from(found, reader)
    shown = {}
    for bait in baits(found):
        for door in (DOORS[0], DOORS[2]):
            if leaked := leaks(browsers[reader].get(door.format(bait)).content, secrets):
                shown[door.format(bait)] = leaked
    assert shown == {}


@pytest.mark.parametrize(("reader", "places"), [("bo", {"open"}), ("lea", {"open", "board", "inner", "boardnews"})])
def test_whoever_may_read_it_finds_it(found, browsers, reader, places):
    """Otherwise the cells above prove nothing."""
    for name in places:
        page = browsers[reader].get(f"/search/?q=bait{name}title").content
        assert leaks(page, [found.places[name].secrets_of["title"]]), name


@pytest.mark.parametrize("reader", ["bo", "rex", "hana", "ada", "sam"])
def test_a_secret_answers_like_a_word_that_does_not_exist(found, browsers, reader):
    nothing = {door: answer(browsers[reader], door, secret("nowhere")) for door in DOORS}
    for word in hidden_from(found, reader):
        for door in DOORS:
            assert answer(browsers[reader], door, word) == nothing[door], f"{door} tells that {word} exists"


def answer(client, door: str, word: str) -> tuple:
    """Status, headers and body without what differs between any two requests, and without the word itself."""
    response = client.get(door.format(quote(word)))
    body = re.sub(r'(nonce|content|value)="[^"]{24,}"', "", response.content.decode()).replace(word, "~")
    headers = {name: text for name, text in response.headers.items() if name != "Content-Security-Policy"}
    return response.status_code, body, headers
