"""What a moderator reads before others do, and the word list."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError

from comments.actions import delete_comment, edit_comment, post_comment
from comments.models import Comment
from moderation.actions import decide, hold_if_needed, report_thing
from moderation.models import Report, WatchedWord
from moderation.registry import _approvals, register_approval
from moderation.words import found_in
from tests.cast import signed_in
from tests.comments.conftest import say
from tests.moderation.conftest import again, heard, queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_read(table, monkeypatch):
    """Everything at the round table waits for a moderator."""
    monkeypatch.setitem(_approvals, "comment", None)
    register_approval("comment", lambda thing, author: True)


def held(thing: Comment) -> Comment:
    """Kept back, as the app that owns it does when it is told so."""
    assert hold_if_needed(thing, by=thing.user)
    Comment.objects.filter(pk=thing.pk).update(is_hidden=True)
    return thing


def test_it_waits_and_is_released_by_approval(first_read, rude, cleo, hana, bo):
    held(rude)
    assert Report.objects.is_held(rude)
    report = queue(hana)[0]
    assert heard(hana)[0].startswith("moderation_held: ")
    assert "Waits for approval" in signed_in(hana).get(report.get_absolute_url()).content.decode()
    decide(report, "approve", by=again(hana))
    assert Comment.objects.visible_to(bo).filter(pk=rude.pk).exists()
    assert heard(cleo) == ["decided_approve: Hana | your comment"]
    assert not Report.objects.is_held(rude)
    assert not hold_if_needed(rude, by=cleo), "approved once, it is asked no more"


def test_a_refusal_takes_it_away_with_the_reason(first_read, rude, cleo, hana, bo):
    held(rude)
    decide(queue(hana)[0], "remove", "Not here", by=again(hana))
    assert not Comment.objects.visible_to(bo).filter(pk=rude.pk).exists()
    assert heard(cleo) == ["decided_remove: Hana | your comment"]
    assert not Report.objects.is_held(rude)


def test_what_its_author_takes_away_waits_no_more(first_read, rude, cleo, hana):
    held(rude)
    Comment.objects.filter(pk=rude.pk).update(is_hidden=False)
    delete_comment(rude, by=cleo)
    assert queue(hana) == []
    assert not Report.objects.is_held(rude)


def test_who_moderates_the_place_does_not_wait(first_read, hall, hana, mo):
    assert not hold_if_needed(say(hall, hana), by=hana)
    assert not hold_if_needed(say(hall, mo), by=mo)


def test_what_waits_for_approval_stands_before_reports(first_read, rude, hall, hana, bo, dina):
    reported = report_thing(say(hall, dina, "Geese"), "rude", by=bo).report
    held(rude)
    assert [each.object_id for each in queue(hana)] == [rude.pk, reported.object_id]


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("parrot", "What a parrot you are", True),
        ("parrot", "What parrots you are", False),
        ("parrot*", "What PARROTS you are", True),
        ("café noir", "a **Cafe   Noir**, please", True),
        ("ass", "a class of its own", False),
        ("c-130", "the C 130 landed", True),
    ],
)
def test_words_are_found_whole_whatever_their_capitals_and_accents(word, text, found):
    WatchedWord.objects.create(word=word)
    assert bool(found_in(text)) is found


@pytest.mark.parametrize("word", ["", " * ", "a*", "!!"])
def test_a_word_that_would_stand_everywhere_is_refused(word):
    with pytest.raises(ValidationError):
        WatchedWord(word=word).full_clean()


def test_a_watched_word_makes_a_report_once_and_again_for_other_words(hall, bo, mo):
    WatchedWord.objects.create(word="parrot*", category="rude")
    WatchedWord.objects.create(word="goose", category="hate")
    comment = post_comment(hall, "Lazy parrots", by=bo)
    report = queue(mo)[0]
    assert [(each.by, each.by_words, each.text) for each in report.complaints.all()] == [(None, True, "parrot*")]
    decide(report, "approve", by=mo)
    edit_comment(comment, "Lazy parrots, still", by=bo, version=1)
    assert queue(mo) == []
    edit_comment(comment, "Lazy parrots and a goose", by=bo, version=2)
    assert [each.text for each in queue(mo)[0].complaints.all()] == ["goose, parrot*"]
    assert heard(bo) == []


def test_a_word_can_keep_a_thing_back(hall, bo, dina):
    WatchedWord.objects.create(word="parrot*", holds=True)
    assert hold_if_needed(say(hall, bo, "Lazy parrots"), by=bo)
    assert not hold_if_needed(say(hall, dina, "Lazy geese"), by=dina)


def test_moderators_keep_the_list_in_the_cms(mo, bo):
    mo.user_permissions.set(
        Permission.objects.filter(
            codename__in=[
                "access_admin",
                "add_watchedword",
                "change_watchedword",
                "delete_watchedword",
                "view_watchedword",
            ]
        )
    )
    browser = signed_in(again(mo))
    assert browser.get("/cms/moderation/words/").status_code == 200
    refused = browser.post("/cms/moderation/words/new/", {"word": "*", "category": "rude"})
    assert "three before an asterisk" in refused.content.decode()
    browser.post("/cms/moderation/words/new/", {"word": "Parrot*", "category": "rude", "holds": "on"})
    assert WatchedWord.objects.get().holds
    assert signed_in(bo).get("/cms/moderation/words/").status_code == 403
