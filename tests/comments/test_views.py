"""Reading and writing comments in a browser, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.actions import close_comments, delete_comment, edit_comment, pin
from comments.models import Comment
from tests.bad_inputs import assert_nothing_lost
from tests.cast import signed_in
from tests.comments.conftest import live_page, say

HTMX = {"HX-Request": "true"}


def address(thing, kind: str = "page") -> str:
    return reverse("comments:thread", args=[kind, thing.pk])


def at(name: str, comment: Comment) -> str:
    return reverse(f"comments:{name}", args=[comment.pk])


def text_of(response) -> str:
    return response.content.decode()


def shown(response) -> list[int]:
    """The comments in an answer, in order."""
    return [int(pk) for pk in re.findall(r'<li class="comment[^"]*" id="comment-(\d+)"', text_of(response))]


# --- placing ----------------------------------------------------------------------------------------------------------
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


# --- who sees ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["permalink", "replies", "edit", "history", "removal", "label"])
def test_outsiders_get_404_for_every_address_of_a_comment(restricted, dina, emil, name):
    comment = say(restricted, dina, "Between us")
    assert signed_in(emil).get(at(name, comment)).status_code == 404
    assert signed_in(dina).get(at(name, comment)).status_code in (200, 302, 403)


@pytest.mark.parametrize("name", ["edit", "removal", "restoration", "label", "pin"])
def test_outsiders_get_404_for_every_write(restricted, dina, emil, name):
    comment = say(restricted, dina, "Between us")
    assert signed_in(emil).post(at(name, comment), {"text": "x", "version": 1}).status_code == 404
    assert signed_in(emil).post(address(restricted), {"text": "x"}).status_code == 404
    assert Comment.objects.get().comment == "Between us"


def test_comments_under_an_unpublished_page_are_404(hall, bo):
    comment = say(hall, bo)
    hall.unpublish()
    client = signed_in(bo)
    assert client.get(address(hall)).status_code == 404
    assert client.get(at("permalink", comment)).status_code == 404


ABSENT = [
    "/on/nothing/1/comments/",
    "/on/comment/1/comments/",
    "/on/page/0/comments/",
    "/on/page/99999999999999999999999/comments/",
    "/comments/99999999999999999999999/",
]


@pytest.mark.parametrize("url", ABSENT)
def test_what_is_not_there_is_404(bo, db, url):
    assert signed_in(bo).get(url).status_code == 404


def test_visitors_are_sent_to_sign_in(hall, client):
    assert "/login/" in client.get(address(hall))["Location"]
    assert client.post(address(hall), {"text": "Hi"}).status_code == 302
    assert not Comment.objects.exists()


def test_writes_need_the_token_against_forgery(hall, bo):
    client = signed_in(bo)
    client.handler.enforce_csrf_checks = True
    assert client.post(address(hall), {"text": "Hi"}).status_code == 403


@pytest.mark.parametrize("name", ["restoration", "pin"])
def test_reading_changes_nothing(hall, bo, name):
    assert signed_in(bo).get(at(name, say(hall, bo))).status_code == 405


# --- the thread -------------------------------------------------------------------------------------------------------
def test_orders_are_chosen_by_a_link_and_remembered(hall, bo):
    now = timezone.now()
    first, second, third = (say(hall, bo, f"C{n}", at=now + timedelta(seconds=n)) for n in range(3))
    client = signed_in(bo)
    assert shown(client.get(address(hall))) == [first.pk, second.pk, third.pk]
    assert shown(client.get(address(hall), {"sort": "newest"})) == [third.pk, second.pk, first.pk]
    assert shown(client.get(address(hall))) == [third.pk, second.pk, first.pk]


def test_the_most_helpful_comes_first(hall, bo, ada):
    from activity.actions import react

    first, second = say(hall, bo, "One"), say(hall, bo, "Two")
    react(second, "helpful", by=ada)
    assert shown(signed_in(bo).get(address(hall), {"sort": "helpful"})) == [second.pk, first.pk]


@pytest.mark.parametrize("sort", ["oldest", "newest", "helpful"])
def test_twenty_threads_and_then_the_others_each_once(hall, bo, sort):
    everything = [say(hall, bo, f"C{number}").pk for number in range(45)]
    client = signed_in(bo)
    found, url = [], f"{address(hall)}?sort={sort}"
    for expected in (20, 20, 5):
        page = client.get(url, headers=HTMX)
        assert len(shown(page)) == expected
        found += shown(page)
        more = re.search(r'hx-get="([^"]*after=[^"]*)"', text_of(page))
        url = more and more[1].replace("&amp;", "&")
    assert more is None
    assert sorted(found) == everything
    assert found == (everything[::-1] if sort == "newest" else everything)


def test_first_three_answers_and_then_on_demand(hall, bo, ada):
    opening = say(hall, bo, "Question")
    answers = [say(hall, ada, f"Answer {number}", parent=opening) for number in range(12)]
    client = signed_in(bo)
    page = client.get(address(hall))
    assert shown(page) == [opening.pk, *(answer.pk for answer in answers[:3])]
    assert "Show 9 more answers" in text_of(page)
    rest = client.get(at("replies", opening), {"after": answers[2].pk}, headers=HTMX)
    assert shown(rest) == [answer.pk for answer in answers[3:]]
    assert f"#comment-{opening.pk}" in client.get(at("replies", opening))["Location"]


def test_deeper_answers_say_whom_they_answer(hall, bo, ada):
    opening = say(hall, bo, "One")
    answer = say(hall, ada, "Two", parent=opening)
    say(hall, bo, "Three", parent=answer)
    assert text_of(signed_in(bo).get(address(hall))).count("in reply to Ada Vermeer") == 1


def test_a_permalink_leads_to_the_page_of_the_thread_that_holds_the_comment(hall, bo):
    comments = [say(hall, bo, f"C{number}") for number in range(45)]
    late = [say(hall, bo, f"A{number}", parent=comments[30]) for number in range(8)][-1]
    client = signed_in(bo)
    target = client.get(at("permalink", late))["Location"]
    assert target.endswith(f"#comment-{late.pk}")
    page = client.get(address(hall) + "?" + target.partition("?")[2].partition("#")[0])
    assert late.pk in shown(page)
    assert comments[0].pk not in shown(page)


def test_the_pinned_comment_stands_above_all_others(hall, bo, editor):
    comments = [say(hall, bo, f"Comment {number}") for number in range(3)]
    assert signed_in(editor).post(at("pin", comments[2]), {"on": "1"}).status_code == 302
    page = text_of(signed_in(bo).get(address(hall)))
    assert page.index(f'id="pinned-{comments[2].pk}"') < page.index(f'id="comment-{comments[0].pk}"')


def test_a_pinned_answer_far_away_does_not_break_the_order_of_its_thread(hall, bo, editor):
    openings = [say(hall, bo, f"Opening {number}") for number in range(25)]
    answers = [say(hall, bo, f"Answer {number}", parent=openings[0]) for number in range(6)]
    far = say(hall, bo, "Far away", parent=openings[24])
    client = signed_in(bo)
    for pinned in (answers[5], far):
        pin(pinned, by=editor)
        page = client.get(address(hall))
        assert f'id="pinned-{pinned.pk}"' in text_of(page)
        assert shown(page)[:5] == [openings[0].pk, *(answer.pk for answer in answers[:3]), openings[1].pk]


def test_nobody_said_anything_yet(hall, bo):
    assert "Ask the first question" in text_of(signed_in(bo).get(address(hall)))


# --- changing ---------------------------------------------------------------------------------------------------------
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


def test_a_moderator_gives_a_reason_reads_what_was_removed_and_puts_it_back(hall, bo, ada, moderator):
    comment = say(hall, bo, "Rude words")
    client = signed_in(moderator)
    refused = client.post(at("removal", comment), {"reason": ""})
    assert refused.status_code == 422
    client.post(at("removal", comment), {"reason": "Tone"})
    assert "Rude words" in text_of(client.get(address(hall)))
    assert shown(signed_in(ada).get(address(hall))) == []
    assert signed_in(ada).get(at("permalink", comment)).status_code == 404
    client.post(at("restoration", comment))
    assert "Rude words" in text_of(signed_in(ada).get(address(hall)))


@pytest.mark.parametrize(("name", "data"), [("edit", {"text": "x", "version": 1}), ("removal", {}), ("label", {}),
                                            ("pin", {}), ("history", None)])  # fmt: skip
def test_a_colleague_gets_403_for_what_is_not_theirs(hall, bo, ada, name, data):
    url = at(name, say(hall, bo))
    client = signed_in(ada)
    response = client.get(url) if data is None else client.post(url, data)
    assert response.status_code == 403


def test_closing_and_opening(hall, bo, editor):
    say(hall, bo)
    client = signed_in(editor)
    closing = reverse("comments:closing", args=["page", hall.pk])
    assert client.get(closing).status_code == 200
    assert client.post(closing, {"reason": "", "at": "nonsense"}).status_code == 422
    assert client.post(closing, {"reason": "Settled", "at": ""}).status_code == 302
    page = text_of(signed_in(bo).get(address(hall)))
    assert "Settled" in page
    assert "<textarea" not in page
    refused = signed_in(bo).post(address(hall), {"text": "Still this"})
    assert refused.status_code == 422
    assert "Comments have been closed" in text_of(refused)
    assert "Still this" in text_of(refused)
    assert client.post(reverse("comments:reopening", args=["page", hall.pk])).status_code == 302
    assert "<textarea" in text_of(signed_in(bo).get(address(hall)))
    assert signed_in(bo).get(closing).status_code == 403


def test_closing_at_a_moment_is_announced(hall, bo, editor):
    moment = timezone.localtime() + timedelta(days=2)
    closing = reverse("comments:closing", args=["page", hall.pk])
    signed_in(editor).post(closing, {"reason": "The vote ends", "at": moment.strftime("%Y-%m-%dT%H:%M")})
    page = text_of(signed_in(bo).get(address(hall)))
    assert "You can comment until" in page
    assert "<textarea" in page


def test_labelling_the_official_answer(hall, bo, editor):
    comment = say(hall, bo, "Until 1 March")
    client = signed_in(editor)
    assert client.get(at("label", comment)).status_code == 200
    assert client.post(at("label", comment), {"words": "x" * 61}).status_code == 422
    client.post(at("label", comment), {"words": "Answer from HR"})
    assert "Answer from HR" in text_of(signed_in(bo).get(address(hall)))
    client.post(at("label", comment), {"on": "0"})
    assert "Answer from HR" not in text_of(signed_in(bo).get(address(hall)))


def test_the_name_of_who_left_stays(hall, bo, ada):
    say(hall, bo, "I was here")
    bo.is_active = False
    bo.save()
    assert "Bo Jansen" in text_of(signed_in(ada).get(address(hall)))
    bo.delete()
    assert "Former colleague" in text_of(signed_in(ada).get(address(hall)))


def test_moderators_find_comments_in_the_cms(hall, bo, ada, moderator, restricted, dina):
    from django.contrib.auth.models import Permission

    moderator.user_permissions.add(Permission.objects.get(codename="access_admin"))
    say(hall, bo, "Findable words")
    say(hall, ada, "Other words")
    say(restricted, dina, "Closed words")
    client = signed_in(moderator)
    page = text_of(client.get("/cms/reports/comments/", {"words": "findable", "state": "there", "author": "bo jansen"}))
    assert "Findable words" in page
    assert "Other words" not in page
    assert "Closed words" not in text_of(client.get("/cms/reports/comments/"))
    assert signed_in(bo).get("/cms/reports/comments/").status_code == 403


def test_closed_discussions_keep_what_people_wrote_when_they_close_in_between(hall, bo, moderator):
    close_comments(hall, by=moderator, reason="Tone")
    response = signed_in(bo).post(address(hall), {"text": "Just typed"}, headers=HTMX)
    assert response.status_code == 422
    assert "Just typed" in text_of(response)
