"""What a person meets in the timeline, in which order, and why."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.rule import forget_reach, reach
from activity import sql, weights
from activity.actions import choose_order, follow, mute, react, timeline, unfollow, unmute
from activity.models import Activity
from activity.tasks import sweep_follows
from activity.timeline import memberships, newer
from comments.actions import delete_comment, post_comment, restore_comment
from tests.activity.conftest import anew, announce, restrict, titles, withdraw

pytestmark = pytest.mark.django_db


def test_news_reaches_everybody_newest_first(published, ada, bo):
    published("One", by=ada)
    published("Two", by=ada)
    assert titles(bo) == ["Two", "One"]


def test_an_announcement_delivered_twice_is_one_entry(published, ada, bo):
    page = published("One", by=ada)
    announce(page, by=ada, id="0" * 32)
    announce(page, by=ada, id="0" * 32)
    assert titles(bo) == ["One"]


def test_telling_again_moves_the_item_to_the_top_and_shows_it_once(published, ada, bo):
    page = published("One", by=ada)
    published("Two", by=ada)
    announce(page, by=ada, again=True)
    assert titles(bo) == ["One", "Two"]


def test_what_is_closed_shows_to_its_readers_only(published, ada, dina, emil):
    council = Group.objects.create(name="Council")
    dina.groups.add(council)
    page = published("Secret", by=ada)
    restrict(page, council)
    assert titles(dina) == ["Secret"]
    assert titles(emil) == []


def test_closing_a_section_closes_what_is_below_it_at_once(published, ada, dina, emil):
    council = Group.objects.create(name="Council")
    dina.groups.add(council)
    section = published("Section", by=ada)
    page = published("Below", by=ada, below=section)
    post_comment(page, "What I think", by=dina)
    follow(dina, by=emil)
    assert set(titles(emil)) == {"Section", "Below", "What I think"}
    restrict(section, council)
    assert titles(emil) == []
    assert set(titles(dina)) >= {"Section", "Below"}
    audiences = set(Activity.objects.values_list("audience_id", flat=True))
    assert len(audiences) == 2  # of the follow of a person, and of all below the section


def test_closing_a_page_ends_the_follows_of_those_who_cannot_read_it(published, ada, dina, emil):
    council = Group.objects.create(name="Council")
    dina.groups.add(council)
    page = published("Secret", by=ada)
    follow(page, by=dina)
    follow(page, by=emil)
    restrict(page, council)
    sweep_follows.func()
    assert unfollow(page, by=emil) is False
    assert unfollow(page, by=dina) is True


def test_unpublishing_hides_the_item_and_what_was_said_on_it(published, ada, bo, cleo):
    page = published("One", by=ada)
    post_comment(page, "What I think", by=cleo)
    assert titles(bo) == ["What I think", "One"]
    withdraw(page)
    assert titles(bo) == []


def test_a_removed_comment_leaves_and_comes_back(published, ada, bo, cleo):
    page = published("One", by=ada)
    comment = post_comment(page, "What I think", by=cleo)
    delete_comment(comment, by=cleo)
    assert titles(bo) == ["One"]
    restore_comment(comment, by=cleo)
    assert titles(bo) == ["What I think", "One"]


def test_comments_on_one_thing_are_one_entry(published, ada, bo, cleo, dina, emil):
    page = published("One", by=ada)
    for person in (cleo, dina, emil, cleo):
        post_comment(page, f"What {person.first_name} thinks", by=person)
    published("Two", by=ada)
    entries = timeline(anew(bo)).entries
    assert [entry.thing.pk for entry in entries if entry.lane == "organisation"][0] != page.pk
    [talk] = [entry for entry in entries if entry.lane == "colleagues"]
    assert talk.count == 3
    assert talk.place == page
    assert {str(actor) for actor in talk.actors} == {"Cleo Okafor", "Dina Postma", "Emil Kowalski"}


def test_newcomers_meet_what_colleagues_say_and_followers_only_whom_they_follow(published, ada, bo, cleo, dina, emil):
    page, other = published("One", by=ada), published("Two", by=ada)
    post_comment(page, "Cleo speaks", by=cleo)
    post_comment(other, "Dina speaks", by=dina)
    assert titles(bo, lane="colleagues") == ["Dina speaks", "Cleo speaks"]
    for person in (cleo, emil, ada):
        follow(person, by=bo)
    assert titles(bo, lane="colleagues") == ["Cleo speaks"]
    follow(other, by=bo)
    assert titles(bo, lane="colleagues") == ["Dina speaks", "Cleo speaks"]


def test_lanes_part_the_organisation_from_colleagues(published, ada, bo, cleo):
    page = published("One", by=ada)
    post_comment(page, "Cleo speaks", by=cleo)
    assert titles(bo, lane="organisation") == ["One"]
    assert titles(bo, lane="colleagues") == ["Cleo speaks"]
    assert titles(bo, lane="systems") == []


def test_muting_a_person_a_page_or_a_section_bites_at_the_next_load(published, ada, bo, cleo):
    section = published("Section", by=ada)
    page = published("One", by=cleo, below=section)
    post_comment(page, "Ada speaks", by=ada)
    assert len(titles(bo)) == 3
    for muted, left in ((ada, ["One"]), (section, ["Ada speaks"]), (page, ["Section"])):
        mute(muted, by=bo)
        assert titles(bo) == left, muted
        unmute(muted, by=bo)
    assert len(titles(bo)) == 3


@pytest.mark.parametrize("few", [64, 0], ids=["each source", "window first"])
@pytest.mark.parametrize("order", ["newest", "ranked"])
def test_pages_follow_on_each_other_without_gap_or_repeat(published, ada, bo, order, few, monkeypatch):
    monkeypatch.setattr(sql, "FEW", few)
    monkeypatch.setattr(sql, "WINDOW", 7)
    for number in range(23):
        published(f"Item {number}", by=ada)
    met, before = [], None
    for _ in range(10):
        page = timeline(anew(bo), before=before, order=order, size=5)
        met += [entry.thing.title for entry in page.entries]
        before = page.next_before
        if before is None:
            break
    assert sorted(met) == sorted(f"Item {number}" for number in range(23))
    if order == "newest":
        assert met == [f"Item {number}" for number in range(22, -1, -1)]


@pytest.mark.parametrize("wrong", ["x", "-1", "1.x", "9" * 40, "½", "1.5.5"])
def test_a_wrong_position_is_a_clear_error(bo, wrong):
    with pytest.raises(ValueError, match="position"):
        timeline(bo, before=wrong)


def test_the_chosen_order_is_remembered(published, ada, bo):
    published("One", by=ada)
    assert timeline(anew(bo)).order == "newest"
    choose_order("ranked", by=bo)
    assert timeline(anew(bo)).order == "ranked"


def test_ranking_puts_the_followed_author_above_newer_news(published, ada, bo, cleo):
    published("By Cleo", by=cleo)
    published("By Ada", by=ada)
    follow(cleo, by=bo)
    assert titles(bo, order="ranked") == ["By Cleo", "By Ada"]
    assert titles(bo, order="newest") == ["By Ada", "By Cleo"]


def test_responses_of_followed_colleagues_weigh_and_are_counted(published, ada, bo, cleo, dina):
    loved = published("Loved", by=ada)
    published("Newer", by=ada)
    follow(cleo, by=bo)
    react(loved, "like", by=cleo)
    react(loved, "thanks", by=cleo)
    react(loved, "like", by=dina)
    first = timeline(anew(bo), order="ranked").entries[0]
    assert first.thing == loved
    assert "1 person you follow responded." in [term.sentence for term in first.terms]


def test_every_explanation_adds_up_to_the_score_and_names_what_is_followed(published, ada, bo, cleo):
    page = published("One", by=ada)
    published("Two", by=cleo)
    post_comment(page, "Cleo speaks", by=cleo)
    follow(cleo, by=bo)
    follow(page, by=bo)
    page_of_bo = timeline(anew(bo), order="ranked")
    assert page_of_bo.entries
    for entry in page_of_bo.entries:
        assert entry.terms
        assert entry.score == sum(term.points for term in entry.terms)
        assert all(term.sentence for term in entry.terms)
    scores = [entry.score for entry in page_of_bo.entries]
    assert scores == sorted(scores, reverse=True)
    sentences = {term.sentence for entry in page_of_bo.entries for term in entry.terms}
    assert {"You follow Cleo Okafor.", "You follow One."} <= sentences


def test_each_lever_changes_the_next_load(published, ada, bo, cleo):
    published("By Cleo", by=cleo)
    published("By Ada", by=ada)
    follow(cleo, by=bo)
    before = timeline(anew(bo), order="ranked").entries[0]
    unfollow(cleo, by=bo)
    after = timeline(anew(bo), order="ranked").entries
    assert [entry.thing.title for entry in after] == ["By Ada", "By Cleo"]
    assert next(entry for entry in after if entry.thing == before.thing).score < before.score
    mute(before.place, by=bo)
    assert titles(bo, order="ranked") == ["By Ada"]


def test_a_followed_thing_that_closed_is_neither_named_nor_weighed(published, ada, bo, dina):
    council = Group.objects.create(name="Council")
    section = published("Secret section", by=ada)
    follow(section, by=bo)
    page = published("Open", by=ada, below=section)
    withdraw(section)
    [entry] = timeline(anew(bo), order="ranked").entries
    assert entry.thing == page
    assert not any("Secret" in term.sentence for term in entry.terms)
    assert council


def test_newer_counts_what_came_in(published, ada, bo, cleo):
    published("One", by=ada)
    newest = timeline(anew(bo)).newest
    assert newer(anew(bo), after=newest) == 0
    page = published("Two", by=ada)
    post_comment(page, "Cleo speaks", by=cleo)
    assert newer(anew(bo), after=newest) == 2
    assert newer(anew(bo), after=newest, lane="organisation") == 1


@pytest.mark.parametrize("order", ["newest", "ranked"])
def test_the_number_of_queries_does_not_depend_on_the_amount(published, ada, bo, cleo, dina, order):
    follow(cleo, by=bo)

    def queries() -> int:
        reach(anew(bo))  # in a request it came along with the session
        memberships(bo)  # so did these
        weights.current()  # asked once a minute
        with CaptureQueriesContext(
            connection,
        ) as context:
            timeline(bo, order=order)
        return len(context)

    def fill(times: int) -> None:
        for number in range(times):
            page = published(f"Item {number}", by=ada)
            post_comment(page, "Cleo speaks", by=cleo)
            react(page, "like", by=dina)

    fill(3)
    few = queries()
    fill(27)
    assert queries() == few
    assert few <= 2 + 2  # the stand, the rows, pages, comments
    forget_reach(bo)
