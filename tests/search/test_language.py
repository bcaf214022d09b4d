"""Words as people write them: folded, stemmed, taken apart, guessed, and marked in texts."""

import pytest

from search.highlighting import Marker
from search.language.analysis import Text, analyse
from search.language.compounds import split
from search.language.folding import fold, plain
from search.language.names import other_forms
from search.language.stems import stems
from search.language.words import numbers, word_around, words
from search.query import parse
from search.spelling import is_near, variants


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Financiën", "financien"), ("ĳs", "ijs"), ("Łukasz", "lukasz"), ("Aydın", "aydin"), ("STRAẞE", "strasse")],
)
def test_letters_with_accents_are_plain_letters(one, other):
    assert fold(one) == fold(other)


def test_other_alphabets_become_words_of_ascii():
    assert plain(fold("Αθήνα")).isascii()
    assert plain(fold("Αθήνα")) != plain(fold("Αθήναι"))


def test_hyphenated_words_are_one_word_and_their_parts():
    word = next(words("e-learning"))
    assert (word.folded, word.parts) == ("elearning", ("e", "learning"))


def test_apostrophes_belong_to_the_word():
    assert folded("foto's van collega’s") == ["fotos", "van", "collegas"]


def test_initials_are_letters():
    assert next(words("J.P. de Boer")).parts == ("j", "p")


@pytest.mark.parametrize("written", ["072-567 12 34", "(072) 567 1234", "+31 72 567 1234", "0031725671234"])
def test_a_telephone_number_is_its_digits(written):
    assert list(numbers(written)) == ["0725671234"]


def test_the_word_around_a_place_is_the_whole_word():
    text = "een e-learning over kaas"
    assert word_around(text, text.index("learning") + 3).folded == "elearning"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kaas", "kazen"), ("brief", "brieven"), ("fiets", "fietsen"), ("meld", "melden"), ("rooster", "roosters"),
        ("vergadering", "vergaderingen"), ("gewerkt", "werkt"), ("huis", "huizen"),
    ],
)  # fmt: skip
def test_dutch_forms_share_a_stem(one, other):
    assert set(stems(one, "nl")) & set(stems(other, "nl"))


def test_different_dutch_words_do_not_share_a_stem():
    for one, other in (("kaas", "kast"), ("rooster", "roos"), ("veilig", "vijl")):
        assert not set(stems(one, "nl")) & set(stems(other, "nl"))


def test_english_forms_share_a_stem():
    assert stems("meetings", "en") == stems("meeting", "en")


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("rijpingskaas", ("rijping", "kaas")),
        ("veiligheidsschoen", ("veiligheid", "schoen")),
        ("fietsenstalling", ("fietsen", "stalling")),
        ("bedrijfshulpverlener", ("bedrijf", "hulp", "verlener")),
        ("werkplek", ("werk", "plek")),
    ],
)
def test_compounds_are_taken_apart(compound, parts):
    assert split(compound) == parts


@pytest.mark.parametrize("word", ["kantoor", "voorraad", "informatie", "medewerker", "verhuizing", "kaas", "x" * 40])
def test_what_is_no_compound_stays_whole(word):
    assert split(word) == ()


def test_taking_apart_is_quick_for_any_input():
    for word in ("kaas" * 10, "ee" * 20, "vanvan" * 6):
        split(word[:40])


def test_short_first_names():
    assert "kees" in other_forms("cornelis")
    assert "cornelis" in other_forms("kees")


@pytest.mark.parametrize("other", ["verlo", "verlfo", "velof", "verloof", "verlot"])
def test_one_letter_away(other):
    assert is_near("verlof", other)
    assert variants("verlof") & variants(other)


@pytest.mark.parametrize("other", ["verlof", "velrfo", "lof", "verloven"])
def test_not_one_letter_away(other):
    assert not is_near("verlof", other)


def test_the_same_text_gives_the_same_analysis():
    text = Text(language="nl", title="Kaas", body="kaas melk boter " * 3 + "een twee drie vier vijf zes zeven acht")
    assert analyse(text) == analyse(text)


def test_tokens_are_letters_and_digits_only():
    analysed = analyse(Text(language="", title="Ω'); DROP \"x\" -- ☃ 'q':A", body="a:b&c|!d <-> ²³ ① \x00"))
    assert all(token.isascii() and token.isalnum() for token in analysed.tokens.split())


def test_a_very_long_text_is_cut():
    analysed = analyse(Text(language="nl", title="x", body="woord " * 50_000))
    assert len(analysed.tokens) < 300_000


# --- questions
def test_glue_words_are_not_required_unless_there_is_nothing_else():
    assert [term.word for term in parse("hoe vraag ik verlof aan").terms] == ["vraag", "verlof"]
    assert [term.word for term in parse("van wie").terms] == ["van", "wie"]


def test_phrases_and_exclusions():
    query = parse('"hal f" rooster -kaas -"oude lijn"')
    assert query.phrases == [("whal", "wf")]
    assert [term.word for term in query.terms] == ["rooster"]
    assert len(query.excluded) == 2


@pytest.mark.parametrize(
    "text", ["", "  ", '"', '""', "-", "-kaas", '-"a b"', "!!!", "\x00", "()&|*:", "'", "- -- ---"]
)
def test_questions_without_a_word_ask_nothing(text):
    assert parse(text).is_empty


def test_a_hyphen_inside_a_word_excludes_nothing():
    assert parse("e-learning").excluded == []


# --- marks
def marker(text: str) -> Marker:
    return Marker(parse(text))


def test_marks_are_around_what_matched_and_everything_is_escaped():
    shown = marker("kaas").mark("<b>Kazen</b> & rijpingskaas, geen kast")
    assert shown == ("&lt;b&gt;<mark>Kazen</mark>&lt;/b&gt; &amp; <mark>rijpingskaas</mark>, geen kast")


def test_accents_in_the_text_are_marked_too():
    assert marker("financien").mark("Afdeling Financiën") == "Afdeling <mark>Financiën</mark>"


def test_the_sentence_that_matched_is_the_excerpt():
    text = "Eerst een zin over niets. " * 20 + "Hier gaat het over verlof en vrije dagen. " + "Dan nog wat. " * 20
    shown = marker("verlof").excerpt(text)
    assert shown.startswith("Hier gaat het over <mark>verlof</mark>")
    assert len(shown) < 300


def test_a_text_that_is_one_long_line_is_cut_around_the_match():
    text = "woord " * 200 + "verlof " + "woord " * 200
    shown = marker("verlof").excerpt(text)
    assert "<mark>verlof</mark>" in shown
    assert len(shown) < 400


def test_a_text_without_the_word_begins_at_the_beginning():
    assert marker("verlof").excerpt("Hier staat iets anders.") == "Hier staat iets anders."
