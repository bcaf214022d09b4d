"""What happens when people comment, edit, remove, restore, close and label."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from comments.actions import (
    Refused,
    StaleEdit,
    TooMany,
    close_comments,
    delete_comment,
    edit_comment,
    label_answer,
    pin,
    post_comment,
    reopen_comments,
    restore_comment,
    unlabel_answer,
    unpin,
)
from comments.counts import comments_for
from comments.models import Comment, Discussion
from core.events import Changed, Commented, Removed, Restored
from tests.comments.conftest import live_page, say


@pytest.fixture
def told(monkeypatch):
    """The events that actions emitted."""
    events = []
    for module in ("comments.actions", "comments.removing"):
        monkeypatch.setattr(f"{module}.emit", events.append)
    return events


def test_a_comment_takes_the_audience_of_its_thing_and_tells_where_it_stands(hall, bo, told):
    comment = post_comment(hall, "  Good news!\r\n", by=bo)
    assert comment.comment == "Good news!"
    assert comment.audience_id == hall.page_audience.audience_id
    assert (comment.thread_id, comment.parent_id, comment.level) == (comment.pk, comment.pk, 0)
    assert [(type(event), event.pk, event.on_model, event.on_pk, event.by) for event in told] == [
        (Commented, comment.pk, "wagtailcore.page", hall.pk, bo.pk)
    ]


def test_name_address_and_network_address_are_never_stored(hall, bo):
    comment = Comment.objects.get(pk=post_comment(hall, "Hello", by=bo).pk)
    assert (comment.user_name, comment.user_email, comment.user_url, comment.ip_address) == ("", "", "", None)


def test_an_answer_to_an_answer_stands_on_the_second_level_and_remembers_whom_it_answers(hall, bo, ada):
    opening = post_comment(hall, "One", by=bo)
    answer = post_comment(hall, "Two", by=ada, parent=opening)
    deeper = post_comment(hall, "Three", by=bo, parent=answer)
    assert (answer.level, answer.thread_id, answer.parent_id) == (1, opening.pk, opening.pk)
    assert (deeper.level, deeper.thread_id, deeper.parent_id) == (1, opening.pk, answer.pk)
    opening.refresh_from_db()
    assert opening.nested_count == 2


def test_saving_a_comment_does_not_publish_removed_answers_again_or_count_them(hall, bo):
    opening = post_comment(hall, "One", by=bo)
    answer = post_comment(hall, "Two", by=bo, parent=opening)
    Comment.objects.filter(pk=answer.pk).update(is_public=False)
    for number in range(3):
        opening = edit_comment(opening, f"One {number}", by=bo, version=opening.version)
    opening.refresh_from_db()
    answer.refresh_from_db()
    assert opening.nested_count == 1
    assert answer.is_public is False


def test_an_answer_belongs_to_the_thing_of_what_it_answers(hall, bo):
    other = post_comment(live_page("Other"), "Elsewhere", by=bo)
    with pytest.raises(ValidationError):
        post_comment(hall, "Hello", by=bo, parent=other)
    assert Comment.objects.count() == 1


def test_who_may_not_see_the_page_may_not_comment(restricted, emil, dina):
    assert post_comment(restricted, "Hello", by=dina)
    with pytest.raises(ValidationError):
        post_comment(restricted, "Hello", by=emil)


def test_an_unpublished_page_takes_no_comments(hall, bo):
    hall.unpublish()
    with pytest.raises(Refused):
        post_comment(hall, "Hello", by=bo)


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u2060", "\u2800", "\x00", "x" * 5001])
def test_nothing_to_read_and_too_much_are_refused_with_a_message(hall, bo, text):
    with pytest.raises(ValidationError) as refused:
        post_comment(hall, text, by=bo)
    assert refused.value.message_dict["text"]
    assert not Comment.objects.exists()


def test_the_same_press_twice_is_one_comment(hall, bo, told):
    assert post_comment(hall, "Hello", by=bo) == post_comment(hall, "Hello", by=bo)
    assert len(told) == 1


def test_the_same_form_twice_is_one_comment_also_later(hall, bo):
    first = post_comment(hall, "Hello", by=bo, token="abc")
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert post_comment(hall, "Hello", by=bo, token="abc") == first
        assert post_comment(hall, "Hello", by=bo, token="def") != first


def test_the_same_words_of_another_or_elsewhere_are_another_comment(hall, bo, ada):
    first = post_comment(hall, "Thanks", by=bo, token="abc")
    assert post_comment(hall, "Thanks", by=ada, token="abc") != first
    assert post_comment(hall, "Thanks", by=bo, parent=first) != first
    assert post_comment(live_page("Other"), "Thanks", by=bo) != first


def test_thirty_in_ten_minutes_and_then_a_pause(hall, bo):
    for number in range(30):
        post_comment(hall, f"Comment {number}", by=bo)
    with pytest.raises(TooMany, match="go on in 10 minutes"):
        post_comment(hall, "One more", by=bo)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        assert post_comment(hall, "One more", by=bo)


def test_an_import_keeps_to_no_pace_and_tells_nobody(hall, bo, told):
    long_ago = timezone.now() - timedelta(days=400)
    for number in range(40):
        comment = post_comment(hall, f"Comment {number}", by=bo, at=long_ago)
    anonymous = post_comment(hall, "From somebody who left", by=None, at=long_ago)
    assert comment.submit_date == long_ago
    assert anonymous.user is None
    assert told == []


def test_editing_keeps_what_was_said(hall, bo, told):
    comment = post_comment(hall, "Frist", by=bo)
    comment = edit_comment(comment, "First", by=bo, version=1)
    assert (comment.comment, comment.version) == ("First", 2)
    assert comment.edited_at
    assert [(version.number, version.text) for version in comment.versions.all()] == [(1, "Frist")]
    assert isinstance(told[-1], Changed)


def test_editing_what_changed_in_the_meantime_changes_nothing(hall, bo):
    comment = post_comment(hall, "First", by=bo)
    edit_comment(comment, "From my phone", by=bo, version=1)
    with pytest.raises(StaleEdit) as stale:
        edit_comment(comment, "From my desk", by=bo, version=1)
    assert stale.value.comment.comment == "From my phone"
    assert Comment.objects.get().comment == "From my phone"


def test_saving_the_same_words_is_no_edit(hall, bo):
    comment = edit_comment(post_comment(hall, "First", by=bo), "First", by=bo, version=1)
    assert comment.edited_at is None
    assert comment.version == 1


def test_only_the_author_edits(hall, bo, ada, moderator):
    comment = post_comment(hall, "First", by=bo)
    for other in (ada, moderator):
        with pytest.raises(PermissionDenied):
            edit_comment(comment, "Mine", by=other, version=1)


def test_the_author_removes_and_brings_back(hall, bo, told):
    comment = post_comment(hall, "Oops", by=bo)
    comment = delete_comment(comment, by=bo)
    assert comment.is_removed_by_author
    assert not Comment.objects.visible_to(bo).exists()
    assert comments_for([hall]) == {hall: 0}
    comment = restore_comment(comment, by=bo)
    assert comment.removed_at is None
    assert comments_for([hall]) == {hall: 1}
    assert [type(event) for event in told] == [Commented, Removed, Restored]


def test_removing_and_restoring_twice_counts_once(hall, bo):
    comment = post_comment(hall, "Oops", by=bo)
    for _ in range(2):
        delete_comment(comment, by=bo)
    assert comments_for([hall]) == {hall: 0}
    for _ in range(2):
        restore_comment(comment, by=bo)
    assert comments_for([hall]) == {hall: 1}


def test_the_way_back_closes_after_a_quarter_for_the_author_and_never_for_moderators(hall, bo, moderator):
    comment = delete_comment(post_comment(hall, "Oops", by=bo), by=bo)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        with pytest.raises(PermissionDenied):
            restore_comment(comment, by=bo)
        assert restore_comment(comment, by=moderator).removed_at is None


def test_a_moderator_removes_with_a_reason_and_the_author_cannot_undo_that(hall, bo, moderator):
    comment = post_comment(hall, "Rude", by=bo)
    with pytest.raises(ValidationError):
        delete_comment(comment, by=moderator, reason=" ")
    comment = delete_comment(comment, by=moderator, reason="Tone")
    assert (comment.removed_by, comment.removal_reason) == (moderator, "Tone")
    with pytest.raises(PermissionDenied):
        restore_comment(comment, by=bo)


def test_colleagues_do_not_remove_each_others_comments(hall, bo, ada):
    with pytest.raises(PermissionDenied):
        delete_comment(post_comment(hall, "Mine", by=bo), by=ada)


def test_a_moderator_without_access_to_the_page_has_no_say(restricted, dina, moderator):
    comment = post_comment(restricted, "Between us", by=dina)
    with pytest.raises(PermissionDenied):
        delete_comment(comment, by=moderator, reason="Tone")


def test_closing_refuses_comments_and_edits_and_keeps_deleting(hall, bo, editor):
    comment = post_comment(hall, "First", by=bo)
    discussion = close_comments(hall, by=editor, reason="Answered in the meeting")
    assert (discussion.is_closed, discussion.reason) == (True, "Answered in the meeting")
    with pytest.raises(PermissionDenied):
        edit_comment(comment, "Changed", by=bo, version=1)
    with pytest.raises(Refused):
        post_comment(hall, "More", by=bo)
    delete_comment(comment, by=bo)
    reopen_comments(hall, by=editor)
    assert post_comment(hall, "More", by=bo)


def test_comments_close_by_themselves_at_their_time(hall, bo, editor):
    close_comments(hall, by=editor, reason="The vote ends", at=timezone.now() + timedelta(hours=1))
    post_comment(hall, "In time", by=bo)
    with time_machine.travel(timezone.now() + timedelta(hours=2)), pytest.raises(Refused):
        post_comment(hall, "Too late", by=bo)


@pytest.mark.parametrize(("reason", "hours"), [("", None), ("x" * 256, None), ("Enough", -1)])
def test_closing_takes_a_short_reason_and_a_moment_to_come(hall, editor, reason, hours):
    at = timezone.now() + timedelta(hours=hours) if hours else None
    with pytest.raises(ValidationError):
        close_comments(hall, by=editor, reason=reason, at=at)
    assert not Discussion.objects.filter(closed_at__isnull=False).exists()


def test_who_closes(hall, bo, editor, moderator):
    with pytest.raises(PermissionDenied):
        close_comments(hall, by=bo, reason="I am done")
    assert close_comments(hall, by=moderator, reason="Tone").closed_by == moderator
    hall.owner = bo
    hall.save()
    assert reopen_comments(hall, by=bo).closed_at is None


def test_the_official_answer_is_labelled_by_who_answers_for_the_page(hall, bo, editor, moderator):
    comment = post_comment(hall, "Until 1 March", by=bo)
    for other in (bo, moderator):
        with pytest.raises(PermissionDenied):
            label_answer(comment, by=other)
    assert label_answer(comment, by=editor, words=" Answer from  the team lead ").answer_label == (
        "Answer from the team lead"
    )
    assert unlabel_answer(comment, by=editor).is_answer is False
    with pytest.raises(ValidationError):
        label_answer(comment, by=editor, words="x" * 61)


def test_at_most_one_comment_is_pinned(hall, bo, editor):
    first, second = post_comment(hall, "One", by=bo), post_comment(hall, "Two", by=bo)
    pin(first, by=editor)
    pin(second, by=editor)
    assert list(Comment.objects.filter(pinned_at__isnull=False)) == [second]
    unpin(second, by=editor)
    assert not Comment.objects.filter(pinned_at__isnull=False).exists()


def test_counts_for_many_things_are_one_query(hall, bo, django_assert_num_queries):
    pages = [hall, *(live_page(f"Page {number}") for number in range(5))]
    for number, each in enumerate(pages):
        for _ in range(number):
            say(each, bo)
    with django_assert_num_queries(1):
        assert list(comments_for([*pages, bo]).values()) == [0, 1, 2, 3, 4, 5, 0]


def test_the_name_stays_of_who_left_and_goes_with_who_was_deleted(hall, bo):
    comment = post_comment(hall, "I was here", by=bo)
    bo.is_active = False
    bo.save()
    comment.refresh_from_db()
    assert str(comment.user) == "Bo Jansen"
    bo.delete()
    comment.refresh_from_db()
    assert comment.user is None
    assert comment.comment == "I was here"
