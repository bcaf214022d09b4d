"""Secret words in every field, looked for in everything that every reader can reach by following links."""

import hashlib

import pytest
from django.db import connection

from news.models import Topic
from tests.visibility.conftest import READERS
from tests.visibility.crawl import crawl
from tests.visibility.detect import leaks
from tests.visibility.doors import MATRIX
from tests.visibility.test_matrix import CLOSED, MODERATORS
from tests.visibility.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIMIT = 220


def starts(world: World) -> list[str]:
    """Where a curious reader begins: the lists, every topic, every person, and every address of every thing."""
    things = [
        address
        for door in MATRIX
        if door.method == "get"
        for place in world.places.values()
        if (address := door.address(place))
    ]
    topics = [f"/topics/{slug}/" for slug in Topic.objects.values_list("slug", flat=True)]
    people = [f"/people/{person.pk}-x/" for person in world.people.values()]
    lists = [
        "/",
        "/?lane=organisation",
        "/?lane=colleagues",
        "/news/",
        "/more-news/",
        "/people/",
        "/following/",
        "/notifications/",
        "/notifications/?lane=unread",
        "/notifications/poll/",
        "/notifications/settings/",
        "/moderation/",
        "/moderation/?tab=done",
        "/moderation/complaints/",
        "/saved/",
        "/account/settings/",
        "/tools/",
        "/alerts/",
        "/pages/mine/",
    ]
    return [*lists, "/timeline/newer/?after=0", "/nothing-here/", *topics, *people, *things]


def words_of_reports(place) -> list[str]:
    """What a report opens to moderators: the one comment, and what was said about it."""
    return [place.secrets_of[what] for what in ("comment", "complaint") if place.report is not None]


def hidden_from(world: World, reader: str) -> list[str]:
    """The secrets that this reader may not meet anywhere. Editors may open the files of pages that they edit."""
    secrets = []
    for place in world.places.values():
        if reader not in place.readers:
            at_work = reader == "ada" or (reader in {"sam", "glass"} and place.name not in CLOSED)
            reported = words_of_reports(place) if reader in MODERATORS else []
            secrets += [
                word for word in place.secrets if not (at_work and word in place.files) and word not in reported
            ]
        elif reader not in MODERATORS and place.report is not None:
            secrets.append(place.secrets_of["complaint"])
        if place.name == "scheduled" and reader == "ada":
            secrets.remove(place.secrets_of["title"])  # her own plans stand on her home page
    if reader not in {"bo"} | MODERATORS:
        removed = world.places["removed"]
        secrets += [word for word in removed.secrets if word in removed.comment.comment + removed.answer.comment]
    return secrets


@pytest.mark.parametrize("reader", READERS)
def test_no_secret_reaches_a_wrong_reader(cell, browsers, reader):
    secrets = hidden_from(cell, reader)
    assert secrets or reader == "lea"
    answers = crawl(browsers[reader], starts(cell), limit=LIMIT)
    assert len(answers) > 50
    found = {address: leaked for address, (status, body) in answers.items() if (leaked := leaks(body, secrets))}
    assert found == {}
    assert [address for address, (status, _) in answers.items() if status >= 500] == []


@pytest.mark.parametrize("place", ["open", "board", "inner", "boardnews"])
def test_every_secret_is_seen_by_somebody_who_may(cell, browsers, place):
    """Otherwise the cells above prove nothing."""
    reader = {"open": "bo"}.get(place, "lea")
    answers = crawl(browsers[reader], starts(cell), limit=LIMIT)
    everything = b"\n".join(body for status, body in answers.values() if status == 200)
    shown = set(leaks(everything, cell.places[place].secrets))
    wanted = set(cell.places[place].secrets) - set(cell.places[place].unshown)
    assert wanted - shown == set()


def test_a_moderator_meets_of_a_closed_place_what_was_reported_and_nothing_else(cell, browsers):
    place = cell.places["inner"]
    answers = crawl(browsers["mo"], ["/moderation/", place.report.get_absolute_url()], limit=40)
    everything = b"\n".join(body for status, body in answers.values() if status == 200)
    assert set(leaks(everything, place.secrets)) == set(words_of_reports(place))


@pytest.mark.parametrize("reader", ["bo", "ada"])
def test_reading_changes_nothing(cell, browsers, reader):
    """GET of every address leaves every row as it was, the very first time."""
    addresses = starts(cell)
    before = state()
    crawl(browsers[reader], addresses, limit=LIMIT)
    after = state()
    assert {table for table in before if before[table] != after[table]} == set()


def state() -> dict[str, str]:
    """A fingerprint of every table."""
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  names from the database
            tables[table] = hashlib.sha256(repr(sorted(map(repr, cursor.fetchall()))).encode()).hexdigest()
    return tables


@pytest.mark.parametrize("reader", ["bo", "hana"])
def test_a_hidden_page_answers_as_a_missing_one(cell, browsers, reader):
    """Byte for byte, but for the policy's nonce and the form token."""
    import re

    def answer(address: str) -> tuple:
        response = browsers[reader].get(address)
        body = re.sub(rb'(nonce|value|content|data-csrf)="[^"]*"', b"", response.content)
        headers = {k: v for k, v in response.headers.items() if k not in ("Content-Security-Policy", "Content-Length")}
        return response.status_code, body.replace(address.encode(), b"/"), headers

    for place in ("board", "inner", "boardnews", "draft", "scheduled", "withdrawn"):
        for door in (door for door in MATRIX if door.method == "get" and door.thing in ("page", "file", "comment")):
            hidden = door.address(cell.places[place])
            if hidden is None:
                continue
            missing = hidden.replace("page-", "pagx-")
            for thing in (cell.places[place].page, cell.places[place].comment, cell.places[place].image):
                if thing is not None:
                    missing = missing.replace(f"/{thing.pk}/", "/999999/")
            assert answer(hidden) == answer(missing), (place, door.name)
