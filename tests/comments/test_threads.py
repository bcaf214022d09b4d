"""A discussion costs the same however long it is."""

import pytest
from django.db import connection
from django.template import engines
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from access.reach import reach
from activity.stand import stand_of
from comments.showing import thread_values
from comments.threads import thread_of
from tests.comments.conftest import say


def render(page, user, **query) -> list[str]:
    """The statements it takes to show the discussion of a page that is at hand."""
    request = RequestFactory().get("/", query)
    request.user = user
    request.COOKIES.clear()
    template = next(engine for engine in engines.all() if engine.name == "jinja2").env.get_template(
        "comments/thread.html"
    )
    with CaptureQueriesContext(
        connection,
    ) as queries:
        values = {"request": request, "user": user, "csrf_input": ""} | thread_values(request, page)
        template.render(values)
    return [query["sql"] for query in queries]


def reader(user):
    """The reader as at this point of a page: reach, follows and own profile are known."""
    fresh = type(user).objects.select_related("profile__portrait").get(pk=user.pk)
    reach(fresh)
    stand_of(fresh)
    return fresh


@pytest.mark.parametrize("sort", ["oldest", "newest", "helpful"])
def test_five_hundred_comments_cost_the_two_queries_of_five(hall, bo, ada, emil, sort):
    def fill(number: int) -> None:
        opening = None
        for count in range(number):
            opening = say(hall, bo if count % 2 else ada, f"Comment {count}", parent=opening if count % 3 else None)

    fill(5)
    render(hall, reader(emil), sort=sort)  # content types are remembered for the whole process
    few = render(hall, reader(emil), sort=sort)
    fill(495)
    many = render(hall, reader(emil), sort=sort)
    assert len(few) == len(many) == 2, many


def test_no_comments_cost_two_queries_beside_the_reactions_of_the_page(hall, emil):
    assert len(render(hall, reader(emil))) == 3


def test_threads_with_very_many_answers_show_their_size(hall, bo, emil):
    opening = say(hall, bo)
    for number in range(150):
        say(hall, bo, f"Answer {number}", parent=opening)
    thread = thread_of(hall, emil)
    assert (len(thread.entries[0].replies), thread.entries[0].more) == (3, 147)
    opened = thread_of(hall, emil, opened=opening.pk)
    assert (len(opened.entries[0].replies), opened.entries[0].more) == (103, 47)
