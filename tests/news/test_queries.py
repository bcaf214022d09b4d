"""What a page of news costs, with little and with much of everything (goals of the issue: list 5, item 6)."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_factories import DocumentFactory, ImageFactory

from comments.actions import post_comment
from news.actions import make_renderings
from news.body import render_parts
from news.models import Rendering
from news.pictures import CARD, IN_TEXT, WIDE
from tests.cast import person, signed_in
from tests.factories.news import NewsCategoryFactory, NewsPageFactory, TopicFactory, publish

pytestmark = pytest.mark.django_db


def cost(client, url: str) -> int:
    """Queries of a page that nobody asked for before, and after: the worst of both."""
    numbers = []
    for cold in (True, False):
        if cold:
            cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        assert len(queries) < 30, [query["sql"][:120] for query in queries]
        numbers.append(len(queries))
    assert numbers[0] >= numbers[1]
    return numbers[0]


def test_the_news_list(bo, ada):
    client, category = signed_in(bo), NewsCategoryFactory()
    for _number in range(3):
        NewsPageFactory(author=ada, category=category, lead_image=ImageFactory())
    client.get("/news/")  # what a process asks once
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
    plain = [block for block in body(3) if block[0] not in ("documents", "links")]  # these are asked for each reader
    page = publish(NewsPageFactory(author=ada, live=False, body=plain, topics=[TopicFactory()]))
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
    assert len(rendered) == len(settings.LANGUAGES)
    cache.clear()
    client.get(page.url)
    assert len(rendered) == len(settings.LANGUAGES)
    publish(page)
    client.get(page.url)
    assert len(rendered) == 2 * len(settings.LANGUAGES)


def test_a_page_that_was_not_rendered_yet_is_made_for_its_readers(bo, monkeypatch):
    page = publish(NewsPageFactory(live=False, body=[("text", "<p>Hello</p>")]))
    Rendering.objects.all().delete()
    client = signed_in(bo)
    assert "Hello" in client.get(page.url).content.decode()
    assert not Rendering.objects.exists()
    assert make_renderings() >= 1
    assert Rendering.objects.filter(page=page).count() == len(settings.LANGUAGES)
    monkeypatch.setattr("news.renderings.code_version", lambda: "other")
    assert "Hello" in client.get(page.url).content.decode()


def test_what_a_page_shows_is_made_again_when_it_changes(bo):
    image, document = ImageFactory(), DocumentFactory(title="Old name")
    blocks = [("documents", {"title": "", "documents": [document]}),
              ("image", {"image": image, "alt_text": "", "decorative": False, "caption": ""})]  # fmt: skip
    page = publish(NewsPageFactory(live=False, body=blocks))
    assert "Old name" in signed_in(bo).get(page.url).content.decode()
    for thing in (document, image):
        make_renderings()
        assert Rendering.objects.filter(page=page).exists()
        thing.title = "New name"
        thing.save()
        assert not Rendering.objects.filter(page=page).exists()
    assert "New name" in signed_in(bo).get(page.url).content.decode()


def test_pictures_are_made_when_a_page_is_published_and_served_before_that(bo):
    image = ImageFactory()
    block = ("image", {"image": image, "alt_text": "A wheel", "decorative": False, "caption": ""})
    page = publish(NewsPageFactory(live=False, lead_image=image, body=[block]))
    made = set(image.renditions.values_list("filter_spec", flat=True))
    assert {CARD, WIDE, IN_TEXT} <= made
    Rendering.objects.all().delete()
    image.renditions.all().delete()
    client = signed_in(bo)
    html = client.get(page.url).content.decode()
    addresses = re.findall(r'src="(/files/signed/[^"]+)"', html)
    assert len(addresses) == 2
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"][:6]) == (200, "image/")
    assert not image.renditions.exists()
    assert client.get("/news/").status_code == 200
    assert not image.renditions.exists()
