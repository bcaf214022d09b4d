"""What moderators, editors and reviewers do, and who hears of it."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import translation

from activity.actions import follow
from comments.actions import close_comments, delete_comment, edit_comment, label_answer, pin, post_comment
from tests.news.conftest import ada_client, newsroom, wim_client  # noqa: F401  fixtures
from tests.notifications.conftest import anew, badge, heard

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(mo):
    mo.user_permissions.add(Permission.objects.get(codename="moderate_comment"))
    return type(mo).objects.get(pk=mo.pk)


def lines(user):
    from notifications.inbox import inbox

    return inbox(anew(user)).lines


def test_an_official_answer_is_told_to_its_author_to_who_asked_and_to_followers(item, ada, bo, cleo, dina, emil):
    follow(item, by=dina)
    opening = post_comment(item, "Where?", by=bo)
    answer = post_comment(item, "At the desk.", by=cleo, parent=opening)
    label_answer(answer, by=ada)
    assert heard(cleo) == ["comment_answer: Ada | New helmets"]
    assert heard(bo)[0] == "comment_answered: Ada | New helmets"
    assert heard(dina)[0] == "comment_answered: Ada | New helmets"
    assert heard(emil) == []
    before = badge(cleo)
    edit_comment(answer, "At the desk, until five.", by=cleo, version=1)
    assert badge(cleo) == before


def test_a_pin_is_told_to_the_author(item, ada, bo):
    pin(post_comment(item, "Read this first.", by=bo), by=ada)
    assert heard(bo) == ["comment_pinned: Ada | New helmets"]


def test_a_removed_comment_is_told_with_the_reason(item, moderator, bo, ada):
    comment = post_comment(item, "Rude words", by=bo)
    delete_comment(comment, by=moderator, reason="Tone: please talk about the helmets.")
    with translation.override("en"):
        assert heard(bo) == ["decided_remove: Mo | your comment"]
    assert lines(bo)[0].quote == "Tone: please talk about the helmets."
    assert "Rude" not in str(lines(bo))
    assert heard(ada) == []


def test_who_removes_their_own_words_hears_nothing(item, bo):
    delete_comment(post_comment(item, "Oops", by=bo), by=bo)
    assert heard(bo) == []


def test_closed_comments_are_told_to_who_wrote_or_follows(item, moderator, ada, bo, cleo):
    follow(item, by=bo)
    close_comments(item, by=moderator, reason="The question was answered.")
    for person in (ada, bo):
        assert heard(person) == ["comments_closed: Mo | New helmets"]
        assert lines(person)[0].quote == "The question was answered."
    assert heard(cleo) == []


class TestReviews:
    """Wagtail's workflow, by the forms of the CMS."""

    @pytest.fixture
    def review(self, wim_client):  # noqa: F811
        from tests.news.test_workflow import submitted

        return submitted(wim_client)

    def test_reviewers_hear_of_it_and_the_writer_does_not(self, review, ada, wim, bo, hana):
        assert heard(ada) == ["review: Wim | The canteen opens earlier"]
        assert lines(ada)[0].url == f"/cms/pages/{review[0].pk}/edit/"
        assert heard(wim) == heard(bo) == heard(hana) == []

    def test_a_decision_takes_the_question_away_and_is_told_to_who_asked(self, review, ada, wim, ada_client):  # noqa: F811
        from tests.news.test_workflow import act

        act(ada_client, *review, "reject", "Say when it opens.")
        assert (heard(ada), badge(ada)) == ([], 0)
        assert heard(wim) == ["review_rejected: Ada | The canteen opens earlier"]
        assert lines(wim)[0].quote == "Say when it opens."

    def test_a_late_review_is_unread_again(self, review, ada):
        from datetime import timedelta

        from django.utils import timezone

        from news.actions import remind_reviewers
        from notifications.actions import mark_all_read

        mark_all_read(by=ada, upto=lines(ada)[0].stamp)
        assert badge(ada) == 0
        remind_reviewers(timezone.now() + timedelta(days=3))
        assert badge(ada) == 1
        assert heard(ada) == ["review_overdue: – | The canteen opens earlier"]
