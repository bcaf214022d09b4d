"""Invitations: the only way in, for one address, once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.models import Invitation, User
from tests.cast import signed_in

GOOD = "paarse tractor zingt fluisterend"
ANSWER = {"first_name": "Kees", "last_name": "Brouwer", "password": GOOD}


@pytest.fixture
def invited(sam) -> Invitation:
    group = Group.objects.create(name="Line 2")
    return actions.invite(
        "Kees@Duinrand.example", first_name="Kees", last_name="Brouwer", language="en", groups=[group], by=sam
    )


def link(invitation: Invitation) -> str:
    return f"/account/invitation/{invitation.token()}/"


def test_the_mail_holds_a_link_that_leads_in(invited, sam):
    (message,) = mail.outbox
    assert message.to == ["kees@duinrand.example"]
    path = re.search(r"http://\S+?(/account/invitation/\S+/)", message.body).group(1)
    browser = Client()
    page = browser.get(path)
    assert "kees@duinrand.example" in page.content.decode()
    assert browser.post(path, ANSWER).url == "/"
    kees = User.objects.get(email="kees@duinrand.example")
    assert kees.check_password(GOOD)
    assert [group.name for group in kees.groups.all()] == ["Line 2"]
    assert not kees.is_superuser
    assert kees.invitation.invited_by == sam
    assert browser.get("/account/settings/").status_code == 200


def test_a_link_works_once(invited):
    path = link(invited)
    assert Client().post(path, ANSWER).status_code == 302
    second = Client().post(path, ANSWER | {"password": "heel iets anders blauw kanaal"})
    assert second.status_code == 404
    assert User.objects.get(email="kees@duinrand.example").check_password(GOOD)


def test_every_worthless_link_gets_the_same_answer(invited, sam):
    good = link(invited)
    withdrawn = actions.invite("a@duinrand.example", first_name="A", last_name="B", by=sam)
    actions.withdraw_invitation(withdrawn, by=sam)
    pages = [
        Client().get(path)
        for path in (good[:-3] + "xx/", good.replace(":", "x", 1), link(withdrawn), "/account/invitation/nonsense/")
    ]
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        pages.append(Client().get(good))
    assert {page.status_code for page in pages} == {404}
    bodies = {re.sub(r'[A-Za-z0-9]{64}|value="[^"]*"|nonce="[^"]+"', "", page.content.decode()) for page in pages}
    assert len(bodies) == 1


def test_sending_again_makes_the_earlier_link_worthless_and_starts_the_week_anew(invited, sam):
    old = link(invited)
    with time_machine.travel(timezone.now() + timedelta(days=6)):
        again = actions.resend_invitation(invited, by=sam)
        assert Client().get(old).status_code == 404
        assert Client().get(link(again)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=12)):
        assert Client().get(link(again)).status_code == 200
    assert len(mail.outbox) == 2


def test_somebody_else_who_is_signed_in_cannot_take_the_seat(invited, bo):
    browser = signed_in(bo)
    assert browser.get(link(invited)).status_code == 403
    assert browser.post(link(invited), ANSWER).status_code == 403
    assert not User.objects.filter(email="kees@duinrand.example").exists()


def test_the_form_cannot_choose_another_address_or_more_rights(invited):
    extra = {"email": "boss@duinrand.example", "is_superuser": "on", "is_staff": "1", "groups": "1"}
    Client().post(link(invited), ANSWER | extra)
    kees = User.objects.get(email="kees@duinrand.example")
    assert not kees.is_superuser
    assert not User.objects.filter(email="boss@duinrand.example").exists()


def test_a_weak_password_is_refused_and_what_was_typed_is_kept(invited):
    page = Client().post(link(invited), {"first_name": "Cornelis", "last_name": "Brouwer", "password": "welkom"})
    assert page.status_code == 422
    assert 'value="Cornelis"' in page.content.decode()
    assert not User.objects.filter(email="kees@duinrand.example").exists()


def test_an_address_that_has_an_account_or_an_invitation_cannot_be_invited(invited, bo, sam):
    for email in (bo.email, bo.email.upper(), "kees@duinrand.example"):
        with pytest.raises(ValidationError):
            actions.invite(email, first_name="X", last_name="Y", by=sam)


def test_only_who_may_invite_may_invite(invited, bo, sam):
    with pytest.raises(PermissionDenied):
        actions.invite("x@duinrand.example", first_name="X", last_name="Y", by=bo)
    with pytest.raises(PermissionDenied):
        actions.resend_invitation(invited, by=bo)
    with pytest.raises(PermissionDenied):
        actions.withdraw_invitation(invited, by=bo)


def test_nobody_gives_away_a_group_they_are_not_in(bo):
    bo.user_permissions.add(Permission.objects.get(codename="add_invitation"))
    bo = User.objects.get(pk=bo.pk)
    power, mine = Group.objects.create(name="Power"), Group.objects.create(name="Mine")
    bo.groups.add(mine)
    actions.invite("x@duinrand.example", first_name="X", last_name="Y", groups=[mine], by=bo)
    with pytest.raises(PermissionDenied):
        actions.invite("y@duinrand.example", first_name="X", last_name="Y", groups=[power], by=bo)


class TestInTheCms:
    def test_an_administrator_invites_corrects_resends_and_withdraws(self, sam):
        cms = signed_in(sam)
        group = Group.objects.create(name="Line 2")
        form = {
            "email": "Kees@duinrand.example",
            "first_name": "Kees",
            "last_name": "B",
            "language": "nl",
            "groups": [group.pk],
        }
        assert cms.get("/cms/invitations/new/").status_code == 200
        assert cms.post("/cms/invitations/new/", form).status_code == 302
        invitation = Invitation.objects.get(email="kees@duinrand.example")
        assert invitation.invited_by == sam
        assert len(mail.outbox) == 1
        assert "kees@duinrand.example" in cms.get("/cms/invitations/").content.decode()
        edit = f"/cms/invitations/edit/{invitation.pk}/"
        assert cms.get(edit).status_code == 200
        changed = form | {"last_name": "Brouwer", "email": "other@duinrand.example"}
        assert cms.post(edit, changed).status_code == 302
        invitation.refresh_from_db()
        assert (invitation.last_name, invitation.email) == ("Brouwer", "kees@duinrand.example")
        resend = f"/cms/invitations/resend/{invitation.pk}/"
        assert cms.get(resend).status_code == 405
        assert cms.post(resend).status_code == 302
        assert len(mail.outbox) == 2
        withdraw = f"/cms/invitations/delete/{invitation.pk}/"
        assert "Withdraw" in cms.get(withdraw).content.decode()
        assert cms.post(withdraw).status_code == 302
        invitation.refresh_from_db()
        assert invitation.withdrawn_at

    def test_a_mistake_is_told_beside_the_field(self, sam, bo):
        form = {"email": bo.email, "first_name": "Bo", "last_name": "J", "language": "nl"}
        page = signed_in(sam).post("/cms/invitations/new/", form)
        assert "already has an account" in page.content.decode()
        assert Invitation.objects.count() == 0

    def test_an_editor_without_the_right_is_kept_out(self, invited, ada):
        ada.user_permissions.add(Permission.objects.get(codename="access_admin"))
        cms = signed_in(ada)
        for path in ("", "new/", f"edit/{invited.pk}/", f"delete/{invited.pk}/"):
            response = cms.get(f"/cms/invitations/{path}")
            assert response.status_code in (302, 403)
            assert "kees@" not in response.content.decode()
        cms.post(f"/cms/invitations/resend/{invited.pk}/")
        assert len(mail.outbox) == 1
