"""The doors: the site's pages, redirects, and what editors meet in the CMS."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Page

from tests.access.conftest import add_page, key, restrict
from tests.cast import signed_in

HEADERS_THAT_VARY = {"Content-Security-Policy", "X-Request-Id"}


@pytest.fixture
def closed(hr, pay, team):
    restrict(hr, team)
    return pay


@pytest.fixture
def writer(wim, board):
    """May open the CMS and edit one page."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=board, permission=Permission.objects.get(codename="change_page")
    )
    wim.groups.add(group)
    return wim


def same(one, other) -> bool:
    """Equal in status, body and headers, apart from what is random in each answer."""

    def plain(response):
        headers = {key: value for key, value in response.headers.items() if key not in HEADERS_THAT_VARY}
        return response.status_code, response.content, headers

    return plain(one) == plain(other)


def without_token(response):
    """The body without the anti-forgery tokens and nonces, which differ in each answer."""
    import re

    response.content = re.sub(rb'(nonce|csrf\w*|value|X-CSRFToken)[\\"\'=:& ;quot]*[\w\-=]{16,}', b"", response.content)
    return response


def test_closed_draft_and_missing_pages_are_the_same_404(closed, hr, board, bo, sam):
    Page.objects.filter(pk=board.pk).update(live=False)
    for person in (bo, sam):
        browser = signed_in(person)
        missing = without_token(browser.get("/missing/"))
        for path in ("/hr/", "/hr/pay/", "/hr/missing/", "/board/"):
            response = without_token(browser.get(path))
            assert response.status_code == 404
            response.content = response.content.replace(path.encode(), b"/missing/")
            assert same(response, missing), path


def test_addresses_without_a_slash_tell_nothing(closed, bo):
    browser = signed_in(bo)
    for path in ("/hr", "/missing"):
        response = browser.get(path)
        assert (response.status_code, response.headers.get("Location")) in [(301, f"{path}/"), (404, None)]
    assert browser.get("/hr").status_code == browser.get("/missing").status_code


def test_strangers_are_sent_to_sign_in_for_both(client, closed):
    assert client.get("/hr/").status_code == client.get("/missing/").status_code == 302


def test_wagtails_other_front_end_addresses_are_not_mounted():
    for name in ("wagtailcore_login", "wagtailcore_authenticate_with_password", "wagtaildocs_serve"):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=[1, 1] if "password" in name else [])


def test_redirect_to_a_closed_page_is_the_404_it_would_be(closed, team, bo, dina):
    Redirect.objects.create(old_path="/old-pay", redirect_page=closed)
    dina.groups.add(team)
    assert signed_in(dina).get("/old-pay/")["Location"].endswith("/hr/pay/")
    browser = signed_in(bo)
    for query in ("", "?x=1"):
        answer = without_token(browser.get(f"/old-pay/{query}"))
        assert answer.status_code == 404
        assert "Location" not in answer.headers


def test_redirect_to_an_open_page_or_address_works(board, bo):
    Redirect.objects.create(old_path="/old-board", redirect_page=board)
    Redirect.objects.create(old_path="/out", redirect_link="https://example.org/")
    browser = signed_in(bo)
    assert browser.get("/old-board/")["Location"].endswith("/board/")
    assert browser.get("/out/")["Location"] == "https://example.org/"


# --- the CMS ----------------------------------------------------------------------------------------------------------
def test_page_chooser_offers_what_the_editor_may_read_or_edit(closed, hr, board, writer, home):
    secret = add_page(board, "Board draft", live=False)
    add_page(home, "Draft of another", live=False)
    browser = signed_in(writer)
    titles = browser.get(reverse("wagtailadmin_choose_page_child", args=[home.pk])).content.decode()
    assert "Board" in titles
    assert "HR" not in titles
    assert "Draft of another" not in titles
    below = browser.get(reverse("wagtailadmin_choose_page_child", args=[board.pk])).content.decode()
    assert secret.title in below


def test_page_chooser_does_not_browse_in_a_closed_section(closed, hr, writer):
    assert signed_in(writer).get(reverse("wagtailadmin_choose_page_child", args=[hr.pk])).status_code == 404
    assert signed_in(writer).get("/cms/choose-page/987654/").status_code == 404


def test_page_chooser_search_finds_no_closed_page(closed, writer):
    found = signed_in(writer).get(reverse("wagtailadmin_choose_page_search"), {"q": "Pay"})
    assert b"/hr/pay" not in found.content
    assert b">Pay<" not in found.content


def test_choosing_many_by_number_names_no_closed_page(closed, board, writer):
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    answer = signed_in(writer).get(address, {"id": [closed.pk, board.pk, "x", "9" * 40]})
    assert [page["id"] for page in json.loads(answer.content)["result"]] == [board.pk]


def test_explorer_and_search_of_the_cms_show_only_pages_of_the_editor(closed, hr, board, writer):
    browser = signed_in(writer)
    listing = browser.get(reverse("wagtailadmin_explore", args=[hr.get_parent().pk]), follow=True).content.decode()
    assert "Board" in listing
    assert ">HR<" not in listing
    found = browser.get(reverse("wagtailadmin_pages:search"), {"q": "Pay"}).content.decode()
    assert f"/cms/pages/{closed.pk}/" not in found
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:history", "wagtailadmin_pages:view_draft"):
        assert browser.get(reverse(name, args=[closed.pk])).status_code in (302, 403, 404)


def test_privacy_dialog_offers_no_shared_password_and_works(hr, pay, team, sam, bo):
    address = reverse("wagtailadmin_pages:set_privacy", args=[hr.pk])
    browser = signed_in(sam)
    assert b"shared password" not in browser.get(address).content
    refused = browser.post(address, {"restriction_type": "password", "password": "x"})
    assert b"set_privacy_done" not in refused.content
    browser.post(address, {"restriction_type": "groups", "groups": [team.pk]})
    assert signed_in(bo).get("/hr/pay/").status_code == 404
    browser.post(address, {"restriction_type": "none"})
    assert not hr.view_restrictions.exists()


def test_moving_in_the_cms(hr, pay, board, team, sam):
    restrict(board, team)
    signed_in(sam).post(reverse("wagtailadmin_pages:move_confirm", args=[pay.pk, board.pk]))
    assert key(pay) == f"groups:{team.pk}"
