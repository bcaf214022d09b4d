"""Editing and deleting one's own words."""

import re

import pytest

from comments.actions import delete_comment, edit_comment
from comments.models import Comment
from tests.bad_inputs import assert_nothing_lost
from tests.cast import signed_in
from tests.comments.browser import address, at, shown, text_of
from tests.comments.conftest import say


def test_editing_and_its_history(hall, bo, ada, moderator):
    comment = say(hall, bo, "Frist")
    client = signed_in(bo)
    assert_nothing_lost(client.get(at("edit", comment)), "text", "Frist")
    assert client.post(at("edit", comment), {"text": "First", "version": 1}).status_code == 302
    assert "edited" in text_of(signed_in(ada).get(address(hall)))
    for reader, status in ((bo, 200), (moderator, 200), (ada, 403)):
        assert signed_in(reader).get(at("history", comment)).status_code == status
    assert "Frist" in text_of(client.get(at("history", comment)))


def test_a_stale_edit_shows_both_texts_and_the_next_save_wins(hall, bo):
    comment = say(hall, bo, "First")
    edit_comment(comment, "From my phone", by=bo, version=1)
    client = signed_in(bo)
    response = client.post(at("edit", comment), {"text": "From my desk", "version": 1})
    assert response.status_code == 409
    assert "From my phone" in text_of(response)
    assert_nothing_lost(response, "text", "From my desk")
    version = re.search(r'name="version" value="(\d+)"', text_of(response))[1]
    assert client.post(at("edit", comment), {"text": "From my desk", "version": version}).status_code == 302
    assert Comment.objects.get().comment == "From my desk"


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_an_edit_with_a_strange_version_loses_nothing(hall, bo, version):
    comment = say(hall, bo, "First")
    response = signed_in(bo).post(at("edit", comment), {"text": "Second", "version": version})
    assert response.status_code == 409
    assert_nothing_lost(response, "text", "Second")


def test_an_empty_edit_is_refused_beside_the_field(hall, bo):
    response = signed_in(bo).post(at("edit", say(hall, bo)), {"text": " ", "version": 1})
    assert response.status_code == 422
    assert "Write something first" in text_of(response)


def test_deleting_offers_the_way_back_and_hides_the_words(hall, bo, ada):
    comment = say(hall, bo, "Secret slip")
    client = signed_in(bo)
    assert client.post(at("removal", comment), follow=False).status_code == 302
    mine = text_of(client.get(address(hall)))
    assert "Secret slip" not in mine
    assert at("restoration", comment) in mine
    assert shown(signed_in(ada).get(address(hall))) == []
    client.post(at("restoration", comment))
    assert "Secret slip" in text_of(signed_in(ada).get(address(hall)))


def test_a_deleted_comment_with_answers_leaves_a_placeholder(hall, bo, ada):
    opening = say(hall, bo, "Secret slip")
    answer = say(hall, ada, "My answer", parent=opening)
    deeper = say(hall, bo, "Deeper", parent=answer)
    delete_comment(opening, by=bo)
    delete_comment(answer, by=ada)
    page = signed_in(ada).get(address(hall))
    assert shown(page) == [opening.pk, answer.pk, deeper.pk]
    assert "Secret slip" not in text_of(page)
    assert "deleted by its author" in text_of(page)


def test_delete_is_a_method_too(hall, bo):
    comment = say(hall, bo)
    assert signed_in(bo).delete(at("removal", comment)).status_code == 302
    assert Comment.objects.get().removed_at
