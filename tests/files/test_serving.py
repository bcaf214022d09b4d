"""How bytes are served: privately, in pieces, and never to be run."""

import os
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from files import limits
from files.actions import save_document, save_image
from files.orphans import remove_orphans
from tests.access.conftest import restrict
from tests.cast import signed_in
from tests.files.conftest import body, picture, upload, use


@pytest.fixture
def shown(document, hr):
    use(hr, document)
    return document


@pytest.fixture
def reader(bo):
    return signed_in(bo)


def test_whole_file(reader, shown):
    response = reader.get(shown.url)
    assert response.status_code == 200
    assert len(body(response)) == 1000
    assert response["Content-Length"] == "1000"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_file_of_a_closed_page_is_not_stored(shown, hr, team, dina):
    restrict(hr, team)
    dina.groups.add(team)
    response = signed_in(dina).get(shown.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_head_has_the_headers_and_no_body(reader, shown):
    response = reader.head(shown.url)
    assert (response.status_code, response["Content-Length"], response.content) == (200, "1000", b"")


def test_unchanged_file_is_304_only_for_those_who_may_see_it(reader, shown, hr, team):
    etag = reader.get(shown.url)["ETag"]
    for header in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        response = reader.get(shown.url, headers={"If-None-Match": header})
        assert (response.status_code, response.content) == (304, b"")
    assert reader.get(shown.url, headers={"If-None-Match": '"other"'}).status_code == 200
    restrict(hr, team)
    assert reader.get(shown.url, headers={"If-None-Match": etag}).status_code == 404


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-8", "bytes 0-8/1000"),
        ("bytes=990-", "bytes 990-999/1000"),
        ("bytes=-5", "bytes 995-999/1000"),
        ("bytes=-5000", "bytes 0-999/1000"),
        ("bytes=10-99999", "bytes 10-999/1000"),
    ],
)
def test_one_range(reader, shown, header, expected):
    response = reader.get(shown.url, headers={"Range": header})
    data = body(response)
    assert (response.status_code, response["Content-Range"]) == (206, expected)
    assert len(data) == int(response["Content-Length"])


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=-0", "bytes=999999999999999999-"])
def test_range_outside_the_file(reader, shown, header):
    response = reader.get(shown.url, headers={"Range": header})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */1000")


@pytest.mark.parametrize(
    "header", ["bytes=0-1,4-5", "bytes=-", "bytes=5-2", "items=0-1", "bytes=a-b", "bytes=٣-٤", "x"]
)
def test_what_is_no_single_range_is_ignored(reader, shown, header):
    response = reader.get(shown.url, headers={"Range": header})
    assert response.status_code == 200
    assert len(body(response)) == 1000


def test_range_of_another_version_is_the_whole_file(reader, shown):
    response = reader.get(shown.url, headers={"Range": "bytes=0-1", "If-Range": '"old"'})
    assert response.status_code == 200


def test_names_in_other_letters(reader, shown):
    disposition = reader.get(shown.url)["Content-Disposition"]
    assert disposition == "inline; filename=\"Reglement _t_.pdf\"; filename*=UTF-8''Reglement%20%C3%A9t%C3%A9.pdf"


@pytest.mark.parametrize("extension", sorted(set(limits.CONTENT_TYPES) - limits.INLINE))
def test_everything_else_is_a_download(reader, hr, media, extension):
    from files.models import Document

    document = Document.objects.create(title="x", file=upload(b"x", f"x.{extension}"))
    use(hr, document)
    assert reader.get(document.url)["Content-Disposition"].startswith("attachment")


def test_svg_is_a_sandboxed_download(reader, hr, media):
    svg = save_document(upload(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "x.svg"), title="x")
    use(hr, svg)
    response = reader.get(svg.url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].endswith("; sandbox")


@pytest.mark.parametrize(
    ("server", "header", "start"),
    [("x-accel", "X-Accel-Redirect", "/protected-files/documents/"), ("x-sendfile", "X-Sendfile", "/")],
)
def test_web_server_sends_the_bytes(reader, shown, settings, server, header, start):
    settings.FILES_SENDFILE = server
    response = reader.get(shown.url)
    assert response.content == b""
    assert response[header].startswith(start)
    assert response[header].endswith(shown.file.name)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_reading(reader, shown, method):
    assert getattr(reader, method)(shown.url).status_code == 405


def test_missing_bytes_are_404(reader, shown, media):
    (media / shown.file.name).unlink()
    assert reader.get(shown.url).status_code == 404


@pytest.mark.parametrize(
    "path", ["images/0/x", "images/99999999999999999999999/x", "documents/12/%00", "renditions/1/..%2f..%2fx"]
)
def test_odd_addresses_are_404(reader, db, path):
    assert reader.get(f"/files/{path}").status_code == 404


def test_media_root_is_not_served(reader, shown):
    assert shown.file.url.startswith("/files/raw/")
    assert reader.get(shown.file.url, follow=True).status_code == 404


# --- renditions on pages ----------------------------------------------------------------------------------------------
def test_rendition_is_served_and_signed_address_leads_to_it(reader, image, hr):
    from django.urls import reverse
    from wagtail.images.utils import generate_signature

    use(hr, image)
    rendition = image.get_rendition("width-20")
    response = reader.get(rendition.url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert rendition.url.endswith("Zomer%20in%20Duinrand.jpg")
    signature = generate_signature(image.pk, "width-20")
    address = reverse("wagtailimages_serve", args=[signature, image.pk, "width-20"])
    assert reader.get(address)["Location"] == rendition.url
    wrong = reverse("wagtailimages_serve", args=["x" * 28, image.pk, "width-20"])
    assert reader.get(wrong).status_code == 404


def test_image_tag(image):
    from files.jinja import image as tag

    html = str(tag(image, "width-20", alt='"><script>', class_="lead"))
    assert 'width="20"' in html
    assert 'height="15"' in html
    assert 'loading="lazy"' in html
    assert 'class="lead"' in html
    assert "<script>" not in html
    assert "style" not in html
    assert tag(None, "width-20") == ""


def test_prefetched_pictures_need_no_query(media, db, django_assert_num_queries):
    from files.jinja import image as tag
    from files.models import Image
    from files.renditions import prefetch_renditions

    for number in range(5):
        save_image(upload(picture(), f"{number}.jpg"), title="x").get_rendition("width-20")
    with django_assert_num_queries(2):
        images = prefetch_renditions([None, *Image.objects.all()], "width-20")
        assert len({str(tag(image, "width-20")) for image in images}) == 5


def test_picture_without_its_file_leaves_its_words(image, media):
    from files.jinja import image as tag

    (media / image.file.name).unlink()
    assert str(tag(image, "width-20", alt="A <dune>")) == '<span class="image-missing">A &lt;dune&gt;</span>'


# --- orphans ----------------------------------------------------------------------------------------------------------
def test_orphans_older_than_a_day_are_removed(image, document, media):
    kept = [media / image.file.name, media / document.file.name]
    young, old = media / "images/aa/young.jpg", media / "documents/bb/old.pdf"
    foreign = media / "other/old.txt"
    for path in (young, old, foreign):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    for path in (old, foreign, *kept):
        os.utime(path, (time.time() - 90_000,) * 2)
    out = StringIO()
    call_command("sweep_files", "--dry-run", stdout=out)
    assert "documents/bb/old.pdf" in out.getvalue()
    assert old.exists()
    assert remove_orphans() == ["documents/bb/old.pdf"]
    assert not old.exists()
    assert all(path.exists() for path in (young, foreign, *kept))
    assert remove_orphans(older_than=timedelta(0)) == ["images/aa/young.jpg"]
