"""Passwords: what is accepted, how they are reset and changed."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from tests.accounts.test_sign_in import sign_in, visible_text
from tests.cast import PASSWORD, signed_in

RESET = "/account/password/reset/"
GOOD = "paarse tractor zingt fluisterend"


@pytest.mark.parametrize(
    "password",
    [
        "kort",
        "schuif-aan",
        "123456789012",
        "password1234",
        "welkomwelkom1",
        "wachtwoord2026",
        "Geheim123Geheim",
        "zomerzomer2026",
        "bojansen12345",
        "duinrandduinrand",
    ],
)
def test_a_password_that_can_be_guessed_is_refused(password):
    who = User(email="bo@duinrand.example", first_name="Bo", last_name="Jansen")
    with pytest.raises(ValidationError):
        validate_password(password, who)


@pytest.mark.parametrize(
    "password", [GOOD, "q7#kV9!mLp2x&Zt", "vier fietsen dromen van zout water", "håpløs ヅ語Ω brûlée kwartel"]
)
def test_a_password_that_cannot_be_guessed_is_accepted(password):
    validate_password(password, User(email="bo@duinrand.example", first_name="Bo", last_name="Jansen"))


def test_a_very_long_password_costs_no_time():
    validate_password(GOOD + "x" * 5000)


def reset_link(message) -> str:
    return re.search(r"http://\S+(/account/password/reset/key/\S+/)", message.body).group(1)


def test_reset_mails_a_link_that_works_once(client, bo):
    assert client.post(RESET, {"email": bo.email}).url == "/account/password/reset/done/"
    (message,) = mail.outbox
    assert message.to == [bo.email]
    assert message.alternatives
    link = reset_link(message)
    page = client.get(link, follow=True)
    target = page.redirect_chain[-1][0]
    assert client.post(target, {"password1": GOOD, "password2": GOOD}).status_code == 302
    bo.refresh_from_db()
    assert bo.check_password(GOOD)
    again = Client().get(link, follow=True)
    assert "This link no longer works" in again.content.decode()


def test_reset_says_and_does_the_same_for_an_address_nobody_has(db, bo):
    known = Client().post(RESET, {"email": bo.email}, REMOTE_ADDR="10.0.0.1", follow=True)
    unknown = Client().post(RESET, {"email": "nobody@duinrand.example"}, REMOTE_ADDR="10.0.0.2", follow=True)
    assert visible_text(known) == visible_text(unknown)
    assert [message.to for message in mail.outbox] == [[bo.email]]


def test_reset_takes_as_many_queries_for_an_address_nobody_has(db, bo):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from accounts.forms import ResetPasswordForm

    counts = []
    for email in (bo.email, "nobody@duinrand.example"):
        form = ResetPasswordForm({"email": email})
        with CaptureQueriesContext(connection) as queries:
            assert form.is_valid()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_closed_account_gets_no_reset(db, bo):
    User.objects.filter(pk=bo.pk).update(is_active=False)
    Client().post(RESET, {"email": bo.email})
    assert mail.outbox == []


def test_the_link_names_the_host_of_the_installation_whatever_the_request_claims(db, bo):
    Client().post(RESET, {"email": bo.email}, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example")
    assert "evil.example" not in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].alternatives[0].content


def test_a_sixth_reset_within_an_hour_is_refused(db, bo):
    for attempt in range(5):
        assert Client().post(RESET, {"email": bo.email}, REMOTE_ADDR=f"10.0.1.{attempt}").status_code == 302
    assert Client().post(RESET, {"email": bo.email}, REMOTE_ADDR="10.0.1.9").status_code == 429
    assert len(mail.outbox) == 5


@pytest.mark.parametrize(("language", "word"), [("nl", "bo"), ("en", "Hello")])
def test_mail_speaks_the_language_of_the_person(db, bo, language, word):
    User.objects.filter(pk=bo.pk).update(language=language)
    Client().post(RESET, {"email": bo.email}, headers={"Accept-Language": "en" if language == "nl" else "nl"})
    assert f'<html lang="{language}">' in mail.outbox[0].alternatives[0].content


def test_changing_the_password_signs_out_elsewhere_and_tells_the_person(bo):
    here, elsewhere = Client(), Client()
    sign_in(here, bo.email)
    sign_in(elsewhere, bo.email)
    page = here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": GOOD, "password2": GOOD})
    assert page.status_code == 302
    assert here.get("/account/settings/").status_code == 200
    assert elsewhere.get("/account/settings/").status_code == 302
    assert "password of your account was changed" in mail.outbox[0].body


def test_a_weak_new_password_is_refused_beside_the_field(bo):
    page = signed_in(bo).post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "welkomwelkom1", "password2": "welkomwelkom1"},
    )
    assert "easy to guess" in page.content.decode()
    bo.refresh_from_db()
    assert bo.check_password(PASSWORD)
