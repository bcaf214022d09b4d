"""Every field about comments against every bad string: no server error, nothing runs, nothing typed is lost."""

from functools import partial

import pytest
from django.urls import reverse

from comments import actions
from comments.models import Comment
from core.text import clean_source
from tests.bad_inputs import as_sent, assert_calm, assert_nothing_lost, some
from tests.bad_inputs import assert_survives as survives
from tests.cast import signed_in
from tests.comments.conftest import say

pytestmark = pytest.mark.slow
assert_survives = partial(survives, per_category=1)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """As if there was time between the comments."""
    monkeypatch.setattr(actions, "MOST_POSTS", 10**6)


def test_placing_any_text_places_it_or_gives_it_back(hall, bo):
    client, url = signed_in(bo), reverse("comments:thread", args=["page", hall.pk])
    for category, number, text in some("text", 4):
        sent = as_sent(text)
        response = client.post(url, {"text": sent}, headers={"HX-Request": "true"})
        assert_calm(response, f"{category} {number}")
        assert response.status_code in (200, 422), f"{category} {number}"
        if response.status_code == 422:
            if "\x00" not in sent and len(sent) < 10**6:
                assert_nothing_lost(response, "text", sent)
        else:
            assert Comment.objects.filter(comment=clean_source(sent)).exists(), f"{category} {number}"
    page = client.get(url)
    assert_calm(page, "all of them together")


@pytest.mark.parametrize("field", ["token", "parent"])
def test_hidden_fields_of_the_form(hall, bo, field):
    assert_survives(
        signed_in(bo), reverse("comments:thread", args=["page", hall.pk]), {"text": "Hello"}, fields=[field],
        headers={"HX-Request": "true"},
    )  # fmt: skip


def test_editing(hall, bo):
    comment = say(hall, bo)
    url = reverse("comments:edit", args=[comment.pk])
    assert_survives(signed_in(bo), url, {"text": "Hello", "version": 1}, fields=["text", "version"])


def test_moderating_and_labelling(hall, bo, editor, moderator):
    comment = say(hall, bo)
    assert_survives(signed_in(editor), reverse("comments:label", args=[comment.pk]), fields=["words"])
    assert_survives(signed_in(moderator), reverse("comments:removal", args=[comment.pk]), fields=["reason"])


def test_closing(hall, editor):
    url = reverse("comments:closing", args=["page", hall.pk])
    assert_survives(signed_in(editor), url, {"reason": "Settled"}, fields=["reason", "at"])


@pytest.mark.parametrize("name", ["after", "sort", "reply_to", "comment"])
def test_addresses(hall, bo, name):
    say(hall, bo)
    assert_survives(signed_in(bo), reverse("comments:thread", args=["page", hall.pk]), fields=[name], method="get")
