"""What a page of news costs, with little and with much of everything (goals of the issue: list 5, item 6)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_factories import DocumentFactory, ImageFactory

from comments.actions import post_comment
from news.body import render_parts
from tests.cast import person, signed_in
from tests.factories.news import NewsCategoryFactory, NewsPageFactory, TopicFactory, publish

pytestmark = pytest.mark.django_db


def cost(client, url: str) -> int:
    """Queries of a page that was asked for before."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    assert len(queries) < 30, [query["sql"][:120] for query in queries]
    return len(queries)


def test_the_news_list(bo, ada):
    client, category = signed_in(bo), NewsCategoryFactory()
    for _number in range(3):
        NewsPageFactory(author=ada, category=category, lead_image=ImageFactory())
    few = cost(client, "/news/")
    for _number in range(30):
        NewsPageFactory(author=ada, category=category, topics=[TopicFactory()], lead_image=ImageFactory())
    assert cost(client, "/news/") == few <= 5


def body(number: int) -> list:
    people = [person(f"P{number}x{n}", "Test") for n in range(number)]
    documents = [DocumentFactory() for _n in range(number)]
    picture = {"image": ImageFactory(), "alt_text": "x", "decorative": False, "caption": ""}
    text = f'<p>Read <a linktype="document" id="{documents[0].pk}">this</a> and <a linktype="page" id="1">that</a>.</p>'
    once = [
        ("text", text),
        ("image", picture),
        ("gallery", {"title": "", "images": [{**picture, "image": ImageFactory()} for _n in range(number)]}),
        ("callout", {"kind": "tip", "title": "", "text": text}),
        ("people", {"title": "", "people": people}),
        ("documents", {"title": "", "documents": documents}),
        ("links", {"title": "", "links": [{"page": NewsPageFactory(), "url": "", "text": "", "description": ""}]}),
    ]
    return once * number


def test_a_news_item_with_comments(bo, ada, cleo):
    client = signed_in(bo)
    page = publish(NewsPageFactory(author=ada, live=False, body=[("text", "<p>Hello</p>")], topics=[TopicFactory()]))
    for number in range(3):
        post_comment(page, f"Comment {number}", by=cleo)
    few = cost(client, page.url)
    for number in range(15):
        NewsPageFactory()
        post_comment(page, f"More {number}", by=cleo)
    assert cost(client, page.url) == few <= 6


def test_rendering_a_body_is_a_fixed_number_of_queries():
    costs = []
    for number in (2, 5):
        page = publish(NewsPageFactory(live=False, body=body(number)))
        render_parts(page)  # makes the renditions
        page = type(page).objects.get(pk=page.pk)
        with CaptureQueriesContext(connection) as queries:
            render_parts(page)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_body_is_rendered_once_per_version(bo, monkeypatch):
    rendered = []
    monkeypatch.setattr("news.body.render_parts", lambda page: rendered.append(page.pk) or [{"html": "<p>x</p>"}])
    page = publish(NewsPageFactory(live=False))
    client = signed_in(bo)
    client.get(page.url)
    client.get(page.url)
    assert len(rendered) == 1
    publish(page)
    client.get(page.url)
    assert len(rendered) == 2
