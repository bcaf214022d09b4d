"""Who hears of what, for which reason, and who does not."""

import pytest

from activity.actions import follow, mute, react, set_level, unreact
from activity.levels import Level
from comments.actions import delete_comment, post_comment, restore_comment
from tests.notifications.conftest import anew, badge, heard, restrict

pytestmark = pytest.mark.django_db


def test_the_author_hears_of_comments_and_the_commenter_does_not(item, ada, bo):
    post_comment(item, "Where do I get one?", by=bo)
    assert heard(ada) == ["comment_own: Bo | New helmets"]
    assert heard(bo) == []
    assert (badge(ada), badge(bo)) == (1, 0)


def test_nobody_hears_of_their_own_acts(item, ada):
    comment = post_comment(item, "Questions are welcome.", by=ada)
    react(item, "like", by=ada)
    react(comment, "like", by=ada)
    post_comment(item, "Here too.", by=ada, parent=comment)
    assert heard(ada) == []


def test_comments_on_one_thing_are_one_line_with_the_newest_name(item, ada, bo, cleo, dina):
    for number, person in enumerate((bo, cleo, dina, cleo)):
        post_comment(item, f"Words number {number}", by=person)
    assert heard(ada) == ["comment_own: Cleo +2 | New helmets"]
    assert badge(ada) == 1


def test_an_answer_reaches_who_is_answered_and_who_takes_part(item, ada, bo, cleo, dina):
    opening = post_comment(item, "Where?", by=bo)
    post_comment(item, "At the desk.", by=cleo, parent=opening)
    post_comment(item, "In the morning.", by=dina, parent=opening)
    assert heard(bo) == ["reply: Dina +1 | New helmets"]
    assert heard(cleo) == ["comment_thread: Dina | New helmets"]
    assert heard(dina) == []
    assert heard(ada) == ["comment_own: Dina +2 | New helmets"]


def test_reactions_are_bundled_and_told_once(item, ada, bo, cleo):
    comment = post_comment(item, "Blue ones?", by=bo)
    for key in ("like", "thanks"):
        react(item, key, by=cleo)
    react(comment, "agree", by=cleo)
    react(comment, "agree", by=ada)
    unreact(comment, "agree", by=cleo)
    react(comment, "agree", by=cleo)
    assert heard(ada) == ["reaction: Cleo | New helmets", "comment_own: Bo | New helmets"]
    assert heard(bo) == ["reaction_words: Ada +1 | New helmets"]


def test_seen_is_a_statement_and_told_to_nobody(item, ada, bo):
    react(item, "seen", by=bo)
    assert heard(ada) == []


def test_who_is_followed_hears_of_it_once(bo, cleo):
    from activity.actions import unfollow

    follow(cleo, by=bo)
    unfollow(cleo, by=bo)
    follow(cleo, by=bo)
    assert heard(cleo) == ["follower: Bo | Cleo Okafor"]


def test_news_reaches_followers_of_the_topic_and_of_the_author(write, safety, ada, bo, cleo, dina):
    follow(safety, by=bo)
    follow(ada, by=cleo)
    follow(safety, by=cleo)
    write("Wet floors")
    assert heard(bo) == ["published: Ada | Wet floors"]
    assert heard(cleo) == ["published: Ada | Wet floors"]
    assert heard(dina) == []
    assert heard(ada) == ["follower: Cleo | Ada Vermeer"]


def test_following_hears_of_new_comments_and_watching_of_answers_too(item, safety, bo, cleo, dina, emil):
    follow(item, by=bo)
    set_level(item, Level.WATCHING, by=dina)
    set_level(safety, Level.WATCHING, by=emil)
    opening = post_comment(item, "Where?", by=cleo)
    for person in (bo, dina, emil):
        assert heard(person)[0].endswith("Cleo | New helmets")
    post_comment(item, "Found it myself.", by=cleo, parent=opening)
    assert [len(heard(person)) for person in (bo, dina, emil)] == [1, 1, 1]
    from notifications.models import Happening

    assert [Happening.objects.filter(recipient=person).count() for person in (bo, dina, emil)] == [1, 2, 2]


@pytest.mark.parametrize("muted", ["item", "safety", "cleo"])
def test_who_muted_hears_nothing(item, safety, cleo, bo, ada, muted):
    opening = post_comment(item, "Where?", by=bo)
    thing = {"item": item, "safety": safety, "cleo": cleo}[muted]
    mute(thing, by=bo)
    mute(thing, by=ada)
    ada_heard = heard(ada)
    post_comment(item, "At the desk.", by=cleo, parent=opening)
    react(opening, "like", by=cleo)
    assert heard(bo) == []
    assert heard(ada) == ada_heard


def test_what_is_removed_disappears_from_list_and_count_and_comes_back(item, ada, bo, cleo, mo):
    first = post_comment(item, "One", by=bo)
    second = post_comment(item, "Two", by=cleo)
    assert heard(ada) == ["comment_own: Cleo +1 | New helmets"]
    delete_comment(second, by=cleo)
    assert heard(ada) == ["comment_own: Bo | New helmets"]
    delete_comment(first, by=bo)
    assert (heard(ada), badge(ada)) == ([], 0)
    restore_comment(first, by=bo)
    assert (heard(ada), badge(ada)) == (["comment_own: Bo | New helmets"], 1)


def test_what_is_withdrawn_disappears_and_comes_back(item, ada, bo):
    comment = post_comment(item, "One", by=bo)
    react(comment, "like", by=ada)
    item.unpublish()
    assert (heard(ada), badge(ada), heard(bo), badge(bo)) == ([], 0, [], 0)
    item.save_revision().publish()
    assert (badge(ada), badge(bo)) == (1, 1)


def test_only_readers_hear_of_it(write, council, safety, dina, emil):
    for person in (dina, emil):
        follow(safety, by=person)
    page = write("Merger", live=False)
    assert badge(emil) == 1
    restrict(page, council)
    assert (heard(emil), badge(emil)) == ([], 0)
    assert heard(dina) == ["published: Ada | Merger"]
    follow(page, by=anew(dina))
    post_comment(page, "A question", by=dina)
    assert badge(emil) == 0


def test_who_leaves_loses_what_is_unread_for_good(write, council, safety, dina, ada):
    follow(safety, by=dina)
    page = write("Merger")
    restrict(page, council)
    assert badge(dina) == 1
    dina.groups.remove(council)
    assert (heard(dina), badge(dina)) == ([], 0)
    dina.groups.add(council)
    assert (heard(dina), badge(dina)) == ([], 0)


def test_an_announcement_is_one_row_for_everybody(write, ada, bo, cleo):
    from news.models import Notify
    from notifications.models import Broadcast, Happening, Notification

    follow(ada, by=bo)
    before = Notification.objects.count(), Happening.objects.count()
    write("New pay", notify_choice=Notify.EVERYONE)
    assert (Notification.objects.count(), Happening.objects.count()) == before
    assert Broadcast.objects.count() == 1
    for person in (bo, cleo):
        assert heard(person) == ["announcement: Ada | New pay"]
        assert badge(person) == 1
    assert (heard(ada), badge(ada)) == (["follower: Bo | Ada Vermeer"], 1)
