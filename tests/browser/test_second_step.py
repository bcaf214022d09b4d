"""Passkeys and codes in a real browser: the ceremony itself, with an authenticator that Chromium plays."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from tests.accounts.test_second_step import code_for
from tests.browser.pages import Security
from tests.cast import PASSWORD


@pytest.fixture
def authenticator(page: Page, settings):
    """A device that says yes: built in, with a verified user, and room for keys."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def keys() -> int:
        return len(devtools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"])

    return keys


def test_a_passkey_is_added_signs_in_and_is_removed(page: Page, sign_in, bo, live_server, authenticator, console):
    sign_in(bo, "/account/settings/")
    security = Security(page, live_server.url, PASSWORD)
    security.open("/account/2fa/webauthn/add/")
    page.locator("main input[type=text]").fill("Bo's phone")
    page.get_by_label("Sign in with it alone").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    expect(page.locator(".codes li")).to_have_count(10)
    assert authenticator() == 1

    security.sign_out()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{live_server.url}/")

    security.open("/account/2fa/webauthn/")
    page.get_by_role("link", name="Remove Bo's phone").click()
    remove = page.get_by_role("button", name="Remove the passkey")
    expect(remove.or_(page.locator("input[type=password]"))).to_be_visible()
    if "/reauthenticate/" in page.url:
        security.prove()
    remove.click()
    expect(page.locator("main li", has_text="Bo's phone")).to_have_count(0)
    assert not Authenticator.objects.filter(user=bo, type=Authenticator.Type.WEBAUTHN).exists()
    assert console == []


def test_a_device_that_refuses_is_said_on_the_page(page: Page, live_server, bo, authenticator):
    page.goto(f"{live_server.url}/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("#passkey-error")).to_be_visible(timeout=30_000)
    expect(page.get_by_label("E-mail")).to_be_visible()


@pytest.mark.slow
def test_an_app_is_set_up_and_asked_for(page: Page, sign_in, bo, live_server, console):
    sign_in(bo, "/account/settings/")
    security = Security(page, live_server.url, PASSWORD)
    security.open("/account/2fa/totp/activate/")
    expect(page.get_by_alt_text("QR code")).to_be_visible()
    secret = page.locator("main code").inner_text()
    page.get_by_label("code").fill(code_for(secret))
    page.get_by_role("button", name="Connect the app").click()
    page.wait_for_url("**/recovery-codes/**")
    spare = page.locator(".codes li").first.inner_text()

    security.sign_out()
    page.get_by_label("E-mail").fill(bo.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_label("code").fill("000000")
    page.locator("main button[type=submit]").first.click()
    expect(page.locator("main .err").first).to_be_visible()
    page.get_by_label("code").fill(spare)
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(f"{live_server.url}/")
    assert [line for line in console if "422" not in line] == []
