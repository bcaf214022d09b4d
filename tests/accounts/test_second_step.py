"""Two-step sign-in, recovery codes, sessions and proving once more who you are."""

import time
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from tests.accounts.test_sign_in import sign_in
from tests.cast import PASSWORD

ACTIVATE = "/account/2fa/totp/activate/"


def code_for(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def here(bo) -> Client:
    client = Client()
    sign_in(client, bo.email)
    return client


def prove(client: Client, then: str) -> None:
    assert client.get(then).url.startswith("/account/reauthenticate/")
    assert client.post("/account/reauthenticate/", {"password": PASSWORD, "next": then}).url == then


def set_up_app(client: Client) -> str:
    prove(client, ACTIVATE)
    assert client.get(ACTIVATE).status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert client.post(ACTIVATE, {"code": code_for(secret)}).status_code == 302
    return secret


def test_an_app_is_set_up_after_proving_who_you_are_and_the_person_is_told(
    here, bo, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_app(here)
    stored = Authenticator.objects.get(user=bo, type="totp")
    assert secret not in str(stored.data)
    assert "authenticator app was added" in mail.outbox[0].body
    assert here.get("/account/2fa/").status_code == 200
    assert here.get("/account/2fa/recovery-codes/").status_code == 200


def test_with_an_app_the_password_alone_is_not_enough(here, bo):
    secret = set_up_app(here)
    other = Client()
    assert sign_in(other, bo.email).url == "/account/2fa/authenticate/"
    assert other.get("/account/2fa/authenticate/").status_code == 200
    assert other.get("/account/settings/").status_code == 302
    assert "This code is not right" in other.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    later = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + 1))
    assert other.post("/account/2fa/authenticate/", {"code": later}).url == "/"
    assert other.get("/account/settings/").status_code == 200


def test_a_code_works_once(here, bo):
    secret = set_up_app(here)
    later = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + 1))
    for expected in (302, 422):
        other = Client()
        sign_in(other, bo.email)
        assert other.post("/account/2fa/authenticate/", {"code": later}).status_code == expected


def test_guessing_codes_is_limited(here, bo):
    set_up_app(here)
    other = Client()
    sign_in(other, bo.email)
    answers = [other.post("/account/2fa/authenticate/", {"code": f"{n:06}"}) for n in range(12)]
    assert "Too many attempts" in answers[-1].content.decode()


def test_a_recovery_code_helps_once(here, bo):
    set_up_app(here)
    code = Authenticator.objects.get(user=bo, type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (302, 422):
        other = Client()
        sign_in(other, bo.email)
        assert other.post("/account/2fa/authenticate/", {"code": code}).status_code == expected


def test_the_app_can_be_removed(here, bo):
    set_up_app(here)
    assert here.get("/account/2fa/totp/deactivate/").status_code == 200
    assert here.post("/account/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(user=bo, type="totp").exists()


@pytest.mark.parametrize("path", ["/account/2fa/webauthn/add/", ACTIVATE])
def test_changing_the_protection_asks_for_proof_first(here, path):
    assert unquote(here.get(path).url) == f"/account/reauthenticate/?next={path}"


def test_the_passkey_pages_work_under_the_strict_policy(here):
    prove(here, "/account/2fa/webauthn/add/")
    page = here.get("/account/2fa/webauthn/add/").content.decode()
    assert 'id="js_data"' in page
    assert "webauthn-json.js" in page


def test_the_passkey_challenge_is_given_to_visitors_as_data_only(client, db):
    answer = client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert "challenge" in answer.json()["request_options"]["publicKey"]
    assert client.get("/account/2fa/webauthn/login/").url == "/login/"


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", '{"id": 1}', "\x00", "x" * 10_000])
def test_a_nonsense_passkey_is_refused_without_a_crash(client, db, credential):
    client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert client.post("/account/2fa/webauthn/login/", {"credential": credential}).status_code in (200, 302)


def test_signing_out_elsewhere_ends_the_other_sessions_only(here, bo):
    other = Client()
    sign_in(other, bo.email, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/130.0")
    page = here.get("/account/sessions/").content.decode()
    assert "Firefox, Windows" in page
    assert here.post("/account/sessions/").status_code == 302
    assert other.get("/account/settings/").status_code == 302
    assert here.get("/account/settings/").status_code == 200
    assert UserSession.objects.filter(user=bo).count() == 1
