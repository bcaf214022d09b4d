"""Signing in: who gets in, who does not, and that the answer tells a stranger nothing."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts.models import Limit, User
from tests.cast import PASSWORD, signed_in

LOGIN = "/login/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra):
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def visible_text(response) -> str:
    """The page without what differs from request to request, and without what was typed."""
    return re.sub(r'[A-Za-z0-9]{64}|nonce="[^"]+"|value="[^"]*@[^"]*"', "", response.content.decode())


def test_a_colleague_signs_in_with_the_email_address_in_any_case(client, bo):
    response = sign_in(client, "BO@Duinrand.Example")
    assert response.status_code == 302
    assert response.url == "/"
    assert client.get("/account/settings/").status_code == 200


def test_the_page_says_the_same_for_a_wrong_password_an_unknown_address_and_a_closed_account(db, bo, dina):
    dina.is_active = False
    dina.save()
    answers = [
        sign_in(Client(), bo.email, "something else entirely"),
        sign_in(Client(), "nobody@duinrand.example", "something else entirely"),
        sign_in(Client(), dina.email),
        sign_in(Client(), dina.email, "something else entirely"),
    ]
    assert {answer.status_code for answer in answers} == {answers[0].status_code}
    assert len({visible_text(answer) for answer in answers}) == 1
    assert "This password does not match this e-mail address" in answers[0].content.decode()


def test_next_leads_on_within_the_site(client, bo):
    assert sign_in(client, bo.email).status_code == 302
    client.post("/logout/")
    response = client.post(LOGIN, {"login": bo.email, "password": PASSWORD, "next": "/people/?q=a"})
    assert response.url == "/people/?q=a"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "https:///evil.example",
        "https://testserver@evil.example/",
        "https://testserver.evil.example/",
        "\t//evil.example",
    ],
)
def test_next_never_leads_away(client, bo, target):
    response = client.post(LOGIN, {"login": bo.email, "password": PASSWORD, "next": target})
    assert response.status_code == 302
    assert response.url == "/"


def test_signing_out_needs_a_post(client, bo):
    client.force_login(bo)
    assert client.get("/logout/").status_code == 200
    assert client.get("/account/settings/").status_code == 200
    assert client.post("/logout/").url == LOGIN
    assert client.get("/account/settings/").status_code == 302


def test_ten_wrong_passwords_lock_the_account_even_for_the_right_one_and_from_elsewhere(db, bo):
    for attempt in range(10):
        sign_in(Client(), bo.email, "wrong", REMOTE_ADDR=f"10.0.0.{attempt}")
    answer = sign_in(Client(), bo.email, REMOTE_ADDR="10.9.9.9")
    assert answer.status_code == 422
    assert "Too many attempts" in answer.content.decode()


def test_ten_wrong_passwords_lock_the_address_for_other_accounts(db, bo, emil):
    for attempt in range(10):
        sign_in(Client(), f"guess{attempt}@duinrand.example", "wrong", REMOTE_ADDR="10.1.1.1")
    assert "Too many attempts" in sign_in(Client(), emil.email, REMOTE_ADDR="10.1.1.1").content.decode()
    assert sign_in(Client(), emil.email, REMOTE_ADDR="10.1.1.2").status_code == 302


def test_a_whole_ipv6_network_counts_as_one_address(db, emil):
    for attempt in range(10):
        sign_in(Client(), f"guess{attempt}@duinrand.example", "wrong", REMOTE_ADDR=f"2001:db8:1:2::{attempt:x}")
    inside = sign_in(Client(), emil.email, REMOTE_ADDR="2001:db8:1:2:ffff::1")
    assert "Too many attempts" in inside.content.decode()
    assert sign_in(Client(), emil.email, REMOTE_ADDR="2001:db8:1:3::1").status_code == 302


def test_an_address_that_a_browser_claims_in_a_header_is_not_believed(db, emil):
    for attempt in range(10):
        sign_in(Client(), f"guess{attempt}@duinrand.example", "wrong", HTTP_X_FORWARDED_FOR=f"10.2.2.{attempt}")
    assert "Too many attempts" in sign_in(Client(), emil.email, HTTP_X_FORWARDED_FOR="8.8.8.8").content.decode()


def test_the_lock_holds_when_the_cache_restarts(db, bo):
    for _ in range(10):
        sign_in(Client(), bo.email, "wrong")
    caches["default"].clear()
    assert "Too many attempts" in sign_in(Client(), bo.email).content.decode()
    assert Limit.objects.exists()


def test_signing_in_rightly_uses_up_no_attempt(db, bo):
    for _ in range(12):
        assert sign_in(Client(), bo.email).status_code == 302


def test_an_unknown_address_is_locked_just_the_same(db, bo):
    for _ in range(10):
        sign_in(Client(), "nobody@duinrand.example", "wrong", REMOTE_ADDR="10.3.3.3")
    for _ in range(10):
        sign_in(Client(), bo.email, "wrong", REMOTE_ADDR="10.4.4.4")
    unknown = sign_in(Client(), "nobody@duinrand.example", "wrong", REMOTE_ADDR="10.5.5.5")
    known = sign_in(Client(), bo.email, "wrong", REMOTE_ADDR="10.5.5.6")
    assert visible_text(unknown) == visible_text(known)


def test_a_closed_account_ends_its_sessions_at_once(client, bo, sam):
    client.force_login(bo)
    assert client.get("/account/settings/").status_code == 200
    User.objects.filter(pk=bo.pk).update(is_active=False)
    assert client.get("/account/settings/").status_code == 302


def test_an_account_that_opens_again_does_not_wake_old_sessions(client, bo, sam):
    from accounts.actions import deactivate

    sign_in(client, bo.email)
    deactivate(bo, by=sam)
    User.objects.filter(pk=bo.pk).update(is_active=True)
    assert client.get("/account/settings/").status_code == 302
    assert not UserSession.objects.filter(user=bo).exists()


def test_a_link_of_a_closed_account_leads_back_to_the_sign_in_page(rf, db, bo):
    from allauth.account.utils import perform_login
    from allauth.core import context
    from django.contrib.messages.storage.fallback import FallbackStorage
    from django.contrib.sessions.backends.db import SessionStore

    bo.is_active = False
    bo.save()
    request = rf.get(LOGIN)
    request.session, request.user = SessionStore(), bo
    request._messages = FallbackStorage(request)
    with context.request_context(request):
        assert perform_login(request, bo, email_verification="none").url == LOGIN


def test_nobody_can_sign_up(client, db):
    for path in (
        "/signup/",
        "/account/signup/",
        "/accounts/signup/",
        "/account/email/",
        "/account/2fa/webauthn/signup/",
    ):
        response = client.get(path)
        assert response.status_code == 302
        assert response.url.startswith(LOGIN)
    assert User.objects.count() == 0


def test_the_cms_uses_the_same_sign_in(client, db, sam, bo):
    assert client.get("/cms/").url == "/login/?next=/cms/"
    assert client.get("/cms/login/?next=/cms/pages/").url == "/login/?next=/cms/login/%3Fnext%3D/cms/pages/"
    assert client.get("/cms/password_reset/").url.startswith(LOGIN)
    assert client.post(LOGIN, {"login": sam.email, "password": PASSWORD, "next": "/cms/"}).url == "/cms/"
    assert client.get("/cms/").status_code == 200
    assert client.get("/cms/login/?next=/cms/pages/").url == "/login/?next=/cms/pages/"


def test_an_employee_gets_403_in_the_cms_and_no_redirect_loop(bo):
    browser = signed_in(bo)
    for path in ("/cms/", "/cms/pages/", "/cms/users/", "/cms/invitations/", "/cms/nonsense/"):
        assert browser.get(path).status_code == 403


def test_a_fragment_for_a_visitor_is_401_with_the_way_to_the_sign_in_page(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?q=a"}
    response = client.get("/people/", headers=headers)
    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/login/?next=/people/%3Fq%3Da"
    assert response.content == b""
    away = client.get("/people/", headers=headers | {"HX-Current-URL": "https://evil.example/x"})
    assert away.headers["HX-Redirect"] == "/login/?next=/"
    assert client.get("/people/", headers={"Sec-Fetch-Mode": "cors"}).status_code == 401


def test_a_visitor_gets_the_same_answer_for_what_exists_and_what_does_not(client, db, bo):
    assert client.get(f"/people/{bo.pk}-bo-jansen/").status_code == client.get("/people/9999-x/").status_code == 302
    assert client.get("/file.txt").status_code == 302


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_the_open_pages_speak_both_languages(client, db, language, name):
    response = client.get(reverse(name), headers={"Accept-Language": language})
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_the_sign_in_page_works_under_a_strict_policy(client, db):
    response = client.get(LOGIN)
    page = response.content.decode()
    assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]
    assert " style=" not in page
    assert " onclick=" not in page
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)(?![^>]*nonce=)[^>]*>", page)
    assert inline == []
    assert 'autocomplete="current-password"' in page
