"""Fifty clients at once, with real transactions and no cache, on a SQLite file and on PostgreSQL."""

import pytest
from django.core.exceptions import ValidationError

from comments.actions import Refused, StaleEdit, TooMany, close_comments, edit_comment, pin, post_comment
from comments.models import Comment, Discussion
from tests.cast import person
from tests.many_clients import CLIENTS, a_page, at_once, play

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def let_go(works) -> list:
    """What each of them got; being refused is right for some."""
    return at_once(works, refusals=(ValidationError, StaleEdit))


def the_limit_holds_for_fifty_windows_of_one_person() -> None:
    pages, bo = [a_page(f"Busy {number}") for number in range(5)], person("Busy", "Bo")
    done = let_go([lambda n=n: post_comment(pages[n % 5], f"Number {n}", by=bo) for n in range(CLIENTS)])
    assert sum(isinstance(each, Comment) for each in done) == 30
    assert sum(isinstance(each, TooMany) for each in done) == CLIENTS - 30
    assert Comment.objects.filter(user=bo).count() == 30


def the_same_form_sent_fifty_times_is_one_comment() -> None:
    page, bo = a_page("Pressed"), person("Pressing", "Bo")
    done = let_go([lambda: post_comment(page, "Hello", by=bo, token="abc")] * CLIENTS)
    assert len({each.pk for each in done}) == 1
    assert Comment.objects.filter(user=bo).count() == 1
    assert Discussion.objects.get(kind="page", object_id=page.pk).comment_count == 1


def eighty_answers_at_once_are_all_there_and_counted() -> None:
    page, people = a_page("Loved"), [person(f"P{number}", "Test") for number in range(8)]
    opening = post_comment(page, "What do you think?", by=people[0])
    works = [lambda n=n: post_comment(page, f"Answer {n}", by=people[n % 8], parent=opening) for n in range(80)]
    assert all(isinstance(each, Comment) for each in let_go(works))
    opening.refresh_from_db()
    assert opening.nested_count == 80
    answers = Comment.objects.filter(thread_id=opening.pk, level=1)
    assert len(set(answers.values_list("order", flat=True))) == 80
    assert Discussion.objects.get(kind="page", object_id=page.pk).comment_count == 81


def two_windows_editing_lose_no_text() -> None:
    page, bo = a_page("Edited"), person("Editing", "Bo")
    comment = post_comment(page, "First", by=bo)
    done = let_go([lambda n=n: edit_comment(comment, f"Text {n}", by=bo, version=1) for n in range(20)])
    assert sum(isinstance(each, StaleEdit) for each in done) == 19
    comment.refresh_from_db()
    assert comment.version == 2
    assert comment.versions.count() == 1


def pinning_and_closing_at_once_leave_one_answer_to_each() -> None:
    page, ada = a_page("Closed"), person("Closing", "Ada")
    page.owner = ada
    page.save()
    comments = [post_comment(page, f"Comment {n}", by=ada) for n in range(10)]
    let_go([lambda comment=comment: pin(comment, by=ada) for comment in comments])
    assert Comment.objects.filter(discussion=comments[0].discussion_id, pinned_at__isnull=False).count() == 1
    works = [lambda n=n: post_comment(page, f"Late {n}", by=ada) for n in range(10)]
    done = let_go([*works, lambda: close_comments(page, by=ada, reason="Enough")])
    discussion = Discussion.objects.get(kind="page", object_id=page.pk)
    placed = Comment.objects.filter(discussion=discussion).count()
    assert discussion.is_closed
    assert discussion.comment_count == placed == 10 + sum(isinstance(each, Comment) for each in done)
    assert all(isinstance(each, Comment | Refused | Discussion) for each in done)


def test_everything_stays_right_when_many_come_at_once(tmp_path):
    play(
        tmp_path,
        the_limit_holds_for_fifty_windows_of_one_person,
        the_same_form_sent_fifty_times_is_one_comment,
        eighty_answers_at_once_are_all_there_and_counted,
        two_windows_editing_lose_no_text,
        pinning_and_closing_at_once_leave_one_answer_to_each,
    )
