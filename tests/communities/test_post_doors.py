"""Posts x readers x doors, in open, closed and secret communities: what an outsider gets is what is not there."""

import pytest

from comments.actions import post_comment
from communities import actions
from tests.cast import signed_in
from tests.communities.test_visibility import KNOWING, OUTSIDE, world  # noqa: F401  a fixture
from tests.visibility.detect import leaks
from tests.visibility.doors import DOORS, POST
from tests.visibility.world import secret

pytestmark = pytest.mark.django_db

# What Dina, who wrote the question, Mo, who moderates, Cleo, who owns it, and anybody else who may read it get.
ROWS = {
    "posts/people/": ("get", {"q": "di"}, {"dina": 200, "mo": 200, "cleo": 200, "other": 403}),
    "posts/<int:pk>/": ("get", {}, {"dina": 200, "mo": 200, "cleo": 200, "other": 200}),
    "posts/<int:pk>/edit/": ("get", {}, {"dina": 200, "mo": 403, "cleo": 403, "other": 403}),
    "posts/<int:pk>/history/": ("get", {}, {"dina": 200, "mo": 200, "cleo": 200, "other": 403}),
    "posts/<int:pk>/removal/": ("get", {}, {"dina": 200, "mo": 200, "cleo": 200, "other": 403}),
    "posts/<int:pk>/restoration/": ("post", {}, {"dina": 302, "mo": 302, "cleo": 302, "other": 302}),
    "posts/<int:pk>/publication/": ("post", {}, {"dina": 302, "mo": 403, "cleo": 403, "other": 403}),
    "posts/<int:pk>/undo/": ("post", {}, {"mo": 403, "cleo": 403, "other": 403}),
    "posts/<int:pk>/answer/": ("post", {}, {"dina": 302, "mo": 302, "cleo": 302, "other": 403}),
}


@pytest.fixture
def posts(world):  # noqa: F811
    made = {}
    for visibility, place in world.places.items():
        word = secret(f"{visibility} post")
        text = f"{word} bait{visibility}post #{word}"
        post = actions.publish_post(
            by=world.people["dina"], community=place.community, type="question", title=f"{word} title", text=text
        )
        said = post_comment(post, f"{secret(visibility + 'said')} baitsaid", by=world.people["cleo"])
        actions.accept_answer(post, said, by=world.people["dina"])
        made[visibility] = post
    return made


def words_of(visibility: str) -> list[str]:
    return [secret(f"{visibility} post"), secret(visibility + "said")]


def test_every_door_of_a_post_has_a_row():
    assert {route for route, kind in DOORS.items() if kind == POST} == set(ROWS)


def ask(user, route: str, post, community):
    method, data, _expected = ROWS[route]
    address = "/" + route.replace("<int:pk>", str(post.pk))
    if "people" in route:
        data = data | {"place": community.slug}
    return getattr(signed_in(user), method)(address, data)


@pytest.mark.parametrize("visibility", ["open", "closed", "secret"])
def test_each_reader_at_each_door_of_a_post(world, posts, visibility):  # noqa: F811
    post, community = posts[visibility], world.places[visibility].community
    for route, (_method, _data, expected) in ROWS.items():
        for name in ("dina", "mo", "cleo"):
            if name in expected:
                assert ask(world.people[name], route, post, community).status_code == expected[name], (route, name)
        for name in OUTSIDE:
            answer = ask(world.people[name], route, post, community)
            hidden = 403 if "people" in route and visibility == "closed" else 404
            # An administrator moderates the whole site, as far as they can see it.
            wanted = (
                expected["mo" if name == "sam" and "people" not in route else "other"]
                if visibility == "open"
                else hidden
            )
            assert answer.status_code == wanted, (route, name)
            if visibility != "open":
                assert not leaks(answer.content, words_of(visibility)), (route, name)


def test_no_word_of_a_closed_post_reaches_who_is_outside(world, posts):  # noqa: F811
    closed_words = words_of("closed") + words_of("secret")
    for name in ("emil", "rex"):
        client = signed_in(world.people[name])
        for query in ("baitclosedpost", "baitsecretpost", "baitsaid"):
            answer = client.get("/search/", {"q": query})
            assert not leaks(answer.content, closed_words), (name, query)
        for place in ("/", "/notifications/", "/communities/", f"/people/{world.people['dina'].pk}-dina-postma/"):
            assert not leaks(client.get(place, follow=True).content, closed_words), (name, place)
        for kind in ("comments", "reactions", "saved"):
            for visibility in ("closed", "secret"):
                assert client.get(f"/on/post/{posts[visibility].pk}/{kind}/").status_code == 404
    insider = signed_in(world.people["mo"])
    seen = insider.get("/search/", {"q": "baitclosedpost"}).content
    assert leaks(seen, words_of("closed"))  # the detector detects
