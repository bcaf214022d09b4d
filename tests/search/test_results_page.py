"""The page of results and the suggestions, as people meet them; and that closed words answer like words that do not
exist."""

import re
from datetime import timedelta
from urllib.parse import quote, quote_plus

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from accounts.models import User
from search import pace
from search.rebuilding import rebuild
from tests.cast import signed_in
from tests.factories.news import InformationPageFactory, NewsPageFactory, TopicFactory

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


def news(title: str, by, **fields):
    """A live item; `rebuild` finds it, nobody is told of it."""
    return NewsPageFactory(title=title, author=by, **fields)


@pytest.fixture
def council(dina) -> Group:
    group = Group.objects.create(name="Council")
    dina.groups.add(group)
    return group


@pytest.fixture
def things(ada, bo, council):
    """Three items about cheese, one of them in English, one closed; a page, and a topic."""
    topic = TopicFactory(name_nl="Kaas", name_en="Cheese", slug="cheese")
    news("Kaasmarkt in Alkmaar", ada, teaser="De kaas ligt klaar.", topics=[topic], language="nl")
    news("Cheese of the month", ada, teaser="A ripe cheese for everyone.", topics=[topic], language="en")
    closed = news("Kaasgeheim", ada, teaser="Kaas met zwartverkoop.", topics=[topic], language="nl")
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(council)
    InformationPageFactory(title="Kaas snijden", slug="kaas-snijden", language="nl")
    rebuild()


def found(user, query: str, **options) -> str:
    answer = signed_in(user).get(f"/search/?{query}", **options)
    assert answer.status_code == 200
    return answer.content.decode()


def suggested(user, text: str) -> str:
    return signed_in(user).get("/search/suggest/", {"q": text}).content.decode()


def test_the_field_is_on_every_page_and_keeps_what_was_asked(things, bo):
    assert 'action="/search/"' in found(bo, "")
    page = found(bo, "q=kaas")
    assert page.count('value="kaas"') >= 2
    assert 'for="q"' in page


def test_hits_are_marked_and_say_what_they_are(things, bo):
    page = found(bo, "q=kaasmarkt")
    assert "<mark>Kaasmarkt</mark> in Alkmaar" in page
    assert 'class="kind kind--managed"' in page
    assert "1 result for" in page


def test_what_is_in_another_language_is_marked_so(things, bo):
    page = found(bo, "q=kaasmarkt")
    assert 'lang="nl"' in page
    assert "Nederlands" in page
    assert ' lang="en" data-remember' not in found(bo, "q=month")


def test_people_come_first_with_their_face(things, bo, ada):
    page = found(bo, "q=vermeer")
    assert 'class="list peoplestrip"' in page
    assert "Ada <mark>Vermeer</mark>" in page


def test_facets_narrow_and_can_be_taken_away(things, bo):
    page = found(bo, "q=kaas&language=nl")
    assert "Cheese of the month" not in page
    assert "Kaasmarkt" in re.sub("</?mark>", "", page)
    assert 'href="/search/?q=kaas"' in page  # the chip takes the choice away
    assert 'id="facet-language-nl" checked' in page


def test_several_choices_of_a_facet_widen(things, bo):
    both = re.sub("</?mark>", "", found(bo, "q=kaas&kind=news&kind=information"))
    assert "Kaas snijden" in both
    assert "Kaasmarkt in Alkmaar" in both
    one = re.sub("</?mark>", "", found(bo, "q=kaas&kind=information"))
    assert "Kaas snijden" in one
    assert "Kaasmarkt in Alkmaar" not in one


def test_counts_are_those_of_the_reader(things, bo, dina):
    counts = {user: re.search(r"(\d+) results? for", found(user, "q=kaas&kind=news"))[1] for user in (bo, dina)}
    assert int(counts[dina]) == int(counts[bo]) + 1


def test_more_results_are_a_link_away(ada, bo):
    for number in range(23):
        news(f"Pekelbad {number}", ada)
    rebuild()
    client = signed_in(bo)
    page = client.get("/search/?q=pekelbad&sort=date").content.decode()
    assert page.count('class="hit"') == 20
    more = re.search(r'href="(/search/\?q=pekelbad&amp;sort=date&amp;after=[^"]+)"', page)[1].replace("&amp;", "&")
    piece = client.get(more, **HTMX).content.decode()
    assert piece.count('class="hit"') == 3
    assert "<html" not in piece
    whole = client.get(more).content.decode()
    assert "Back to the first results" in whole
    titles = re.findall(r"<mark>Pekelbad</mark> (\d+)", page + piece)
    assert sorted(map(int, titles)) == list(range(23))


def test_nothing_found_is_kind_and_leads_on(things, bo):
    page = found(bo, "q=qwrtzpl")
    assert "Nothing found for" in page
    assert "Use fewer words" in page
    assert 'href="/people/"' in page
    assert 'href="/topics/cheese/"' in page


def test_nothing_found_because_of_choices_says_what_there_is_without_them(things, bo):
    page = found(bo, "q=kaasmarkt&language=en")
    assert "Nothing found for" in page
    assert "Search everything: 1 result" in page
    assert 'href="/search/?q=kaasmarkt"' in page


def test_an_empty_search_starts_one(things, bo):
    page = found(bo, "")
    assert "How to search" in page
    assert "<kring-recent" in page


