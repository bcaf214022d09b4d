"""Language, time zone and theme follow the person."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import actions
from tests.cast import signed_in


def test_the_language_of_the_person_wins_over_the_browser(bo):
    browser = signed_in(bo)
    page = browser.get("/account/settings/", headers={"Accept-Language": "nl"})
    assert '<html lang="en"' in page.content.decode()
    assert page.headers["Content-Language"] == "en"


def test_settings_are_stored_and_applied(bo):
    browser = signed_in(bo)
    form = {"language": "nl", "time_zone": "America/New_York", "theme": "dark"}
    assert browser.post("/account/settings/", form).status_code == 302
    bo.refresh_from_db()
    assert (bo.language, bo.time_zone, bo.theme) == ("nl", "America/New_York", "dark")
    page = browser.get("/account/settings/").content.decode()
    assert '<html lang="nl" data-theme="dark"' in page
    assert '<option value="America/New_York" selected' in page


def test_the_time_zone_of_the_person_is_active_during_a_request(bo, rf):
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpResponse
    from django.utils import timezone

    from accounts.middleware import LoginRequiredMiddleware, PreferencesMiddleware

    seen = []

    def view(request):
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    stack = PreferencesMiddleware(LoginRequiredMiddleware(view))
    bo.time_zone = "Asia/Tokyo"
    for user in (bo, AnonymousUser()):
        request = rf.get("/login/")
        request.user = user
        stack(request)
    assert seen == ["Asia/Tokyo", "Europe/Amsterdam"]


@pytest.mark.parametrize(
    "wrong",
    [{"language": "de"}, {"time_zone": "Mars/Olympus"}, {"time_zone": ""}, {"theme": "pink"}, {"language": "\x00"}],
)
def test_a_wrong_setting_is_refused_and_nothing_is_stored(bo, wrong):
    form = {"language": "nl", "time_zone": "Europe/London", "theme": "light"} | wrong
    page = signed_in(bo).post("/account/settings/", form)
    assert page.status_code == 422
    bo.refresh_from_db()
    assert (bo.language, bo.time_zone, bo.theme) == ("en", "Europe/Amsterdam", "")


def test_the_switch_in_the_header_keeps_the_place(bo):
    browser = signed_in(bo)
    response = browser.post("/account/language/", {"language": "nl", "next": "/people/?q=x"})
    assert response.url == "/people/?q=x"
    bo.refresh_from_db()
    assert bo.language == "nl"
    assert browser.post("/account/theme/", {"theme": "dark", "next": "//evil.example"}).url == "/"
    bo.refresh_from_db()
    assert bo.theme == "dark"


def test_a_visitor_chooses_a_language_before_signing_in(db):
    browser = Client()
    browser.post("/account/language/", {"language": "en", "next": "/login/"})
    assert "Pull up a chair" in browser.get("/login/", headers={"Accept-Language": "nl"}).content.decode()


@pytest.mark.parametrize("path", ["/account/language/", "/account/theme/"])
def test_switches_need_a_post_and_a_known_value(bo, path):
    browser = signed_in(bo)
    assert browser.get(path).status_code == 405
    assert browser.post(path, {"language": "xx", "theme": "xx"}).status_code == 400


def test_a_theme_is_for_signed_in_people(client, db):
    assert client.post("/account/theme/", {"theme": "dark"}).url.startswith("/login/")


def test_nobody_changes_the_preferences_of_another(bo, emil):
    with pytest.raises(PermissionDenied):
        actions.set_preferences(bo, by=emil, theme="dark")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/account/settings/",
        "/account/password/change/",
        "/account/sessions/",
        "/account/2fa/",
        "/account/2fa/webauthn/",
        "/account/reauthenticate/",
        "/logout/",
    ],
)
def test_the_account_pages_render_in_both_languages(bo, path, language):
    bo.language = language
    bo.save()
    response = signed_in(bo).get(path)
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()
    assert " style=" not in response.content.decode()
