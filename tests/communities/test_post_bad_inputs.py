"""Every field about posts against every bad string: no server error, nothing runs, nothing typed is lost."""

from functools import partial

import pytest

from communities.actions import publish_post
from communities.models import Post
from core.text import clean_source, is_blank
from tests.bad_inputs import as_sent, assert_calm, assert_nothing_lost, some
from tests.bad_inputs import assert_survives as survives
from tests.cast import signed_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
assert_survives = partial(survives, per_category=1)


@pytest.fixture(autouse=True)
def unhurried(settings):
    """As if there was time between the posts."""
    settings.KRING_PACES = {"post": 10**6}


def test_any_text_is_posted_or_given_back(bo):
    client = signed_in(bo)
    for category, number, text in some("text", 3):
        sent = as_sent(text)
        data = {"place": "everyone", "type": "question", "title": "Where?", "text": sent}
        response = client.post("/posts/", data, headers={"HX-Request": "true"})
        assert_calm(response, f"{category} {number}")
        assert response.status_code in (200, 422), f"{category} {number}"
        if response.status_code == 422:
            if "\x00" not in sent and len(sent) < 10**6:
                assert_nothing_lost(response, "text", sent)
        else:
            assert Post.objects.filter(text=clean_source(sent)).exists() or is_blank(clean_source(sent))


@pytest.mark.parametrize("field", ["place", "type", "title", "value", "told", "token", "fixed"])
def test_every_other_field_of_the_composer(bo, field):
    data = {"place": "everyone", "type": "question", "title": "Where?", "text": "Is the salt?", "fixed": "1"}
    assert_survives(signed_in(bo), "/posts/", data, fields=[field], headers={"HX-Request": "true"})


def test_what_its_author_does_with_a_post(bo):
    post, client = publish_post(by=bo, type="question", title="Where?"), signed_in(bo)
    assert_survives(client, f"/posts/{post.pk}/edit/", {"title": "x", "version": "1"}, fields=["text", "version"])
    assert_survives(client, f"/posts/{post.pk}/answer/", fields=["comment"])
    assert_survives(client, f"/posts/{post.pk}/undo/", fields=["fixed"])
