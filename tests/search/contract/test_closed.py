"""What somebody may not see changes nothing: no hit, count, facet, suggestion, highlight or guess; byte for byte."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from access.actions import break_glass
from access.reach import forget_reach
from comments.actions import post_comment
from search.finding import search, suggest
from search.models import Entry, Spelling
from search.rebuilding import rebuild
from search.results import Asked, Results
from tests.cast import person
from tests.factories.news import NewsPageFactory, publish
from tests.search.contract.conftest import counts, restrict, suggested, text, titles

pytestmark = pytest.mark.django_db
# Words of the closed page only, and beside each a word of the same shape that is nowhere.
CLOSED_WORDS = [
    ("albatros", "alkatros"),
    ("albatroz", "alkatroz"),  # a letter wrong: the closed word would be the guess
    ("scenario", "scenarua"),
    ("reorganisatie", "reoxganisatie"),
    ('"het vertrouwelijke scenario"', '"het vertrouwelijke scenarua"'),
    ("kaas albatros", "kaas alkatros"),
    ("kaas -albatros", "kaas -alkatros"),
    ("albatros verlof aanvragen", "alkatros verlof aanvragen"),
    ("dina albatros", "dina alkatros"),
]


def bare(found: Results) -> str:
    """Everything of an answer except the question."""
    return repr(replace(found, asked=Asked(text="")))


@pytest.mark.parametrize(("closed", "nowhere"), CLOSED_WORDS)
def test_a_closed_word_answers_like_one_that_does_not_exist(library, emil, closed, nowhere):
    assert bare(search(emil, Asked(text=closed))) == bare(search(emil, Asked(text=nowhere)))
    assert suggest(emil, closed) == suggest(emil, nowhere)


def test_its_reader_finds_it_by_the_same_words(library, dina):
    for closed in ("albatros", "albatroz", "scenario", "reorganisatie", "kaas albatros"):
        assert titles(dina, closed)[:1] == ["Reorganisatie van Lijn 3"]
    assert suggested(dina, "reorg") == ["Reorganisatie van Lijn 3"]


def test_counts_are_of_what_the_reader_sees(library, dina, emil):
    for_dina, for_emil = search(dina, Asked(text="kaas")), search(emil, Asked(text="kaas"))
    assert counts(for_dina.tabs)["news"] == counts(for_emil.tabs)["news"] + 1
    authors = {facet.name: counts(facet.choices) for facet in for_emil.facets}["author"]
    assert str(dina.pk) not in authors
    topics = {facet.name: counts(facet.choices) for facet in for_emil.facets}["topic"]
    assert set(topics) == {"kaas"}


def test_more_closed_content_changes_nothing_for_others(library, council, emil, dina):
    """Neither the order, nor what a word weighs, nor the vocabulary of guesses."""
    questions = ["kaas", "kaas verlof", "verlof planbord kaas", "plandbord", "jansen", "goud", "meeting", "lijn 3"]
    before = [bare(search(emil, Asked(text=question))) for question in questions]
    lines = [suggest(emil, question) for question in questions]
    for number in range(8):
        page = NewsPageFactory(
            title=f"Verlof en planbord {number}",
            slug=f"closed-{number}",
            language="nl",
            author=dina,
            body=text("Kaas, goud en meetings; plandbort. " * 5),
        )
        restrict(page, council)
    rebuild()
    assert Entry.objects.filter(title__startswith="Verlof en planbord").count() == 8
    assert [bare(search(emil, Asked(text=question))) for question in questions] == before
    assert [suggest(emil, question) for question in questions] == lines


def test_visitors_and_closed_accounts_find_nothing(library, emil):
    emil.is_active = False
    for user in (AnonymousUser(), emil):
        assert search(user, Asked(text="kaas")).total == 0
        assert suggest(user, "kaas") == []


def test_an_administrator_is_a_reader_like_any_other_until_she_breaks_the_glass(library):
    sam = person("Sam", "Visser", is_superuser=True, is_staff=True)
    assert titles(sam, "albatros") == []
    break_glass(library["closed"], by=sam, reason="A report of abuse, case 12", hours=1)
    forget_reach(sam)
    assert titles(sam, "albatros") == ["Reorganisatie van Lijn 3"]


def test_leaving_the_group_ends_it_at_once(library, council, dina):
    dina.groups.remove(council)
    forget_reach(dina)
    assert titles(dina, "albatros") == []
    assert suggested(dina, "reorg") == []


def test_joining_the_group_is_enough(library, council, emil):
    emil.groups.add(council)
    forget_reach(emil)
    assert titles(emil, "albatros") == ["Reorganisatie van Lijn 3"]


def test_a_stale_index_loses_a_hit_and_leaks_none(library, emil):
    """As if the index had not heard that the page was closed."""
    Entry.objects.filter(object_id=library["closed"].pk, kind="page").update(audience_id=1)
    found = search(emil, Asked(text="albatros"))
    assert found.hits == []
    assert suggest(emil, "reorg") == []


def test_comments_have_the_audience_of_what_they_are_about(library, emil, dina):
    page = publish(library["closed"])
    comment = post_comment(page, "De pinguïns komen ook", by=dina)
    assert titles(dina, "pinguins") == ["Reorganisatie van Lijn 3"]
    assert search(emil, Asked(text="pinguins")).total == 0
    assert Entry.objects.get(kind="comment", object_id=comment.pk).url == comment.get_absolute_url()


def test_the_vocabulary_knows_the_closed_word_and_tells_nobody(library, emil):
    assert Spelling.objects.filter(word="albatros").exists()
    assert search(emil, Asked(text="albatroz")).also_searched == ()
