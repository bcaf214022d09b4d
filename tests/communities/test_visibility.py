"""Communities x readers x doors: open, closed and secret, for everybody who stands to one in some way."""

from dataclasses import dataclass, field

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from communities import actions
from communities.models import Community, Membership
from tests.cast import person, signed_in
from tests.visibility.crawl import crawl
from tests.visibility.detect import leaks
from tests.visibility.doors import COMMUNITY, DOORS
from tests.visibility.world import secret

pytestmark = pytest.mark.django_db

CAST = {
    "cleo": "Okafor",
    "dina": "Postma",
    "emil": "Kowalski",
    "aya": "Haddad",
    "ivo": "Smit",
    "rex": "Bakker",
    "bas": "Mulder",
    "mo": "Aziz",
}
"""Owner, member, outsider, applicant, invited, ex-member, blocked, moderator of the community."""
KNOWING = {"cleo", "dina", "mo"}
OUTSIDE = ["emil", "aya", "ivo", "rex", "bas", "sam"]


@dataclass
class Place:
    """One community and its secrets: what the head says, and what is for members."""

    community: Community
    head: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)


@dataclass
class World:
    people: dict[str, User]
    places: dict[str, Place]
    announcements: dict[str, int] = field(default_factory=dict)


@pytest.fixture
def world(db) -> World:
    people = {name: person(name.title(), last) for name, last in CAST.items()}
    people["sam"] = User.objects.create_superuser("sam@duinrand.example", "x", first_name="Sam", language="en")
    people["cleo"].user_permissions.add(Permission.objects.get(codename="add_community"))
    people["cleo"] = User.objects.get(pk=people["cleo"].pk)
    built = World(people, {})
    for visibility in ("open", "closed", "secret"):
        built.places[visibility] = _fill(built, visibility)
    return built


def _fill(world: World, visibility: str) -> Place:
    by, them = world.people["cleo"], world.people
    words = {what: f"{secret(visibility + what)} bait{visibility}{what}" for what in
             ("name", "purpose", "rules", "welcome", "title", "text", "message", "reason")}  # fmt: skip
    fields = {what: words[what] for what in ("name", "purpose", "rules", "welcome")}
    it = actions.start(by=by, kind="topic", visibility=visibility, **fields)
    place = Place(it, [words[what][:20] for what in ("name", "purpose", "rules")])
    place.inside = [words[what][:20] for what in ("welcome", "title", "text", "message", "reason")]
    for name in ("dina", "mo", "rex", "bas"):
        actions.accept(actions.invite(it, them[name], by=by, message=words["message"]), by=them[name])
    actions.give_role(it, them["mo"], "moderator", by=by)
    sent = actions.announce(it, by=by, title=words["title"], text=words["text"])
    world.announcements[visibility] = sent.pk
    actions.leave(it, by=them["rex"])
    actions.block(it, them["bas"], by=by, reason=words["reason"])
    if visibility != "secret":
        actions.invite(it, them["ivo"], by=by)
    if visibility == "closed":
        actions.ask(it, by=them["aya"], message=words["message"])
    place.community.refresh_from_db()
    return place


VISIBLE, FORBIDDEN, MISSING = 200, 403, 404
HERE = "communities/<slug:slug>/"


def rest(visibility: str, world: World) -> list[tuple[str, str, dict | None]]:
    """(route, address, what is posted) of every door to this community."""
    it = world.places[visibility].community
    home = it.get_absolute_url()
    dina = world.people["dina"].pk
    return [
        (HERE, home, None),
        (f"{HERE}about/", f"{home}about/", None),
        (f"{HERE}members/", f"{home}members/", None),
        (f"{HERE}announcements/<int:pk>/", f"{home}announcements/{world.announcements[visibility]}/", None),
        (f"{HERE}manage/", f"{home}manage/", None),
        (f"{HERE}manage/people/", f"{home}manage/people/", None),
        (f"{HERE}manage/announcement/", f"{home}manage/announcement/", None),
        (f"{HERE}members/<int:pk>/", f"{home}members/{dina}/", None),
        (f"{HERE}manage/settings/", f"{home}manage/settings/", None),
        (f"{HERE}manage/rest/", f"{home}manage/rest/", {"do": "nothing"}),
        (f"{HERE}membership/", f"{home}membership/", {"do": "nothing"}),
        ("communities/suggestions/<int:pk>/", f"/communities/suggestions/{it.pk}/", {}),
        ("communities/invitations/<int:pk>/", f"/communities/invitations/{_invitation(it)}/", None),
    ]


