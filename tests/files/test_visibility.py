"""A file is read where it is used: by those who may see that place, and by nobody else."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission, GroupPagePermission, Page

from access.actions import break_glass
from files.models import Document, Image
from tests.access.conftest import restrict
from tests.cast import signed_in
from tests.files.conftest import use


def status(user, thing) -> int:
    return signed_in(user).get(thing.url).status_code


@pytest.fixture(params=["image", "rendition", "document"])
def file(request, image, document):
    """Each kind of file, and what pages refer to."""
    if request.param == "document":
        return document
    return image if request.param == "image" else image.get_rendition("width-20")


@pytest.fixture
def used(file):
    """What a page refers to when it shows this file."""
    return getattr(file, "image", file)


@pytest.fixture
def editors(db):
    """Editors with every right on files and none on pages."""
    group = Group.objects.create(name="Librarians")
    for codename in ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="files")
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    return group


def test_stranger_is_sent_to_sign_in(client, file, used, hr):
    use(hr, used)
    assert client.get(file.url).status_code == 302


def test_file_nobody_uses_is_404(file, bo):
    assert status(bo, file) == 404


def test_file_of_an_open_page_is_for_everyone(file, used, hr, bo):
    use(hr, used)
    assert status(bo, file) == 200


def test_file_of_a_draft_is_404(file, used, hr, bo):
    use(hr, used)
    Page.objects.filter(pk=hr.pk).update(live=False)
    assert status(bo, file) == 404


def test_file_follows_its_page_at_once(file, used, hr, pay, team, dina, bo, sam):
    use(pay, used)
    dina.groups.add(team)
    restriction = restrict(hr, team)
    assert [status(person, file) for person in (dina, bo, sam)] == [200, 404, 404]
    restriction.delete()
    assert [status(person, file) for person in (dina, bo, sam)] == [200, 200, 200]


def test_losing_the_group_closes_the_file_at_once(file, used, hr, team, dina):
    use(hr, used)
    restrict(hr, team)
    dina.groups.add(team)
    assert status(dina, file) == 200
    dina.groups.remove(team)
    assert status(dina, file) == 404


def test_page_moved_into_a_closed_section_takes_its_files(file, used, pay, board, team, bo):
    use(pay, used)
    restrict(board, team)
    Page.objects.get(pk=pay.pk).move(Page.objects.get(pk=board.pk), pos="last-child")
    assert status(bo, file) == 404


def test_file_on_an_open_and_a_closed_page_is_open(file, used, hr, board, team, bo):
    use(board, used)
    use(hr, used)
    restrict(board, team)
    assert status(bo, file) == 200


def test_closed_collection_closes_what_open_pages_use(file, used, hr, team, bo, dina):
    use(hr, used)
    closed = Collection.get_first_root_node().add_child(name="Closed")
    restriction = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    restriction.groups.set([team])
    type(used).objects.filter(pk=used.pk).update(collection=closed)
    dina.groups.add(team)
    assert [status(person, file) for person in (dina, bo)] == [200, 404]


def test_missing_and_closed_files_answer_the_same(file, used, hr, team, bo):
    use(hr, used)
    restrict(hr, team)
    closed = signed_in(bo).get(file.url)
    missing = signed_in(bo).get(file.url.replace(f"/{file.pk}/", "/987654/"))
    assert closed.status_code == missing.status_code == 404
    assert closed.content == missing.content
    assert set(closed.headers) == set(missing.headers)


def test_uploader_sees_what_nobody_uses_yet(file, used, bo, dina):
    type(used).objects.filter(pk=used.pk).update(uploaded_by_user=bo)
    assert status(bo, file) == 200
    assert status(dina, file) == 404


def test_librarian_sees_idle_files_and_not_those_of_closed_pages(file, used, editors, hr, team, wim):
    wim.groups.add(editors)
    assert status(wim, file) == 200
    use(hr, used)
    restrict(hr, team)
    assert status(wim, file) == 404


def test_editor_of_the_page_sees_its_pictures_before_it_is_live(file, used, editors, hr, hana):
    use(hr, used)
    Page.objects.filter(pk=hr.pk).update(live=False)
    hana.groups.add(editors)
    assert status(hana, file) == 404
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=editors, page=hr, permission=change)
    assert status(hana, file) == 200


def test_administrator_sees_drafts_and_breaks_the_glass_for_the_rest(file, used, hr, team, sam):
    use(hr, used)
    Page.objects.filter(pk=hr.pk).update(live=False)
    assert status(sam, file) == 200
    Page.objects.filter(pk=hr.pk).update(live=True)
    restrict(hr, team)
    assert status(sam, file) == 404
    break_glass(hr, by=sam, reason="A report about this picture", hours=1)
    assert status(sam, file) == 200


def test_reader_costs_few_queries(image, document, hr, bo, django_assert_max_num_queries):
    for thing in (image, document):
        use(hr, thing)
    browser = signed_in(bo)
    rendition = image.get_rendition("width-20")
    for thing in (image, document, rendition):
        browser.get(thing.url)
        with django_assert_max_num_queries(5):  # session, person, reach, file (and the rendition)
            assert browser.get(thing.url).status_code == 200


def test_many_pages_cost_the_same(image, hr, bo, django_assert_max_num_queries):
    from tests.access.conftest import add_page

    for number in range(10):
        use(add_page(hr, f"Page {number}"), image)
    browser = signed_in(bo)
    with django_assert_max_num_queries(4):
        assert browser.get(image.url).status_code == 200


def test_querysets_have_the_rule(image, document, hr, team, bo):
    assert not Image.objects.visible_to(bo).exists()
    use(hr, image)
    use(hr, document)
    assert list(Image.objects.visible_to(bo)) == [image]
    assert list(Document.objects.visible_to(bo)) == [document]
    restrict(hr, team)
    assert not Image.objects.visible_to(bo).exists()
    assert not Document.objects.visible_to(bo).exists()


def test_registered_things_make_their_pictures_readable(image, bo, emil, monkeypatch):
    """Portraits and the like are seen by those who may see the thing. A rendition stands in for the thing here."""
    from files import visibility
    from files.models import Rendition

    image.get_rendition("width-20")
    monkeypatch.setattr(visibility, "_uses", {})
    assert status(bo, image) == 404
    visibility.register_use(Rendition, "image", lambda user: Rendition.objects.filter(pk__gt=0 if user == bo else 9**9))
    assert [status(person, image) for person in (bo, emil)] == [200, 404]
    assert signed_in(bo).get(image.url)["Cache-Control"] == "private, no-store"
    visibility.register_use(Rendition, "image", lambda user: Rendition.objects.all(), Rendition.objects.all)
    assert signed_in(bo).get(image.url)["Cache-Control"] == "private, no-cache"
