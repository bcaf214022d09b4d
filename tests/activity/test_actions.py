"""React, follow, mute: idempotent, permitted, logged."""

from datetime import timedelta

import pytest
import time_machine
from actstream.models import Action, Follow
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from activity.actions import (
    choose_order,
    close_hint,
    follow,
    happened,
    mute,
    react,
    record_many,
    timeline,
    unfollow,
    unreact,
)
from activity.context import is_following, is_muting
from activity.counts import givers, reactions_for
from activity.keys import key_of
from activity.models import Activity, ReactionChange, Verb
from activity.tasks import fold_reactions
from comments.actions import post_comment
from news.models import Topic
from tests.activity.conftest import anew, restrict, titles

pytestmark = pytest.mark.django_db


def counts(thing, user) -> dict:
    return reactions_for([thing], user)[key_of(thing)].counts


def test_reacting_twice_counts_once_and_taking_back_twice_takes_back_once(published, ada, bo):
    page = published("One", by=ada)
    assert react(page, "like", by=bo) is True
    assert react(page, "like", by=bo) is False
    assert counts(page, bo) == {"like": 1}
    assert unreact(page, "like", by=bo) is True
    assert unreact(page, "like", by=bo) is False
    assert counts(page, bo) == {}


def test_one_person_gives_several_kinds_and_none_is_added_to_another(published, ada, bo):
    page = published("One", by=ada)
    for key in ("like", "seen", "helpful"):
        react(page, key, by=bo)
    found = reactions_for([page], bo)[key_of(page)]
    assert found.counts == {"like": 1, "seen": 1, "helpful": 1}
    assert found.mine == {"like", "seen", "helpful"}
    assert {option["key"] for option in found.options() if option["apart"]} == {"seen", "helpful"}


def test_folding_changes_no_count_at_any_moment(published, ada, bo, cleo, dina):
    page = published("One", by=ada)
    for person in (bo, cleo, dina):
        react(page, "like", by=person)
    fold_reactions.func()
    assert not ReactionChange.objects.exists()
    assert counts(page, bo) == {"like": 3}
    unreact(page, "like", by=cleo)
    assert counts(page, bo) == {"like": 2}
    fold_reactions.func()
    fold_reactions.func()
    assert counts(page, bo) == {"like": 2}


def test_only_the_offered_reactions_are_taken(published, ada, bo, settings):
    page = published("One", by=ada)
    settings.KRING_REACTIONS = ["like"]
    with pytest.raises(PermissionDenied):
        react(page, "celebrate", by=bo)
    with pytest.raises(LookupError):
        react(page, "dislike", by=bo)


def test_givers_leaves_out_closed_accounts(published, ada, bo, cleo):
    page = published("One", by=ada)
    for person in (bo, cleo):
        react(page, "like", by=person)
    cleo.is_active = False
    cleo.save()
    [given] = givers(page, ada)
    assert given.people == [bo]
    assert given.more == 0


def test_nothing_can_be_done_with_what_one_cannot_see(published, ada, dina, emil):
    council = Group.objects.create(name="Council")
    dina.groups.add(council)
    page = published("Secret", by=ada)
    restrict(page, council)
    for action in (follow, mute):
        with pytest.raises(PermissionDenied):
            action(page, by=anew(emil))
    with pytest.raises(PermissionDenied):
        react(page, "like", by=emil)
    assert react(page, "like", by=anew(dina))


def test_nobody_follows_or_mutes_themselves(bo):
    with pytest.raises(PermissionDenied):
        follow(bo, by=bo)
    with pytest.raises(PermissionDenied):
        mute(bo, by=bo)


def test_following_again_never_fails_even_with_another_setting(bo, cleo):
    assert follow(cleo, by=bo) is True
    Follow.objects.update(actor_only=True)
    assert follow(cleo, by=bo) is False
    assert Follow.objects.count() == 1
    assert is_following(bo, cleo)


def test_following_and_unfollowing_in_turns_makes_one_activity_a_day(bo, cleo):
    start = timezone.now().replace(hour=9)
    with time_machine.travel(start, tick=False):
        for _ in range(4):
            follow(cleo, by=bo)
            unfollow(cleo, by=bo)
    assert Activity.objects.filter(verb=Verb.FOLLOWED).count() == 1
    with time_machine.travel(start + timedelta(days=1), tick=False):
        follow(cleo, by=bo)
    assert Activity.objects.filter(verb=Verb.FOLLOWED).count() == 2


def test_following_what_was_muted_ends_the_mute(bo, cleo):
    mute(cleo, by=bo)
    assert is_muting(bo, cleo)
    follow(cleo, by=bo)
    assert not is_muting(bo, cleo)


def test_following_a_topic(bo):
    topic = Topic.objects.create(name_nl="Veiligheid", name_en="Safety", slug="safety")
    follow(topic, by=bo)
    assert is_following(bo, topic)


def test_activities_are_never_public_for_the_library(published, ada, bo, cleo):
    page = published("One", by=ada)
    react(page, "like", by=bo)
    follow(cleo, by=bo)
    post_comment(page, "Words", by=cleo)
    assert Action.objects.count() == 4
    assert not Action.objects.filter(public=True).exists()
    assert not Action.objects.public().exists()


def test_choosing_an_order_and_closing_the_hint_do_not_touch_each_other(bo):
    close_hint(by=bo)
    choose_order("ranked", by=bo)
    close_hint(by=bo)
    assert timeline(anew(bo)).order == "ranked"
    with pytest.raises(ValueError):
        choose_order("oldest", by=bo)


def test_history_is_written_in_order_of_time(root, ada, bo):
    now = timezone.now()
    pages = [root.add_child(instance=type(root)(title=f"Item {days}", owner=ada)) for days in (1, 3, 2)]
    records = [happened(page, now - timedelta(days=int(page.title[-1]))) for page in pages]
    record_many(sorted(records, key=lambda record: record.at))
    assert titles(bo) == ["Item 1", "Item 2", "Item 3"]
    assert timeline(anew(bo)).entries[0].created_at == now - timedelta(days=1)