def _invitation(it: Community) -> int:
    return Membership.objects.filter(community=it, state="invited").values_list("pk", flat=True).first() or 10**9


def expected(route: str, reader: str, visibility: str) -> int:
    """Told from the story, not computed by the code under test."""
    sees = visibility != "secret" or reader in KNOWING
    reads = visibility == "open" or reader in KNOWING
    if route == "communities/invitations/<int:pk>/":
        return VISIBLE if reader == "ivo" and visibility != "secret" else MISSING
    if not sees:
        return MISSING
    match route.removeprefix(HERE):
        case "members/":
            return VISIBLE if reads else FORBIDDEN
        case "announcements/<int:pk>/":
            return VISIBLE if reader in KNOWING else MISSING
        case "manage/" | "manage/people/" | "manage/announcement/" | "members/<int:pk>/":
            return VISIBLE if reader in ("cleo", "mo") else FORBIDDEN
        case "manage/settings/":
            return VISIBLE if reader == "cleo" else FORBIDDEN
        case "manage/rest/" | "membership/":  # a step that does not exist
            return FORBIDDEN
        case "communities/suggestions/<int:pk>/":
            return 302
    return VISIBLE


def test_every_door_to_a_community_has_a_row(world):
    routes = {route for route, _address, _data in rest("open", world)}
    assert routes == {route for route, kind in DOORS.items() if kind == COMMUNITY}


@pytest.mark.slow
@pytest.mark.parametrize("visibility", ["open", "closed", "secret"])
def test_every_cell(world, visibility):
    doors = rest(visibility, world)
    for reader in (*CAST, "sam"):
        client = signed_in(world.people[reader])
        for route, address, data in doors:
            answer = client.get(address) if data is None else client.post(address, data)
            assert answer.status_code == expected(route, reader, visibility), (reader, address)
    for _route, address, data in doors:
        answer = Client().get(address) if data is None else Client().post(address, data)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/login/")


LISTS = [
    "/",
    "/communities/",
    "/communities/?active=archived",
    "/communities/?mine=1",
    "/people/",
    "/notifications/",
    "/following/",
    "/search/?q=bait",
    "/search/?q=baitsecretname",
    "/search/?q=baitsecretpurpose",
    "/search/?q=baitclosedtext",
    "/search/suggest/?q=baitsecret",
    "/moderation/",
]


@pytest.mark.slow
@pytest.mark.parametrize("reader", [*OUTSIDE, *sorted(KNOWING)])
def test_no_secret_of_a_community_reaches_a_wrong_reader(world, reader):
    hidden = []
    for visibility, place in world.places.items():
        if reader not in KNOWING:
            hidden += place.inside + (place.head if visibility == "secret" else [])
        elif reader == "dina":  # what managers say of others
            hidden += place.inside[4:]
    # Who wrote it, or whom it was said to, reads it: the request, the reason of a block, one's own old invitation.
    own = {"aya": ["closed"], "bas": ["open", "closed"], "rex": ["open", "closed"]}.get(reader, [])
    told = {word for visibility in own for word in world.places[visibility].inside[3:]}
    doors = [
        address for visibility in world.places for _route, address, data in rest(visibility, world) if data is None
    ]
    answers = crawl(signed_in(world.people[reader]), [*LISTS, *doors], limit=150)
    found = {address: leaked for address, (_status, body) in answers.items()
             if (leaked := leaks(body, [word for word in hidden if word not in told]))}  # fmt: skip
    assert found == {}
    if reader == "cleo":
        everything = b"\n".join(body for status, body in answers.values() if status == 200)
        wanted = {word for place in world.places.values() for word in (*place.head, place.inside[1], place.inside[2])}
        assert wanted <= set(leaks(everything, list(wanted)))
