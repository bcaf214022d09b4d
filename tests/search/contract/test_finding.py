"""What is found: the contract of every backend. Runs on whichever database is configured."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from access.reach import forget_reach
from news.models import PagePair
from search import weights
from search.finding import search, suggest
from search.models import Entry
from search.rebuilding import rebuild
from search.relevance.figures import measure, ndcg
from search.relevance.judged import Judged
from search.results import Asked
from tests.cast import person
from tests.factories.news import InformationPageFactory, NewsPageFactory
from tests.search.contract.conftest import counts, names, plain, profile, restrict, suggested, text, titles

pytestmark = pytest.mark.django_db

LEAVE, CHEESE, MARKET, ROOMS = (
    "Verlof aanvragen", "De oude rijpingskaas wint goud", "Wie staat er op de markt?", "Booking a room",
)  # fmt: skip


# --- words
@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("verlof", LEAVE),
        ("VERLOF", LEAVE),
        ("aanvraag verlof", LEAVE),
        ("werkdag", LEAVE),  # a stem
        ("plandbord", LEAVE),  # a letter too many
        ("palnbord", LEAVE),  # two that changed places
        ("teamleder", LEAVE),  # a letter missing, in the text
        ("rijping", CHEESE),  # a part of a compound
        ("kazen proeven jury", CHEESE),
        ("meeting projectors", ROOMS),  # English stems
        ("projecter", ROOMS),
        ("room booking", ROOMS),
        ("hoe kan ik verlof aanvragen", LEAVE),
        ("binnen vijf werkdagen", LEAVE),
        ('"vijf werkdagen"', LEAVE),
    ],
)
def test_found_first(library, emil, question, title):
    assert titles(emil, question)[:1] == [title]


def test_a_part_of_a_compound_finds_it_and_the_word_itself_comes_first(library, emil):
    found = titles(emil, "kaas")
    assert {CHEESE, MARKET} <= set(found)
    NewsPageFactory(title="Kaas", slug="kaas", language="nl")
    rebuild()
    assert titles(emil, "kaas")[0] == "Kaas"


def test_a_compound_finds_its_parts_as_loose_words_after_the_compound_itself(library, emil):
    assert titles(emil, "veiligheidsschoen") == [CHEESE, MARKET]


def test_exact_phrases_are_exact(library, emil):
    assert titles(emil, '"werkdagen vijf"') == []
    assert titles(emil, '"op de markt"') == [MARKET]


def test_a_phrase_does_not_run_from_the_title_into_the_text(library, emil):
    assert titles(emil, '"room six"') == []


def test_excluded_words_and_phrases_stay_out(library, emil):
    assert MARKET not in titles(emil, "kaas -plein")
    assert CHEESE in titles(emil, "kaas -plein")
    assert MARKET not in titles(emil, 'kaas -"het plein"')


def test_some_of_the_words_are_enough_when_nothing_has_them_all(library, emil):
    assert titles(emil, "verlof aanvragen marsmannetje")[:1] == [LEAVE]


@pytest.mark.parametrize("question", ["", "   ", '""', "-kaas", "***", "\x00", "(((", "' OR 1=1 --", ":*", "a" * 500])
def test_questions_that_ask_nothing_find_nothing(library, emil, question):
    found = search(emil, Asked(text=question))
    assert (found.total, found.hits, found.people) == (0, [], [])


def test_other_spellings_that_were_taken_in_are_told(library, emil):
    assert search(emil, Asked(text="plandbord")).also_searched == ("planbord",)
    assert search(emil, Asked(text="planbord")).also_searched == ()


# --- people
@pytest.mark.parametrize("question", ["bo jansen", "Jansen", "b jansen", "bo jansne", "operator lijn 3", "line 3"])
def test_a_colleague_is_found(library, emil, question):
    assert "Bo Jansen" in names(emil, question)


@pytest.mark.parametrize("question", ["4633", "567 46", "072 5674633", "072-567", "0725674633", "+31 72 567 4633"])
def test_a_colleague_is_found_by_a_part_of_the_number(library, emil, question):
    found = search(emil, Asked(text=question))
    assert "Bo Jansen" in [plain(hit.title) for hit in (*found.people, *found.hits)]


@pytest.mark.parametrize(
    "question", ["van dijk", "dijk", "lea van dijk", "vandijk", "l van dijk", "Lea v Dijk", "lea dijk"]
)
def test_surnames_with_small_words(library, emil, question):
    person("Lea", "van Dijk")
    assert names(emil, question)[:1] == ["Lea van Dijk"]


@pytest.mark.parametrize(("name", "question"), [("Kees", "cornelis"), ("Cornelis", "kees"), ("Tomasz", "tomek")])
def test_nicknames(library, emil, name, question):
    person(name, "Brouwer")
    assert names(emil, f"{question} brouwer")[:1] == [f"{name} Brouwer"]
    assert f"{name} Brouwer" in suggested(emil, question)


def test_accents_in_names(library, emil):
    person("Désirée", "Şahin")
    assert names(emil, "desiree sahin") == ["Désirée Şahin"]


def test_the_strip_is_on_the_blended_first_page_only(library, emil):
    assert search(emil, Asked(text="jansen", kind="people")).people == []
    assert titles(emil, "jansen", kind="people") == ["Bo Jansen"]
    assert search(emil, Asked(text="jansen", sort="date")).people == []


# --- order
def test_title_before_text(library, emil):
    NewsPageFactory(title="Iets anders", slug="anders", language="nl", body=text("Op het plein staat een beeld."))
    NewsPageFactory(title="Het plein", slug="plein", language="nl", body=text("Daar is het druk."))
    rebuild()
    assert titles(emil, "plein")[0] == "Het plein"


def test_new_news_before_old_news_and_information_does_not_age(library, emil):
    now = timezone.now()
    for name, days in (("oud", 900), ("nieuw", 2)):
        NewsPageFactory(
            title="Nieuws over fluitketels", slug=name, language="nl", first_published_at=now - timedelta(days=days)
        )
    InformationPageFactory(
        title="Nieuws over fluitketels", slug="vast", language="nl", first_published_at=now - timedelta(days=900)
    )
    rebuild()
    found = search(emil, Asked(text="fluitketels")).hits
    assert [hit.url.strip("/").split("/")[-1] for hit in found] == ["vast", "nieuw", "oud"]


def test_stale_information_comes_after_the_same_that_is_not(library, emil):
    for name in ("een", "twee"):
        InformationPageFactory(title="Regels over fluitketels", slug=name, language="nl")
    rebuild()
    first = search(emil, Asked(text="fluitketels")).hits[0]
    Entry.objects.filter(kind="page", object_id=first.thing.pk).update(is_stale=True)
    found = search(emil, Asked(text="fluitketels")).hits
    assert found[1].thing.pk == first.thing.pk
    assert (found[0].is_stale, found[1].is_stale) == (False, True)


def test_by_date(library, emil):
    assert titles(emil, "kaas", sort="date", kind="news") == [CHEESE, MARKET]


# --- tabs, facets, pages
def test_tabs_count_what_each_would_show(library, emil):
    found = search(emil, Asked(text="kaas"))
    assert counts(found.tabs) == {"": 3, "news": 2, "topics": 1}
    for tab in found.tabs:
        assert search(emil, Asked(text="kaas", kind=tab.value)).total == tab.count


def test_a_facet_does_not_narrow_itself_and_narrows_the_others(library, emil):
    asked = Asked(text="kaas", kind="news", filters={"author": (str(library["cheese"].author_id),)})
    found = search(emil, asked)
    facets = {facet.name: counts(facet.choices) for facet in found.facets}
    assert found.total == 1
    assert facets["author"] == {str(library["cheese"].author_id): 1, str(library["market"].author_id): 1}
    assert facets["topic"] == {"kaas": 1}
    assert facets["section"] == {"category-productie": 1}
    assert counts(found.tabs)["news"] == 1


def test_values_of_a_facet_widen(library, emil):
    authors = (str(library["cheese"].author_id), str(library["market"].author_id))
    assert search(emil, Asked(text="kaas", filters={"author": authors})).total == 2
    assert search(emil, Asked(text="kaas", filters={"author": authors, "topic": ("kaas",)})).total == 1


def test_every_choice_gives_as_many_hits_as_it_counts(library, dina):
    """For all choices of all facets, alone and behind another choice."""
    first = search(dina, Asked(text="kaas"))
    for facet in first.facets:
        for choice in facet.choices:
            chosen = {facet.name: (choice.value,)}
            found = search(dina, Asked(text="kaas", filters=chosen))
            assert found.total == choice.count, (facet.name, choice)
            for other in (other for other in found.facets if other.name != facet.name):
                for further in other.choices:
                    both = search(dina, Asked(text="kaas", filters={**chosen, other.name: (further.value,)}))
                    assert both.total == further.count, (facet.name, choice, other.name, further)


def test_dates_are_counted_from_now(library, emil):
    found = search(emil, Asked(text="kaas", kind="news"))
    dates = next(facet for facet in found.facets if facet.name == "date")
    assert counts(dates.choices) == {"week": 1, "month": 1, "year": 1, "older": 1}


def test_labels_are_in_the_language_of_the_reader(library, emil):
    def label(name: str) -> str:
        found = search(emil, Asked(text="kaas"))
        return next(facet for facet in found.facets if facet.name == name).choices[0].label

    with translation.override("en"):
        assert label("section") == "Production"
    with translation.override("nl"):
        assert label("section") == "Productie"


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_pages_follow_each_other_without_gap_or_double(library, emil, sort):
    for number in range(7):
        NewsPageFactory(title=f"Fluitketel {number}", slug=f"ketel-{number}", language="nl")
    rebuild()
    seen, after = [], ""
    while True:
        found = search(emil, Asked(text="fluitketel", size=3, sort=sort, after=after))
        seen += [hit.thing.pk for hit in found.hits]
        assert found.total == 7
        if not found.next_after:
            break
        after = found.next_after
    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize("after", ["nonsense", "1e999-3", "nan-4", "-", "5-", "1.0-99999999999999999999", "\x00"])
def test_a_position_that_is_none_is_the_beginning(library, emil, after):
    assert titles(emil, "verlof", after=after) == titles(emil, "verlof")


def test_choices_that_do_not_exist_leave_nothing(library, emil):
    for filters in ({"topic": ("x",)}, {"nothing": ("x",)}, {"date": ("tomorrow",)}, {"author": ("'",)}):
        found = search(emil, Asked(text="kaas", filters=filters))
        assert found.total == (3 if "nothing" in filters else 0)
    assert search(emil, Asked(text="kaas", kind="nothing")).total == 0


# --- suggestions
def test_suggestions_begin_as_typed_people_first(library, emil):
    person("Verona", "de Boer")
    assert suggested(emil, "ver")[-1] == LEAVE
    assert "Verona de Boer" in suggested(emil, "ver")
    assert suggested(emil, "verlof aan") == [LEAVE]
    assert suggested(emil, "aanv") == [LEAVE]
    assert suggested(emil, "463") == ["Bo Jansen"]
    assert suggested(emil, "v") == []
    assert suggested(emil, "de bo")[0] == "Verona de Boer"


def test_suggestions_mark_what_was_typed_and_escape_the_rest(library, emil):
    NewsPageFactory(title="<script>alert(1)</script> fluitketel", slug="x", language="nl")
    rebuild()
    assert str(suggest(emil, "fluit")[0].title) == ("&lt;script&gt;alert(1)&lt;/script&gt; <mark>fluitketel</mark>")


# --- cost
def queries(function) -> int:
    with CaptureQueriesContext(connection) as captured:
        function()
    return len(captured)


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(library, emil):
    def cost() -> dict[str, int]:
        return {
            question: queries(lambda question=question: search(emil, Asked(text=question)))
            for question in ("kaas", "jansen", "fluitketel", "plandbord", "verlof aanvragen", "geenwoord", "")
        } | {"suggest": queries(lambda: suggest(emil, "fl"))}

    cost()  # content types and reach are remembered from here on
    few = cost()
    for number in range(30):
        NewsPageFactory(title=f"Fluitketel kaas {number}", slug=f"ketel-{number}", language="nl", author=emil)
        person(f"Jan{number}", "Jansen")
    rebuild()
    many = cost()
    assert max(many.values()) <= 3
    assert many["suggest"] == few["suggest"] == 1
    assert {name: many[name] for name in ("kaas", "jansen", "plandbord", "")} == {
        name: few[name] for name in ("kaas", "jansen", "plandbord", "")
    }


def test_more_than_is_counted_is_said_and_the_best_titles_are_still_there(library, emil, monkeypatch):
    monkeypatch.setattr(weights, "MOST_CANDIDATES", 10)
    for module in ("search.backends.base", "search.backends.sqlite", "search.backends.postgresql", "search.finding"):
        monkeypatch.setattr(f"{module}.MOST_CANDIDATES", 10)
    monkeypatch.setattr("search.backends.base.MOST_READ", 5)
    NewsPageFactory(title="Het plein", slug="plein", language="nl")
    rebuild()
    for number in range(14):
        NewsPageFactory(title=f"Bericht {number}", slug=f"b-{number}", language="nl", body=text("Op het plein."))
    rebuild()
    found = search(emil, Asked(text="plein", size=30))
    assert (found.total, found.is_capped) == (10, True)
    assert plain(found.hits[0].title) == "Het plein"


def test_a_profile_in_two_languages_has_facts_in_both(library, emil):
    profile(emil, job_title="Chauffeur")
    rebuild()
    with translation.override("en"):
        hit = search(emil, Asked(text="dina postma")).people[0]
        assert hit.meta == ("Microbioloog", "Quality and lab")
    with translation.override("nl"):
        assert search(emil, Asked(text="dina postma")).people[0].meta == ("Microbioloog", "Kwaliteit en lab")


def test_of_two_versions_a_reader_gets_one_in_their_own_language(library, emil, dina, council):
    dutch = NewsPageFactory(title="Fluitketel gevonden", slug="ketel", language="nl")
    english = NewsPageFactory(title="Kettle found", slug="kettle", language="en", body=text("A fluitketel, in lab 2."))
    PagePair.objects.create(dutch=dutch, english=english)
    rebuild()
    with translation.override("nl"):
        assert titles(emil, "fluitketel") == titles(emil, "kettle") == ["Fluitketel gevonden"]
        assert suggested(emil, "fluit") == ["Fluitketel gevonden"]
    with translation.override("en"):
        assert titles(emil, "fluitketel") == titles(emil, "gevonden") == ["Kettle found"]
        assert search(emil, Asked(text="gevonden")).hits[0].url == english.url
        assert search(emil, Asked(text="fluitketel")).total == 1
        assert titles(emil, "fluitketel", filters={"language": ("nl",)}) == ["Fluitketel gevonden"]
        assert queries(lambda: search(emil, Asked(text="fluitketel"))) == 2
        restrict(english, council)
        forget_reach(emil)
        assert titles(emil, "fluitketel") == ["Fluitketel gevonden"]
        assert titles(dina, "fluitketel") == ["Kettle found"]


@pytest.mark.parametrize(("question", "label"), [("hr", "Section"), ("verlof", "Information"), ("goud", "News item")])
def test_a_hit_is_called_what_it_is(library, emil, question, label):
    assert search(emil, Asked(text=question)).hits[0].kind_label == label


def test_figures_of_a_list_of_answers():
    grades = {"a": 3, "b": 1}
    assert ndcg(["a", "b"], grades) == 1
    assert 0 < ndcg(["b", "a"], grades) < 1
    assert ndcg(["c"], grades) == 0
    judged = [Judged("x", "one", "nl", grades), Judged("y", "two", "nl", grades)]
    figures = measure(judged, {"x": ["a"], "y": ["c", "b", "a"]}.__getitem__)
    assert (figures["one"].success_at_1, figures["two"].success_at_1, figures["two"].success_at_3) == (1, 0, 1)
    assert figures["all"].reciprocal_rank == pytest.approx((1 + 1 / 3) / 2)
