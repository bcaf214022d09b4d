"""Placing a comment or an answer in a browser, with and without JavaScript."""

import re

import pytest

from comments.models import Comment
from tests.bad_inputs import assert_nothing_lost
from tests.cast import signed_in
from tests.comments.browser import HTMX, address, shown, text_of
from tests.comments.conftest import live_page, say


def test_a_plain_form_places_a_comment_and_leads_to_it(hall, bo):
    client = signed_in(bo)
    response = client.post(address(hall), {"text": "Is locker room C open?"})
    comment = Comment.objects.get()
    assert response.status_code == 303
    assert response["Location"].endswith(f"?comment={comment.pk}#comment-{comment.pk}")
    page = client.get(address(hall))
    assert "Is locker room C open?" in text_of(page)
    assert "1 comment<" in text_of(page)


def test_htmx_gets_the_new_comment_an_empty_form_and_the_new_count(hall, bo):
    response = signed_in(bo).post(address(hall), {"text": "Hello *all*"}, headers=HTMX)
    page = text_of(response)
    assert response.status_code == 200
    assert "<em>all</em>" in page
    assert 'hx-swap-oob="beforeend:#comments-list"' in page
    assert re.search(r"<textarea[^>]*></textarea>", page)
    assert re.search(r'id="comments-h" hx-swap-oob="true">1 comment<', page)
    assert "<html" not in page


def test_an_answer_works_without_javascript_by_a_link_to_its_form(hall, bo, ada):
    opening = say(hall, ada)
    client = signed_in(bo)
    page = client.get(address(hall), {"reply_to": opening.pk})
    assert f'id="reply-form-{opening.pk}"' in text_of(page)
    client.post(address(hall), {"text": "Yes", "parent": opening.pk})
    assert Comment.objects.get(level=1).parent_id == opening.pk


def test_htmx_gets_only_the_form_of_an_answer_and_then_only_the_answer(hall, bo, ada):
    opening = say(hall, ada)
    client = signed_in(bo)
    form = client.get(address(hall), {"reply_to": opening.pk}, headers=HTMX)
    assert shown(form) == []
    assert f'id="reply-form-{opening.pk}"' in text_of(form)
    answer = client.post(address(hall), {"text": "Yes", "parent": opening.pk}, headers=HTMX)
    assert f'hx-swap-oob="beforeend:#replies-{opening.pk}"' in text_of(answer)
    assert "<textarea" not in text_of(answer)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(("text", "message"), [(" \u200b ", "Write something first"), ("x" * 5001, "at most 5000")])
def test_what_is_refused_is_still_in_the_field_with_the_reason_beside_it(hall, bo, text, message, headers):
    response = signed_in(bo).post(address(hall), {"text": text}, headers=headers)
    assert response.status_code == 422
    assert message in text_of(response)
    assert 'aria-invalid="true"' in text_of(response)
    assert_nothing_lost(response, "text", text)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_refused_answer_stays_under_the_comment_it_answers(hall, bo, headers):
    opening = say(hall, bo)
    long = "y" * 5001
    response = signed_in(bo).post(address(hall), {"text": long, "parent": opening.pk}, headers=headers)
    assert response.status_code == 422
    form = text_of(response).split(f'id="reply-form-{opening.pk}"')[1].split("</form>")[0]
    assert long in form


def test_too_many_comments_say_when_to_go_on_and_keep_the_text(hall, bo):
    for number in range(30):
        say(hall, bo, f"Number {number}")
    response = signed_in(bo).post(address(hall), {"text": "And one more"})
    assert response.status_code == 429
    assert "your text is kept" in text_of(response)
    assert_nothing_lost(response, "text", "And one more")


def test_the_form_of_the_same_token_twice_is_one_comment(hall, bo):
    client = signed_in(bo)
    token = re.search(r'name="token" value="(\w+)"', text_of(client.get(address(hall))))[1]
    places = {client.post(address(hall), {"text": "Once", "token": token})["Location"] for _ in range(3)}
    assert len(places) == 1
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("parent", ["0", "-1", "abc", "99999999999999999999", "9223372036854775808"])
def test_an_answer_to_nothing_is_404(hall, bo, parent):
    assert signed_in(bo).post(address(hall), {"text": "Hi", "parent": parent}).status_code == 404


def test_an_answer_to_a_comment_elsewhere_is_refused(hall, bo):
    elsewhere = say(live_page("Other"), bo)
    assert signed_in(bo).post(address(hall), {"text": "Hi", "parent": elsewhere.pk}).status_code == 403


@pytest.mark.parametrize("field", ["content_type", "object_pk", "name", "email", "user", "submit_date", "is_public"])
def test_fields_of_the_library_mean_nothing(hall, bo, ada, field):
    signed_in(bo).post(address(hall), {"text": "Hi", field: str(ada.pk)})
    comment = Comment.objects.get()
    assert (comment.user, comment.object_pk, comment.user_name, comment.user_email) == (bo, str(hall.pk), "", "")
