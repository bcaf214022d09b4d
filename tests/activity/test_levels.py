"""Four levels on one control, and how a new comment lifts a conversation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.actions import follow, mute, set_level, timeline
from activity.context import is_following, is_muting, level_of
from activity.keys import key_of
from activity.levels import Level
from activity.models import Activity
from activity.timeline import newer
from comments.actions import post_comment
from tests.activity.conftest import anew, restrict, titles
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def item(published, ada):
    return published("One", by=ada)


def level(user, thing) -> Level:
    return level_of(anew(user), key_of(thing))


def test_each_level_replaces_the_one_before(item, bo):
    for wanted in (Level.WATCHING, Level.MUTED, Level.FOLLOWING, Level.WATCHING, Level.NORMAL, Level.MUTED):
        assert set_level(item, wanted, by=anew(bo))
        assert not set_level(item, wanted, by=anew(bo))
        assert level(bo, item) == wanted
        assert is_following(bo, item) == (wanted >= Level.FOLLOWING)
        assert is_muting(bo, item) == (wanted == Level.MUTED)


def test_one_press_follows_and_a_second_ends_watching_too(item, bo):
    client, address = signed_in(bo), f"/on/page/{item.pk}/follow/"
    client.put(address)
    assert level(bo, item) == Level.FOLLOWING
    set_level(item, Level.WATCHING, by=anew(bo))
    client.put(address)
    assert level(bo, item) == Level.WATCHING
    client.delete(address)
    assert level(bo, item) == Level.NORMAL


def test_the_control_offers_four_levels_with_help(item, bo):
    client, address = signed_in(bo), f"/on/page/{item.pk}/level/"
    piece = client.post(address, {"level": "watching"}, **HTMX).content.decode()
    assert piece.count('name="level"') == 4
    assert "each news item, comment and answer" in piece
    assert 'value="watching" aria-pressed="true"' in piece
    assert client.put(address, "level=muted").status_code == 200
    assert level(bo, item) == Level.MUTED
    answer = client.post(address, {"level": "normal", "next": "/news/"})
    assert (answer.status_code, answer["Location"]) == (303, "/news/")


@pytest.mark.parametrize("wrong", ["", "x", "3", "WATCHING", "\x00", "watching "])
def test_another_word_is_a_clear_error(item, bo, wrong):
    assert signed_in(bo).post(f"/on/page/{item.pk}/level/", {"level": wrong}).status_code == 400
    assert level(bo, item) == Level.NORMAL


def test_what_is_invisible_has_no_level(item, bo, dina):
    from django.contrib.auth.models import Group

    restrict(item, Group.objects.create(name="Council"))
    assert signed_in(bo).post(f"/on/page/{item.pk}/level/", {"level": "watching"}).status_code == 404


def test_watching_shows_in_the_list_of_what_one_follows(item, cleo, bo):
    set_level(item, Level.WATCHING, by=bo)
    page = signed_in(bo).get("/following/").content.decode()
    assert "Watching" in page


# --- what lifts -------------------------------------------------------------------------------------------------------


@pytest.fixture
def followers_of_three(cleo, dina, emil, bo):
    """Bo follows enough not to be a newcomer, who meets what everybody says."""
    for person in (cleo, dina, emil):
        follow(person, by=bo)


def say(page, words: str, *, by, hours_ago: float = 0):
    """A comment, as if it was written so many hours ago."""
    comment = post_comment(page, words, by=by)
    if hours_ago:
        Activity.objects.filter(thing=key_of(comment)).update(created_at=timezone.now() - timedelta(hours=hours_ago))
    return comment


def test_a_participant_meets_what_is_said_next(published, ada, bo, mo, followers_of_three):
    page = published("One", by=ada)
    other = published("Two", by=ada)
    say(page, "Bo asks", by=bo, hours_ago=9)
    say(page, "Mo answers", by=mo)
    say(other, "Mo elsewhere", by=mo)
    assert "Mo answers" in titles(bo)
    assert "Mo elsewhere" not in titles(bo)
    entry = next(entry for entry in timeline(anew(bo)).entries if getattr(entry.thing, "comment", "") == "Mo answers")
    assert "You take part in this conversation." in [term.sentence for term in entry.terms]


def test_ones_own_words_are_news_to_nobody(published, ada, bo, followers_of_three):
    say(published("One", by=ada), "Bo asks", by=bo)
    assert titles(bo) == ["One"]


def test_a_conversation_is_lifted_at_most_once_in_four_hours(published, ada, bo, mo, followers_of_three, settings):
    page = published("One", by=ada)
    follow(page, by=bo)
    say(page, "First", by=mo, hours_ago=6)
    say(page, "Second", by=mo, hours_ago=5)
    published("Two", by=ada)
    top = timeline(anew(bo)).newest
    assert titles(bo) == ["Two", "Second", "One"]
    assert newer(anew(bo), after=top) == 0
    say(page, "Third", by=mo)
    assert titles(bo) == ["Third", "Two", "One"]
    assert newer(anew(bo), after=top) == 1
    published("Three", by=ada)
    top = timeline(anew(bo)).newest
    say(page, "Fourth", by=mo)
    assert titles(bo) == ["Three", "Fourth", "Two", "One"]
    assert newer(anew(bo), after=top) == 0
    settings.KRING_LIFT_HOURS = 0
    say(page, "Fifth", by=mo)
    assert titles(bo) == ["Fifth", "Three", "Two", "One"]


def test_who_neither_follows_nor_takes_part_is_not_lifted_anything(published, ada, mo, emil):
    """A newcomer meets conversations, each at the place where it began."""
    page = published("One", by=ada)
    say(page, "First", by=mo, hours_ago=6)
    published("Two", by=ada)
    say(page, "Second", by=ada)
    assert titles(emil) == ["Two", "Second", "One"]


@pytest.mark.slow
def test_pages_of_a_lifted_timeline_have_no_gaps_and_no_doubles(published, ada, bo, mo, cleo, dina, followers_of_three):
    pages = [published(f"Item {number}", by=ada) for number in range(20)]
    for page in pages:
        follow(page, by=anew(bo))
    for number, page in enumerate(pages):
        for hours in (9, 8, 2):
            say(page, f"Words {number} {hours}", by=(mo, cleo, dina)[number % 3], hours_ago=hours)
    seen, before = [], None
    while True:
        found = timeline(anew(bo), before=before, size=7)
        seen += [(entry.verb, entry.place.pk) for entry in found.entries if entry.verb == 1]
        before = found.next_before
        if before is None:
            break
    assert sorted(seen) == sorted({(1, page.pk) for page in pages})


def test_muting_wins(published, ada, bo, mo, followers_of_three):
    page = published("One", by=ada)
    follow(page, by=bo)
    say(page, "First", by=mo)
    mute(page, by=anew(bo))
    assert titles(bo) == []
