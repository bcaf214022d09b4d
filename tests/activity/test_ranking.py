"""The order "For you": fair to quiet colleagues, honest about its reasons, and each of its levers works."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page

from activity import registry, weights
from activity.actions import ask_as_usual, ask_less, choose_order, follow, mute_type, react, timeline, unmute_type
from activity.ranking import Reason
from activity.visits import PAUSE, note_visit
from activity.weights import Weights
from comments.actions import post_comment
from comments.models import Comment
from news.models import Topic
from tests.activity.conftest import CommentCard, PageCard, anew, titles
from tests.cast import signed_in
from tests.factories.news import NewsPageFactory, TopicFactory, publish

pytestmark = pytest.mark.django_db


def ranked(user, **options):
    return timeline(anew(user), order="ranked", **options)


def reasons(entry) -> set[str]:
    return {term.reason.value for term in entry.terms}


@pytest.fixture
def talk(published, ada):
    """Lets somebody speak under pages of their own: `talk(cleo, 5)`."""

    def speak(who, times: int) -> list:
        return [
            post_comment(published(f"About {who.first_name} {number}", by=ada), f"{who.first_name} {number}", by=who)
            for number in range(times)
        ]

    return speak


@pytest.fixture
def only_talk(monkeypatch):
    """News does not show: these tests are about what colleagues say."""
    monkeypatch.delitem(registry._cards, Page)


def test_one_loud_colleague_cannot_fill_a_page_and_the_rest_is_counted(talk, bo, cleo, dina, emil):
    for person in (cleo, dina, emil):
        follow(person, by=bo)
    talk(dina, 1)
    talk(cleo, 9)
    talk(emil, 2)
    page = ranked(bo, lane="colleagues")
    speakers = [entry.actors[0] for entry in page.entries]
    assert speakers.count(cleo) == Weights().author_cap
    assert (speakers.count(dina), speakers.count(emil)) == (1, 2)
    last = [entry for entry in page.entries if entry.actors[0] == cleo][-1]
    assert [entry.more for entry in page.entries if entry.more] == [last.more] == [6]
    assert page.next_before is None
    assert len(titles(bo, lane="colleagues", order="newest")) == 12


def test_on_each_further_page_the_loud_colleague_has_a_share_again(talk, bo, cleo, dina, emil, mo):
    for person in (cleo, dina, emil, mo):
        follow(person, by=bo)
    talk(cleo, 8)
    for person in (dina, emil, mo):
        talk(person, 2)
    met, before = [], None
    for _ in range(9):
        page = ranked(bo, lane="colleagues", size=5, before=before)
        assert [entry.actors[0] for entry in page.entries].count(cleo) <= Weights().author_cap
        met += [entry.id for entry in page.entries]
        before = page.next_before
        if before is None:
            break
    assert len(met) == len(set(met))
    assert sum(entry.more for entry in page.entries) + len(met) == 14


def test_members_meet_what_is_said_in_a_community_which_has_a_share_of_a_page(
    published, ada, bo, cleo, dina, monkeypatch
):
    """A topic stands in for a community: anything that is registered as a container."""
    room = TopicFactory(name_en="The room")
    monkeypatch.setitem(registry._containers, Topic, lambda user: [room.pk] if user == bo else [])

    class RoomCard(PageCard):
        lane = "colleagues"

        def sources(self, thing):
            return [room]

    monkeypatch.setitem(registry._cards, Page, RoomCard())
    for thing in (ada, cleo, dina):  # who follows enough meets nothing else
        follow(thing, by=bo)
    for number in range(9):
        published(f"Item {number}", by=None)
    page = ranked(bo)
    assert len(page.entries) == Weights().container_cap
    assert (page.entries[-1].more, page.entries[-1].container) == (3, room)
    [term] = [term for term in page.entries[0].terms if term.key]
    assert (term.reason, term.sentence) == (Reason.MEMBER, "You are a member of The room.")
    monkeypatch.setitem(registry._containers, Topic, lambda user: [])
    assert ranked(bo).entries == []
    follow(room, by=bo)
    assert "You follow The room." in [term.sentence for term in ranked(bo).entries[0].terms]


def test_a_quiet_colleague_stands_above_a_busy_one(talk, bo, cleo, dina):
    follow(cleo, by=bo)
    follow(dina, by=bo)
    talk(dina, 1)
    talk(cleo, 12)
    first = ranked(bo, lane="colleagues").entries[0]
    assert first.actors == [dina]
    assert "quiet" in reasons(first)
    assert not any("quiet" in reasons(entry) for entry in ranked(bo, lane="colleagues").entries[1:])


def test_what_was_there_at_the_last_visit_stands_lower(published, ada, bo):
    loved = published("Loved", by=ada)
    react(loved, "like", by=ada)
    follow(loved, by=bo)
    note_visit(timeline(anew(bo)).newest, by=bo)
    assert "seen" not in reasons(ranked(bo).entries[0])  # still the same visit
    with time_machine.travel(timezone.now() + PAUSE + timedelta(minutes=1)):
        published("New", by=ada)
        entries = ranked(bo).entries
        assert {entry.thing.title: "seen" in reasons(entry) for entry in entries} == {"Loved": True, "New": False}


def test_who_is_mentioned_meets_it_whatever_they_follow(published, ada, bo, cleo, dina, monkeypatch):
    class Mentioning(CommentCard):
        def mentions(self, thing):
            return [bo.pk] if "@bo" in thing.comment else []

    monkeypatch.setitem(registry._cards, Comment, Mentioning())
    for person in (ada, dina, TopicFactory()):
        follow(person, by=bo)
    post_comment(published("One", by=ada), "Ask @bo about it", by=cleo)
    post_comment(published("Two", by=ada), "Ask nobody", by=cleo)
    assert titles(bo, lane="colleagues") == ["Ask @bo about it"]
    assert reasons(ranked(bo, lane="colleagues").entries[0]) >= {"mentioned"}
    assert titles(dina, lane="colleagues", order="newest").count("Ask @bo about it") == 1  # a newcomer meets all


def test_less_of_somebody_puts_it_lower_and_as_usual_brings_it_back(published, bo, cleo, ada):
    published("By Ada", by=ada)
    published("By Cleo", by=cleo)
    before = ranked(bo).entries
    assert [entry.thing.title for entry in before] == ["By Cleo", "By Ada"]
    ask_less(cleo, by=bo)
    after = ranked(bo).entries
    assert [entry.thing.title for entry in after] == ["By Ada", "By Cleo"]
    assert after[1].score == before[0].score - Weights().less
    assert "You asked for less of Cleo Okafor." in [term.sentence for term in after[1].terms]
    assert titles(bo, order="newest") == ["By Cleo", "By Ada"]
    ask_as_usual(cleo, by=bo)
    assert ranked(bo).entries[0].score == before[0].score


def test_a_muted_type_stays_away_and_the_organisation_cannot_be_muted_as_one(published, ada, bo, cleo):
    post_comment(published("One", by=ada), "Words", by=cleo)
    assert mute_type(Comment, by=bo) is True
    for order in ("newest", "ranked"):
        assert titles(bo, order=order) == ["One"]
    unmute_type(Comment, by=bo)
    assert titles(bo) == ["Words", "One"]
    with pytest.raises(LookupError):
        mute_type(Page, by=bo)


def test_the_page_of_a_source_shows_what_belongs_to_it_also_when_it_is_muted(talk, bo, cleo, dina):
    from activity.actions import mute

    talk(cleo, 7)
    talk(dina, 1)
    mute(cleo, by=bo)
    assert "Cleo 0" not in titles(bo)
    first = timeline(anew(bo), of=cleo, size=5)
    rest = timeline(anew(bo), of=cleo, size=5, before=first.next_before)
    met = [entry.thing.comment for entry in (*first.entries, *rest.entries)]
    assert met == [f"Cleo {number}" for number in range(6, -1, -1)]
    assert rest.next_before is None


def test_the_organisation_changes_the_weights_and_it_is_logged(published, sam, ada, bo, cleo):
    follow(cleo, by=bo)
    published("By Cleo", by=cleo)
    published("By Ada", by=ada)
    assert titles(bo, order="ranked") == ["By Cleo", "By Ada"]
    weights.choose(replace(Weights(), follows_author=0), by=sam)
    weights.cache.clear()
    assert titles(bo, order="ranked") == ["By Ada", "By Cleo"]
    page = signed_in(sam).get("/cms/timeline-weights/").content.decode()
    assert "You follow who made it: 30 → 0" in page
    assert weights.choose(replace(Weights(), follows_author=0), by=sam) is None


def test_the_page_with_weights_shows_ones_own_timeline_before_anything_is_saved(published, sam, bo, ada, cleo):
    follow(cleo, by=sam)
    published("By Cleo", by=cleo)
    published("By Ada", by=ada)
    client, address = signed_in(sam), "/cms/timeline-weights/"
    fields = {**weights.asdict(Weights()), "follows_author": "0"}
    page = client.post(address, {**fields, "preview": "1"}).content.decode()
    table = page[page.index('data-testid="preview"') :]
    assert table.index("By Ada") < table.index("By Cleo")
    assert "was 2" in table
    assert weights.current() == Weights()
    wrong = client.post(address, {**fields, "fresh": "many"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.content.decode()
    assert client.post(address, fields).status_code == 302
    weights.cache.clear()
    assert weights.current().follows_author == 0
    assert signed_in(bo).post(address, fields).status_code in (302, 403)


# --- the panel, as it is served


def news(title: str, by, **fields):
    return publish(NewsPageFactory(title=title, author=by, live=False, first_published_at=None, **fields), by)


@pytest.fixture
def served(ada, bo, cleo, dina, monkeypatch):
    """A home page in the order "For you", with the cards that people really see."""
    from comments.cards import CommentCard as RealCommentCard

    monkeypatch.setitem(registry._cards, Comment, RealCommentCard())
    topic = TopicFactory(name_en="Safety")
    for thing in (cleo, topic, dina):
        follow(thing, by=bo)
    item = news("Item", ada, topics=[topic])
    other = news("Other", ada)
    post_comment(other, "What Cleo says", by=cleo)
    react(item, "like", by=dina)
    choose_order("ranked", by=bo)
    return bo


def panels(page: str) -> dict[str, str]:
    """The panel of each entry, by the id of its article."""
    articles = re.split(r'<article class="entry[^"]*" id="', page)[1:]
    return {part.split('"', 1)[0]: part[part.index('<details class="why">') :] for part in articles}


def levers(panel: str) -> list[tuple[str, dict]]:
    forms = re.findall(
        r'<form class="inline" method="post" action="([^"]+)">(.*?)</form>', panel[: panel.index("</details>")]
    )
    return [(action, dict(re.findall(r'name="(\w+)" value="(\w+)"', fields))) for action, fields in forms]


def standing(page: str) -> list[tuple[str, str]]:
    """Each entry and its score, in the order in which they stand."""
    return [(name, re.search(r'data-score="(-?\d+)"', panel)[1]) for name, panel in panels(page).items()]


def test_the_panel_adds_up_to_the_score_and_the_scores_are_the_order(served):
    page = signed_in(served).get("/").content.decode()
    shown = standing(page)
    assert len(shown) == 3
    assert [int(score) for _name, score in shown] == sorted((int(score) for _name, score in shown), reverse=True)
    for panel in panels(page).values():
        points = [int(number) for number in re.findall(r'data-points="(-?\d+)"', panel.split("</details>")[0])]
        assert sum(points) == int(re.search(r'data-score="(-?\d+)"', panel)[1])
        shares = [int(number) for number in re.findall(r", (\d+)%", panel.split("</details>")[0])]
        assert abs(sum(shares) - 100) <= len(shares)


def test_every_lever_of_every_panel_changes_the_next_load(served):
    from django.db import transaction

    before = signed_in(served).get("/").content.decode()
    tried = {(action, tuple(values.items())) for panel in panels(before).values() for action, values in levers(panel)}
    assert len(tried) >= 8
    for action, values in tried:
        with transaction.atomic():
            client = signed_in(served)
            assert client.post(action, dict(values)).status_code == 303, action
            after = client.get("/").content.decode()
            if "order" in dict(values):
                assert 'data-score="' not in after
            else:
                assert standing(after) != standing(before), (action, values)
            transaction.set_rollback(True)


def test_what_is_muted_or_lowered_is_listed_with_its_undo(served, cleo):
    client = signed_in(served)
    client.post(f"/on/person/{cleo.pk}/less/", {"less": "1"})
    client.post("/timeline/types/comment/", {"mute": "1"})
    page = client.get("/following/").content.decode()
    assert "Show Cleo Okafor as usual" in page
    assert "Show Comments again" in page
    client.post("/timeline/types/comment/", {"mute": "0"})
    client.delete(f"/on/person/{cleo.pk}/less/")
    assert "as usual" not in client.get("/following/").content.decode()
    assert client.post("/timeline/types/page/", {"mute": "1"}).status_code == 404
    assert client.post("/timeline/visit/", {"to": "x"}).status_code == 400


def test_a_lever_is_for_what_one_may_see(served, dina):
    from django.contrib.auth.models import Group

    from tests.activity.conftest import restrict

    council = Group.objects.create(name="Council")
    secret = news("Secret", dina)
    restrict(secret, council)
    for rest in ("less/", "proposal/"):
        assert signed_in(served).put(f"/on/page/{secret.pk}/{rest}").status_code == 404
