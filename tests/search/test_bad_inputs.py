"""Every parameter of the search addresses against strings that break software."""

import pytest

from search import pace
from search.asking import FACETS, words_in
from search.rebuilding import rebuild
from tests.bad_inputs import as_sent, assert_calm, assert_nothing_lost, assert_survives, some
from tests.cast import signed_in
from tests.factories.news import NewsPageFactory, TopicFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def client(monkeypatch, bo, ada):
    """A reader with time between the searches, and something to find."""
    for name in ("SEARCHES", "SUGGESTIONS"):
        monkeypatch.setattr(pace, name, 10**6)
    NewsPageFactory(title="Cheese market", author=ada, topics=[TopicFactory(slug="cheese")])
    NewsPageFactory(title="Kaas <b>snijden</b>", author=ada, language="nl")
    rebuild()
    return signed_in(bo)


def test_words(client):
    for category, number, text in some("q", 4):
        sent = as_sent(text)
        response = client.get("/search/", {"q": sent})
        assert_calm(response, f"{category} {number}")
        assert response.status_code in (200, 414), f"{category} {number}"
        if response.status_code == 200 and words_in(sent) == sent:
            assert_nothing_lost(response, "q", sent)


def test_every_facet_and_position(client):
    fields = [*FACETS, "tab", "sort", "after"]
    assert_survives(client, "/search/", {"q": "cheese"}, fields=fields, method="get", per_category=1)
    headers = {"HX-Request": "true"}
    assert_survives(
        client, "/search/", {"q": "cheese"}, fields=["after"], method="get", per_category=2, headers=headers
    )


def test_suggestions(client):
    assert_survives(client, "/search/suggest/", {}, fields=["q"], method="get", per_category=3)
