"""The index follows what happens: hiding with the change itself, showing right after."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Collection, PageViewRestriction

from accounts.actions import deactivate
from accounts.models import User
from comments.actions import delete_comment, edit_comment, post_comment, restore_comment
from core import events
from files.models import Document
from news.models import NewsCategory, Topic
from people.actions import edit_profile
from people.models import Department
from search.finding import search
from search.models import Entry, Rebuild
from search.rebuilding import differences, rebuild
from search.results import Asked
from search.tasks import prove_search
from tests.cast import person
from tests.factories.news import NewsPageFactory, SectionPageFactory, publish
from tests.search.contract.conftest import counts, names, plain, restrict, text, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(monkeypatch) -> list:
    """Nothing that can wait is done: what changes now, changes inside the transaction."""
    waiting: list = []
    monkeypatch.setattr(events, "deliver", type("Held", (), {"enqueue": lambda self, *given: waiting.append(given)})())
    return waiting


def found(user, question: str) -> list[str]:
    answer = search(user, Asked(text=question))
    assert answer.total == len(answer.hits) + len(answer.people)
    return [plain(hit.title) for hit in (*answer.people, *answer.hits)]


# --- pages
def test_publishing_shows_and_unpublishing_hides(library, emil):
    page = NewsPageFactory(title="Over fluitketels", slug="ketel", language="nl", live=False)
    assert found(emil, "fluitketels") == []
    page = publish(page)
    assert found(emil, "fluitketels") == ["Over fluitketels"]
    page.unpublish()
    assert found(emil, "fluitketels") == []


def test_a_change_is_found_by_its_new_words_only(library, emil):
    page = publish(library["market"])
    page.title = "De fluitketel"
    page.body = text("Heel iets anders.")
    publish(page)
    assert found(emil, "fluitketel") == ["De fluitketel"]
    assert "De fluitketel" not in found(emil, "plein")


def test_a_draft_of_a_live_page_is_not_found(library, emil):
    page = publish(library["market"])
    page.title = "De fluitketel"
    page.save_revision()
    assert found(emil, "fluitketel") == []


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_hiding_is_part_of_the_change(library, emil, held, how):
    assert titles(emil, "planbord") == ["Verlof aanvragen"]
    getattr(library["leave"], how)()
    assert not Entry.objects.filter(kind="page", object_id=library["leave"].pk or 0).exists()
    assert found(emil, "planbord") == []


def test_closing_a_section_hides_what_is_in_it_at_once(library, emil, dina, council, held):
    restrict(library["leave"].get_parent(), council)
    assert search(emil, Asked(text="planbord")).total == 0
    assert titles(dina, "planbord") == ["Verlof aanvragen"]


def test_a_change_that_is_undone_hides_nothing(library, emil):
    with transaction.atomic():
        library["leave"].unpublish()
        transaction.set_rollback(True)
    assert titles(emil, "planbord") == ["Verlof aanvragen"]


def test_opening_a_page_shows_it(library, emil):
    PageViewRestriction.objects.get(page=library["closed"]).delete()
    assert titles(emil, "albatros") == ["Reorganisatie van Lijn 3"]


def test_comments_go_with_their_page_and_come_back(library, emil, bo):
    page = publish(library["market"])
    post_comment(page, "Lekker, die pinguïns", by=bo)
    assert search(emil, Asked(text="pinguins")).total == 1
    page.unpublish()
    assert search(emil, Asked(text="pinguins")).total == 0
    publish(page)
    assert search(emil, Asked(text="pinguins")).total == 1


def test_comments_close_with_their_page(library, emil, bo, dina, council, held):
    page = library["market"]
    post_comment(page, "Lekker, die pinguïns", by=bo)
    rebuild()
    restrict(page, council)
    assert search(emil, Asked(text="pinguins")).total == 0
    assert search(dina, Asked(text="pinguins")).total == 1


def test_moving_and_renaming_a_section_changes_addresses_below_it(library, emil):
    hr = library["leave"].get_parent().specific
    hr.title, hr.slug = "Personeel", "personeel"
    publish(hr)
    hit = search(emil, Asked(text="planbord")).hits[0]
    assert hit.url == "/personeel/leave/"
    assert "Personeel" in hit.meta
    place = SectionPageFactory(title="Werk", slug="werk", language="nl")
    hr.move(place, pos="last-child")
    assert search(emil, Asked(text="planbord")).hits[0].url == "/werk/personeel/leave/"


def test_a_page_that_is_moved_into_a_closed_section_is_closed(library, emil, council):
    place = SectionPageFactory(title="Raad", slug="raad", language="nl")
    restrict(place, council)
    library["market"].move(place, pos="last-child")
    assert found(emil, "plein") == []


# --- words of the organisation
def test_a_renamed_topic_is_a_renamed_facet_and_a_word_to_find_by(library, emil):
    topic = Topic.objects.get(slug="kaas")
    topic.name_nl, topic.name_en = "Fluitketels", "Whistling kettles"
    topic.save()
    assert "De oude rijpingskaas wint goud" in titles(emil, "fluitketels")
    facets = {facet.name: facet for facet in search(emil, Asked(text="goud")).facets}
    assert [choice.label for choice in facets["topic"].choices] == ["Whistling kettles"]
    topic.delete()
    facets = {facet.name: facet for facet in search(emil, Asked(text="goud")).facets}
    assert "topic" not in facets
    assert titles(emil, "fluitketels") == []


def test_a_renamed_category(library, emil):
    category = NewsCategory.objects.get(slug="productie")
    category.name_en = "Making cheese"
    category.save()
    facets = {facet.name: facet for facet in search(emil, Asked(text="goud")).facets}
    assert [choice.label for choice in facets["section"].choices] == ["Making cheese"]


# --- people
def test_a_new_colleague_is_found(library, emil):
    person("Xandra", "Fluitketel")
    assert names(emil, "fluitketel") == ["Xandra Fluitketel"]


def test_a_closed_account_is_gone_at_once_and_its_words_stay(library, emil, held):
    sam = person("Sam", "Visser", is_superuser=True)
    bo = User.objects.get(email="bo@duinrand.example")
    deactivate(bo, by=sam)
    assert names(emil, "bo jansen") == []
    assert "Bo Jansen" not in titles(emil, "bo jansen")
    assert titles(emil, "plein") == ["Wie staat er op de markt?"]


def test_an_account_that_is_opened_again_is_found_again(library, emil, bo):
    bo.is_active = False
    bo.save()
    assert names(emil, "jansen") == []
    bo.is_active = True
    bo.save()
    assert names(emil, "jansen") == ["Bo Jansen"]


def test_a_new_name_is_also_that_of_the_author(library, emil, bo):
    bo.last_name = "Fluitketel"
    bo.save()
    assert names(emil, "fluitketel") == ["Bo Fluitketel"]
    facets = {facet.name: facet for facet in search(emil, Asked(text="plein")).facets}
    assert [choice.label for choice in facets["author"].choices] == ["Bo Fluitketel"]


def test_what_the_person_and_the_organisation_change(library, emil, bo):
    edit_profile(bo.profile, by=bo, about="Kweekt tulpen", phone="0611223344")
    assert titles(emil, "tulp") == ["Bo Jansen"]
    assert found(emil, "112233") == ["Bo Jansen"]
    profile = bo.profile
    profile.job_title = "Fluitketelmaker"
    profile.save()
    assert names(emil, "fluitketelmaker") == ["Bo Jansen"]


def test_a_renamed_department_and_one_that_is_gone(library, emil):
    department = Department.objects.get(name_nl="Lijn 3")
    department.name_nl = "Fluitketels"
    department.save()
    assert names(emil, "fluitketels") == ["Bo Jansen"]
    department.delete()
    assert found(emil, "fluitketels") == []


def test_signing_in_writes_no_entry(library, bo, held):
    bo.save(update_fields=["last_login"])
    assert held == []


# --- comments
def test_a_comment_through_its_life(library, emil, bo):
    page = publish(library["market"])
    comment = post_comment(page, "Lekker, die pinguïns", by=bo)
    assert found(emil, "pinguins") == ["Wie staat er op de markt?"]
    edit_comment(comment, "Lekker, die zeehonden", by=bo, version=1)
    assert (found(emil, "pinguins"), len(found(emil, "zeehonden"))) == ([], 1)
    comment = delete_comment(comment, by=bo)
    assert found(emil, "zeehonden") == []
    restore_comment(comment, by=bo)
    assert len(found(emil, "zeehonden")) == 1


# --- documents
def document_on(page, title: str, collection: Collection | None = None) -> Document:
    document = Document.objects.create(
        title=title,
        file=ContentFile(b"words", name="x.txt"),
        collection=collection or Collection.get_first_root_node(),
    )
    page.body = [*text("Zie het bestand."), ("documents", {"title": "", "documents": [document]})]
    publish(page)
    return document


def test_a_document_is_for_the_readers_of_its_page(library, emil, dina):
    document_on(library["market"], "Plattegrond van de fluitketel")
    document_on(library["closed"], "Notulen van de fluitketel")
    assert found(emil, "fluitketel") == ["Plattegrond van de fluitketel"]
    assert set(found(dina, "fluitketel")) == {"Plattegrond van de fluitketel", "Notulen van de fluitketel"}


def test_a_document_in_no_page_is_not_found(library, emil):
    Document.objects.create(title="Losse fluitketel", file=ContentFile(b"words", name="x.txt"))
    assert found(emil, "fluitketel") == []


def test_a_document_closes_with_its_page_and_with_its_collection(library, emil, council, held):
    folder = Collection.get_first_root_node().add_child(name="Raad")
    document_on(library["market"], "Plattegrond van de fluitketel")
    document_on(library["cheese"], "Recept van de fluitketel", folder)
    rebuild()
    assert len(found(emil, "fluitketel")) == 2
    library["market"].unpublish()
    assert found(emil, "fluitketel") == ["Recept van de fluitketel"]
    folder.view_restrictions.create(restriction_type="groups").groups.add(council)
    assert search(emil, Asked(text="fluitketel")).total == 0


# --- the whole index
def test_checking_finds_and_repairs_every_kind_of_difference(library, emil, capsys):
    assert list(differences()) == []
    Entry.objects.filter(kind="page", object_id=library["leave"].pk).delete()
    Entry.objects.filter(kind="page", object_id=library["cheese"].pk).update(title="Iets anders")
    Entry.objects.filter(kind="page", object_id=library["closed"].pk).update(audience_id=1)
    stray = Entry.objects.get(kind="page", object_id=library["market"].pk)
    stray.pk, stray.object_id = None, 987_654
    stray.save()
    with pytest.raises(SystemExit):
        call_command("check_search", verbosity=0)
    said = capsys.readouterr().out
    for words in ("missing from the index", "differs in title", "differs in audience_id", "should not be"):
        assert words in said
    call_command("check_search", "--repair", verbosity=0)
    assert list(differences()) == []
    assert titles(emil, "planbord") == ["Verlof aanvragen"]


def test_the_night_repairs(library):
    Entry.objects.filter(kind="page", object_id=library["leave"].pk).delete()
    prove_search.call()
    assert list(differences()) == []


def test_a_rebuild_that_is_stopped_goes_on_where_it_was(library, emil, monkeypatch):
    for number in range(6):
        NewsPageFactory(title=f"Fluitketel {number}", slug=f"ketel-{number}", language="nl")
    monkeypatch.setattr("search.rebuilding.BATCH", 2)
    seen: list[int] = []

    def stop(number: int) -> None:
        seen.append(number)
        if sum(seen) >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(stop)
    assert Rebuild.objects.get().done
    again: list[int] = []
    rebuild(again.append)
    assert again[0] > 0  # what was done already moves the bar at once
    assert not Rebuild.objects.exists()
    assert list(differences()) == []
    assert search(emil, Asked(text="fluitketel")).total == 6


def test_a_rebuild_removes_what_should_not_be_there(library, emil):
    library["market"].live = False
    library["market"].save()
    call_command("rebuild_search", verbosity=0)
    assert "Wie staat er op de markt?" not in titles(emil, "kaas")


def test_writing_twice_changes_nothing(library, emil):
    before = list(Entry.objects.order_by("pk").values())
    rebuild()
    assert list(Entry.objects.order_by("pk").values()) == before


def test_tabs_count_documents_and_comments_too(library, emil, bo):
    document_on(library["market"], "Plattegrond van de fluitketel")
    post_comment(library["market"], "Fluitketel!", by=bo)
    assert counts(search(emil, Asked(text="fluitketel")).tabs) == {"": 2, "documents": 1, "comments": 1}