def test_suggestions_are_options_in_groups(things, bo):
    page = suggested(bo, "kaas")
    assert page.strip().startswith('<div role="presentation" data-said="')
    assert page.count('role="group"') >= 2
    assert page.count('role="option"') >= 3
    assert "Use the arrow keys." in page
    assert "Kaasgeheim" not in page.replace("<mark>", "").replace("</mark>", "")


def test_people_are_suggested_first(things, bo, ada):
    news("Ada leaves", ada)
    rebuild()
    page = suggested(bo, "ada")
    assert page.index("Vermeer") < page.index("leaves")


# --- what is closed -------------------------------------------------------------------------------------------------


def same(text: bytes, word: str) -> str:
    """An answer without what differs between any two requests, and without the word that was asked."""
    readable = text.decode()
    readable = re.sub(r'(nonce|content|value)="[^"]{20,}"', "", readable)
    for form in (word, escape(word), quote(word), quote_plus(word)):
        readable = readable.replace(form, "~")
    return readable


@pytest.mark.parametrize("address", ["/search/?q={}", "/search/?q={}&language=nl&kind=news", "/search/suggest/?q={}"])
def test_a_closed_word_answers_like_one_that_does_not_exist(things, bo, dina, address):
    for word in ("zwartverkoop", "kaasgeheim", '"kaas met zwartverkoop"', "kaasgeheim -markt"):
        check_closed(bo, dina, word, address)


def check_closed(bo, dina, word: str, address: str) -> None:
    """Byte for byte, after tokens; the other word has the same shape and stands nowhere."""
    other = re.sub("zwartverkoop|kaasgeheim", lambda match: "q" * len(match[0]), word)
    client = signed_in(bo)
    closed, nothing = (client.get(address.format(quote(text))) for text in (word, other))
    if "kaas met" not in word:
        assert same(closed.content, word) == same(nothing.content, other)
    assert closed.status_code == nothing.status_code == 200
    assert "Kaasgeheim" not in re.sub("</?mark>", "", same(closed.content, word))
    if "suggest" not in address and "kaas met" not in word:
        assert "Kaasgeheim" in re.sub("</?mark>", "", signed_in(dina).get(address.format(quote(word))).content.decode())


def test_a_page_that_is_closed_now_is_gone_at_once_even_from_a_stale_index(things, bo, council):
    from news.models import NewsPage

    page = NewsPage.objects.get(title="Kaasmarkt in Alkmaar")
    NewsPage.objects.filter(pk=page.pk).update(live=False)  # behind the back of the index
    assert "in Alkmaar" not in found(bo, "q=kaasmarkt")


# --- pace, queries --------------------------------------------------------------------------------------------------


@time_machine.travel("2026-11-24T08:30:00Z", tick=False)
def test_too_many_searches_in_a_minute_get_a_friendly_answer(things, bo, cleo):
    client = signed_in(bo)
    statuses = [client.get("/search/?q=kaas").status_code for _ in range(pace.SEARCHES + 1)]
    assert statuses == [200] * pace.SEARCHES + [429]
    answer = client.get("/search/?q=kaasmarkt")
    assert answer.headers["Retry-After"] == "60"
    assert "your words stay here" in answer.content.decode()
    assert 'value="kaasmarkt"' in answer.content.decode()
    assert signed_in(cleo).get("/search/?q=kaas").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
        assert client.get("/search/?q=kaas").status_code == 200


@time_machine.travel("2026-11-24T08:30:00Z", tick=False)
def test_too_many_suggestions_stop_quietly(things, bo, monkeypatch):
    monkeypatch.setattr(pace, "SUGGESTIONS", 2)
    client = signed_in(bo)
    assert [client.get("/search/suggest/?q=ka").status_code for _ in range(3)] == [200, 200, 429]


def test_a_search_waits_for_nothing_else_when_the_cache_is_gone(things, bo, monkeypatch):
    def gone(*_args, **_more):
        raise ConnectionError("refused")

    monkeypatch.setattr(cache, "add", gone)
    assert signed_in(bo).get("/search/?q=kaas").status_code == 200


def statements(client, address: str) -> int:
    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200
    return len(context)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/search/?q=kaas", 4),
        ("/search/?q=kaas&kind=news&language=nl", 4),
        ("/search/?q=kaas&tab=news&sort=date", 4),
        ("/search/?q=vermeer", 4),
        ("/search/suggest/?q=ka", 2),
        ("/search/suggest/?q=ada", 2),
    ],
)
def test_a_search_costs_the_same_with_few_and_many(things, ada, bo, address, most):
    client = signed_in(bo)
    client.get(address)
    few = statements(client, address)
    for number in range(30):
        news(f"Kaas {number}", ada, language="nl")
        # names and texts that each of the searches meets
        User.objects.create_user(f"k{number}@duinrand.example", first_name="Ada", last_name=f"Vermeer {number}")
    rebuild()
    assert statements(client, address) == few
    assert few <= most


NONSENSE = [
    "q=%00", "q=" + "x" * 5000, "q=kaas&after=x", "q=kaas&after=1e999-5", "q=kaas&tab=nothing", "q=kaas&kind=",
    "q=kaas&date=never&topic=%00", "q=%22", "q=-", "q=%22%22+-%22", "q=kaas&sort=random", "q=kaas&after=nan-5",
]  # fmt: skip


def test_no_address_is_an_error(things, bo):
    client = signed_in(bo)
    for query in NONSENSE:
        assert client.get(f"/search/?{query}").status_code == 200, query
        assert client.get(f"/search/suggest/?{query}").status_code == 200, query
