"""Wagtail's libraries of images and documents work, thumbnails included, through the guarded addresses."""

import json
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from files.models import Document, Image
from files.tasks import make_thumbnails
from tests.access.conftest import restrict
from tests.cast import signed_in
from tests.files.conftest import picture, use


@pytest.fixture
def librarian(wim):
    group = Group.objects.create(name="Librarians")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="files")
        root = Collection.get_first_root_node()
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
    wim.groups.add(group)
    return wim


@pytest.fixture
def desk(librarian, media):
    """The librarian's browser."""
    return signed_in(librarian)


def test_upload_many_images_and_see_the_thumbnails(desk):
    address = reverse("wagtailimages:add_multiple")
    files = {"files[]": SimpleUploadedFile("IMG 1.heic", picture("heic")), "title": "Dune"}
    answer = json.loads(desk.post(address, files).content)
    assert answer["success"], answer
    for kind in ("signed", "renditions"):  # before and after the clock made them
        listing = desk.get(reverse("wagtailimages:index")).content.decode()
        thumbnails = re.findall(rf'src="(/files/{kind}/[^"]+)"', listing)
        assert thumbnails
        assert {desk.get(address).status_code for address in thumbnails} == {200}
        make_thumbnails.func()
    assert Image.objects.get().filename == "IMG 1.jpg"


@pytest.mark.parametrize(("data", "name"), [(b"<svg/>", "x.svg"), (b"GIF89a<script>", "x.gif"), (b"", "x.png")])
def test_refused_image_gets_a_sentence(desk, data, name):
    answer = desk.post(reverse("wagtailimages:add_multiple"), {"files[]": SimpleUploadedFile(name, data)})
    assert answer.status_code == 200
    assert json.loads(answer.content)["error_message"].endswith(".")
    assert not Image.objects.exists()


def test_single_upload_keeps_what_was_typed(desk):
    values = {"title": "My title", "file": SimpleUploadedFile("x.png", b"nothing")}
    answer = desk.post(reverse("wagtailimages:add"), values).content.decode()
    assert "My title" in answer
    assert "although its name says so" in answer


def test_replacing_the_file_replaces_what_is_served(desk, image, media):
    old = image.file.name
    image.get_rendition("width-20")
    values = {"title": "Summer", "file": SimpleUploadedFile("new.png", picture("png", size=(60, 50)))}
    assert desk.post(reverse("wagtailimages:edit", args=[image.pk]), values).status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height, image.filename) == (60, 50, "new.png")
    assert not (media / old).exists()
    assert image.file_size == (media / image.file.name).stat().st_size
    assert not image.renditions.filter(filter_spec="width-20").exists()


def test_documents(desk, media):
    add = reverse("wagtaildocs:add")
    refused = desk.post(add, {"title": "Plan", "file": SimpleUploadedFile("plan.pdf", b"MZ")}).content.decode()
    assert "This is not a PDF file" in refused
    assert desk.post(add, {"title": "Plan", "file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7")}).status_code == 302
    document = Document.objects.get()
    listing = desk.get(reverse("wagtaildocs:index")).content.decode()
    assert document.url in listing
    assert desk.get(document.url).status_code == 200
    assert desk.get(reverse("wagtaildocs:edit", args=[document.pk])).status_code == 200
    many = {"files[]": SimpleUploadedFile("x.html", b"<html>")}
    answer = json.loads(desk.post(reverse("wagtaildocs:add_multiple"), many).content)
    assert not answer["success"]


def test_choosers(desk, image, document):
    for name in ("wagtailimages_chooser:choose", "wagtaildocs_chooser:choose"):
        assert desk.get(reverse(name)).status_code == 200
    chosen = json.loads(desk.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).content)
    preview = chosen["result"]["preview"]["url"]
    assert preview.startswith("/files/signed/")
    assert desk.get(preview)["Content-Type"].startswith("image/")
    chosen = json.loads(desk.get(reverse("wagtaildocs_chooser:chosen", args=[document.pk])).content)
    assert chosen["result"]["url"] == document.url


def test_url_generator(desk, image):
    assert desk.get(reverse("wagtailimages:url_generator", args=[image.pk])).status_code == 200
    page = desk.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert reverse("wagtailimages:url_generator", args=[image.pk]) in page


def test_api_of_the_cms_lists_no_closed_file(desk, image, document, hr, team):
    for thing, kind in ((image, "images"), (document, "documents")):
        assert json.loads(desk.get(f"/cms/api/main/{kind}/").content)["meta"]["total_count"] == 1
        use(hr, thing)
    restrict(hr, team)
    for thing, kind in ((image, "images"), (document, "documents")):
        assert json.loads(desk.get(f"/cms/api/main/{kind}/").content)["meta"]["total_count"] == 0
        assert desk.get(f"/cms/api/main/{kind}/{thing.pk}/").status_code == 404


def test_damaged_original_does_not_break_the_library(desk, image, media):
    (media / image.file.name).write_bytes(b"gone bad")
    assert desk.get(reverse("wagtailimages:index")).status_code == 200
    (media / image.file.name).unlink()
    assert desk.get(reverse("wagtailimages:index")).status_code == 200
    assert desk.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200
