"""One person's page, and editing one's own."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from access.kinds import get_kind
from accounts.models import User
from files.models import Image as StoredImage
from people import actions
from people.faces import Face
from people.jinja import avatar, person_card, person_link
from people.models import Profile
from tests.cast import person, signed_in

EDIT = "/people/me/edit/"
FIELDS = {"about": "I make *cheese*.", "pronouns": "she/her", "pronunciation": "Boh", "phone": "4633"}


def picture(form: str = "JPEG", size: tuple = (400, 300), name: str = "me.jpg", **options) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **options)
    return SimpleUploadedFile(name, out.getvalue())


def with_exif() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6
    return picture(exif=exif)


def test_a_profile_comes_with_the_account(db):
    assert person("Kees", "Brouwer").profile.job_title == ""


def test_the_page_shows_what_the_person_says(bo, emil):
    actions.edit_profile(bo.profile, by=bo, **FIELDS)
    page = signed_in(emil).get(f"/people/{bo.pk}-bo-jansen/").content.decode()
    assert "I make <em>cheese</em>." in page
    assert "she/her" in page
    assert "Edit your profile" not in page


def test_marks_in_the_text_are_harmless(bo, emil):
    actions.edit_profile(bo.profile, by=bo, about="<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    page = signed_in(emil).get(f"/people/{bo.pk}-bo-jansen/").content.decode()
    assert "<img src=x" not in page
    assert 'href="javascript' not in page


def test_a_wrong_name_leads_to_the_right_address(bo):
    browser = signed_in(bo)
    assert browser.get(f"/people/{bo.pk}-bo-de-jong/").url == f"/people/{bo.pk}-bo-jansen/"
    assert browser.get("/people/me/").url == f"/people/{bo.pk}-bo-jansen/"


def test_a_name_without_letters_has_an_address_too(bo):
    other = User.objects.create_user("li@duinrand.example", "x", first_name="李", last_name="明", language="en")
    assert signed_in(bo).get(other.profile.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("pk", ["999999", "99999999999999999999999999"])
def test_a_person_who_does_not_exist_is_not_found(bo, pk):
    assert signed_in(bo).get(f"/people/{pk}-x/").status_code == 404


def test_a_closed_account_has_no_page_but_keeps_its_name(bo, emil):
    User.objects.filter(pk=emil.pk).update(is_active=False)
    emil.refresh_from_db()
    assert signed_in(bo).get(f"/people/{emil.pk}-emil-kowalski/").status_code == 404
    assert "Emil Kowalski" in person_link(emil)
    assert "href" not in person_link(emil)


def test_a_person_is_a_kind_that_can_be_followed_and_not_commented_on(bo, emil):
    kind = get_kind("person")
    assert kind.followable
    assert not kind.commentable
    assert kind.get_visible_or_404(bo, emil.pk) == emil
    assert not kind.visible_to(User(pk=None, is_active=False)).exists()


def test_one_edits_ones_own_profile(bo):
    browser = signed_in(bo)
    assert browser.get(EDIT).status_code == 200
    assert browser.post(EDIT, FIELDS).url == f"/people/{bo.pk}-bo-jansen/"
    profile = Profile.objects.get(user=bo)
    assert {name: getattr(profile, name) for name in FIELDS} == FIELDS


def test_job_department_and_rights_are_not_ones_own_to_choose(bo):
    signed_in(bo).post(EDIT, FIELDS | {"job_title": "Director", "user": "1", "is_superuser": "on", "photo": "1"})
    profile = Profile.objects.get(user=bo)
    assert (profile.job_title, profile.photo_id, profile.user.is_superuser) == ("", None, False)


def test_nobody_edits_another(bo, emil):
    for act in (
        lambda: actions.edit_profile(bo.profile, by=emil, about="x"),
        lambda: actions.set_photo(bo.profile, picture(), by=emil),
        lambda: actions.remove_photo(bo.profile, by=emil),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_mistake_is_told_beside_the_field_and_nothing_typed_is_lost(bo):
    page = signed_in(bo).post(EDIT, FIELDS | {"phone": "4" * 100})
    text = page.content.decode()
    assert page.status_code == 422
    assert "I make *cheese*." in text
    assert "she/her" in text
    assert 'id="id_phone-err"' in text


class TestPhoto:
    def test_a_photo_is_shown_everywhere_and_holds_nothing_but_its_pixels(self, bo, settings):
        assert signed_in(bo).post(EDIT, FIELDS | {"new_photo": with_exif()}).status_code == 302
        profile = Profile.objects.select_related("photo", "portrait").get(user=bo)
        assert profile.photo.collection.name == "Profile photos"
        assert profile.photo.uploaded_by_user == bo
        with profile.photo.file.open("rb") as stored:
            content = stored.read()
        assert b"SecretCamera" not in content
        assert b"Exif" not in content
        assert (profile.photo.width, profile.photo.height) == (300, 400)  # upright
        assert profile.portrait.width == profile.portrait.height
        assert profile.portrait.url in avatar(User.objects.select_related("profile__portrait").get(pk=bo.pk))

    @pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
    def test_pictures_of_the_usual_kinds_are_accepted_whatever_their_name(self, bo, form):
        assert signed_in(bo).post(EDIT, FIELDS | {"new_photo": picture(form, name="weird.name.exe")}).status_code == 302
        assert Profile.objects.get(user=bo).photo_id

    @pytest.mark.parametrize(
        "upload",
        [
            SimpleUploadedFile("me.jpg", b"not a picture"),
            SimpleUploadedFile("me.jpg", b"GIF89a" + b"\x00" * 50),
            SimpleUploadedFile("me.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
            SimpleUploadedFile("me.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 100),
            SimpleUploadedFile("empty.jpg", b""),
            picture(size=(20, 20)),
            picture("PNG", size=(13_000, 10), name="wide.png"),
        ],
        ids=["text", "gif", "svg", "broken", "empty", "tiny", "wide"],
    )
    def test_what_is_no_reasonable_picture_is_refused_and_nothing_typed_is_lost(self, bo, upload):
        upload.seek(0)
        page = signed_in(bo).post(EDIT, FIELDS | {"new_photo": upload})
        assert page.status_code == 422
        assert "I make *cheese*." in page.content.decode()
        assert Profile.objects.get(user=bo).photo_id is None

    def test_a_pixel_bomb_is_refused_before_it_is_decoded(self, bo):
        out = BytesIO()
        Image.new("1", (11_000, 11_000)).save(out, "PNG")
        page = signed_in(bo).post(EDIT, FIELDS | {"new_photo": SimpleUploadedFile("bomb.png", out.getvalue())})
        assert page.status_code == 422
        assert "too many pixels" in page.content.decode()

    def test_a_new_photo_replaces_the_old_one_and_it_can_be_taken_away(self, bo):
        browser = signed_in(bo)
        for _ in range(2):
            browser.post(EDIT, FIELDS | {"new_photo": picture()})
        assert StoredImage.objects.count() == 1
        assert 'name="remove_photo"' in browser.get(EDIT).content.decode()
        browser.post(EDIT, FIELDS | {"remove_photo": "on"})
        assert StoredImage.objects.count() == 0
        assert Profile.objects.get(user=bo).portrait_id is None


class TestFaces:
    def test_a_face_asks_the_database_nothing(self, bo, django_assert_num_queries):
        actions.set_photo(bo.profile, picture(), by=bo)
        from people.queries import with_profiles

        (user,) = with_profiles(User.objects.filter(pk=bo.pk))
        with django_assert_num_queries(0):
            assert "img" in avatar(user, "l")
            assert "Bo Jansen" in person_card(user)
            assert f"/people/{bo.pk}-bo-jansen/" in person_link(user)

    def test_without_a_photo_the_initials_stand(self, bo):
        assert "BJ" in avatar(bo)

    def test_an_account_without_profile_still_has_a_face(self, bo):
        Profile.objects.filter(user=bo).delete()
        user = User.objects.get(pk=bo.pk)
        assert Face(user).role == ""
        assert "BJ" in avatar(user)
        assert actions.ensure_profiles() == 1

    def test_nobody_has_no_face(self, db):
        assert avatar(None) == ""
        assert person_link(None) == ""


class TestWhoSeesAPortrait:
    def test_every_colleague_and_no_visitor(self, bo, emil, client):
        actions.set_photo(bo.profile, picture(), by=bo)
        address = Face(User.objects.get(pk=bo.pk)).photo
        assert signed_in(emil).get(address).status_code == 200
        assert client.get(address).status_code == 302

    def test_nobody_after_the_account_is_closed(self, bo, emil):
        actions.set_photo(bo.profile, picture(), by=bo)
        address = Face(User.objects.get(pk=bo.pk)).photo
        User.objects.filter(pk=bo.pk).update(is_active=False)
        assert signed_in(emil).get(address).status_code == 404


def test_the_page_costs_the_same_however_much_a_person_said(bo, emil):
    browser = signed_in(emil)
    address = f"/people/{bo.pk}-bo-jansen/"
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    assert len(queries) <= 6, [query["sql"][:120] for query in queries]


def test_one_follows_a_colleague_from_the_page_and_the_list_knows(bo, emil):
    browser = signed_in(emil)
    follow = f"/on/person/{bo.pk}/follow/"
    assert follow in browser.get(f"/people/{bo.pk}-bo-jansen/").content.decode()
    browser.post(follow, {"follow": "1", "next": "/people/"})
    page = browser.get("/people/").content.decode()
    assert "Following" in page
    assert f"/on/person/{emil.pk}/follow/" not in page
