"""Accounts in the CMS: a user model without usernames works there, and passwords stay with the person."""

from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User
from tests.accounts.test_sign_in import sign_in
from tests.cast import signed_in
from tests.found_forms import forms_of


def form(user: User, **changes) -> dict:
    values = {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language": user.language,
        "is_active": "on",
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


def test_the_list_names_people_by_address(sam, bo):
    page = signed_in(sam).get("/cms/users/?q=jansen").content.decode()
    assert bo.email in page


def test_an_account_made_by_hand_has_no_password_until_the_person_chooses_one(sam):
    cms = signed_in(sam)
    assert "password1" not in cms.get("/cms/users/new/").content.decode()
    new = {"email": "Kees@Duinrand.example", "first_name": "Kees", "last_name": "Brouwer", "language": "nl"}
    assert cms.post("/cms/users/new/", new).status_code == 302
    kees = User.objects.get(email="kees@duinrand.example")
    assert not kees.has_usable_password()
    assert sign_in(Client(), kees.email, "").status_code == 422


def test_two_accounts_never_share_an_address(sam, bo):
    new = {"email": "BO@duinrand.example", "first_name": "B", "last_name": "J", "language": "nl"}
    page = signed_in(sam).post("/cms/users/new/", new)
    assert "already has an account" in page.content.decode()


def test_editing_keeps_the_password_and_puts_people_in_groups(sam, bo):
    group = Group.objects.create(name="Line 3")
    cms = signed_in(sam)
    assert cms.get(f"/cms/users/edit/{bo.pk}/").status_code == 200
    assert cms.post(f"/cms/users/edit/{bo.pk}/", form(bo, last_name="de Jong", groups=[group.pk])).status_code == 302
    old = bo.password
    bo.refresh_from_db()
    assert (bo.last_name, bo.password, list(bo.groups.all())) == ("de Jong", old, [group])


def test_closing_an_account_ends_its_sessions(sam, bo):
    browser = Client()
    sign_in(browser, bo.email)
    assert signed_in(sam).post(f"/cms/users/edit/{bo.pk}/", form(bo, is_active=None)).status_code == 302
    User.objects.filter(pk=bo.pk).update(is_active=True)
    assert browser.get("/account/settings/").status_code == 302


def test_closing_accounts_in_bulk_ends_their_sessions(sam, bo):
    browser = Client()
    sign_in(browser, bo.email)
    path = f"/cms/bulk/accounts/user/set_active_state/?id={bo.pk}"
    assert signed_in(sam).post(path, {"mark_as_active": "False"}).status_code in (200, 302)
    bo.refresh_from_db()
    assert not bo.is_active
    User.objects.filter(pk=bo.pk).update(is_active=True)
    assert browser.get("/account/settings/").status_code == 302


def test_another_address_signs_the_person_out_and_the_old_one_no_longer_works(sam, bo):
    browser = Client()
    sign_in(browser, bo.email)
    signed_in(sam).post(f"/cms/users/edit/{bo.pk}/", form(bo, email="bo.jansen@duinrand.example"))
    assert browser.get("/account/settings/").status_code == 302
    assert sign_in(Client(), "bo@duinrand.example").status_code == 422
    assert sign_in(Client(), "bo.jansen@duinrand.example").status_code == 302


def test_accounts_are_closed_not_deleted(sam, bo):
    cms = signed_in(sam)
    cms.post(f"/cms/users/delete/{bo.pk}/")
    cms.post(f"/cms/bulk/accounts/user/delete/?id={bo.pk}")
    assert User.objects.filter(pk=bo.pk).exists()


def test_one_query_tells_who_edits(bo, django_assert_num_queries):
    from accounts.backends import EmailBackend

    group = Group.objects.create(name="Kring editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for member in (False, True):
        if member:
            bo.groups.add(group)
        with django_assert_num_queries(1):
            assert EmailBackend().get_user(bo.pk).has_perm("wagtailadmin.access_admin") is member


def test_the_form_as_it_stands_on_the_page_makes_and_changes_an_account(sam, bo):
    cms = signed_in(sam)
    for address in ("/cms/users/new/", f"/cms/users/edit/{bo.pk}/"):
        (form,) = [form for form in forms_of(cms.get(address).content.decode(), address) if "email" in form.values]
        data = form.values | {"email": ["kees@duinrand.example"], "first_name": ["Kees"], "last_name": ["B"]}
        assert cms.post(address, data).status_code == 302
        User.objects.filter(email="kees@duinrand.example").update(email=f"kees{address.count('new')}@duinrand.example")
    bo.refresh_from_db()
    assert bo.first_name == "Kees"
