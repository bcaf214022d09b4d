"""Who reaches which address of a comment: outsiders, visitors, strangers to a form."""

import pytest

from comments.models import Comment
from tests.cast import signed_in
from tests.comments.browser import address, at
from tests.comments.conftest import say


@pytest.mark.parametrize("name", ["permalink", "replies", "edit", "history", "removal", "label"])
def test_outsiders_get_404_for_every_address_of_a_comment(restricted, dina, emil, name):
    comment = say(restricted, dina, "Between us")
    assert signed_in(emil).get(at(name, comment)).status_code == 404
    assert signed_in(dina).get(at(name, comment)).status_code in (200, 302, 403)


@pytest.mark.parametrize("name", ["edit", "removal", "restoration", "label", "pin"])
def test_outsiders_get_404_for_every_write(restricted, dina, emil, name):
    comment = say(restricted, dina, "Between us")
    assert signed_in(emil).post(at(name, comment), {"text": "x", "version": 1}).status_code == 404
    assert signed_in(emil).post(address(restricted), {"text": "x"}).status_code == 404
    assert Comment.objects.get().comment == "Between us"


def test_comments_under_an_unpublished_page_are_404(hall, bo):
    comment = say(hall, bo)
    hall.unpublish()
    client = signed_in(bo)
    assert client.get(address(hall)).status_code == 404
    assert client.get(at("permalink", comment)).status_code == 404


ABSENT = [
    "/on/nothing/1/comments/",
    "/on/comment/1/comments/",
    "/on/page/0/comments/",
    "/on/page/99999999999999999999999/comments/",
    "/comments/99999999999999999999999/",
]


@pytest.mark.parametrize("url", ABSENT)
def test_what_is_not_there_is_404(bo, db, url):
    assert signed_in(bo).get(url).status_code == 404


def test_visitors_are_sent_to_sign_in(hall, client):
    assert "/login/" in client.get(address(hall))["Location"]
    assert client.post(address(hall), {"text": "Hi"}).status_code == 302
    assert not Comment.objects.exists()


def test_writes_need_the_token_against_forgery(hall, bo):
    client = signed_in(bo)
    client.handler.enforce_csrf_checks = True
    assert client.post(address(hall), {"text": "Hi"}).status_code == 403


@pytest.mark.parametrize("name", ["restoration", "pin"])
def test_reading_changes_nothing(hall, bo, name):
    assert signed_in(bo).get(at(name, say(hall, bo))).status_code == 405
