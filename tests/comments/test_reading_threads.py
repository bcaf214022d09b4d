"""A thread as it is read: orders, parts on demand, permalinks, the pinned comment."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.actions import pin
from tests.cast import signed_in
from tests.comments.browser import HTMX, address, at, shown, text_of
from tests.comments.conftest import say


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
