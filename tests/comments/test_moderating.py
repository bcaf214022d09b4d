"""Removing, closing, labelling: what moderators and editors do with comments, and who may not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.actions import close_comments
from tests.cast import signed_in
from tests.comments.browser import HTMX, address, at, shown, text_of
from tests.comments.conftest import say


def test_a_moderator_gives_a_reason_reads_what_was_removed_and_puts_it_back(hall, bo, ada, moderator):
    comment = say(hall, bo, "Rude words")
    client = signed_in(moderator)
    refused = client.post(at("removal", comment), {"reason": ""})
    assert refused.status_code == 422
    client.post(at("removal", comment), {"reason": "Tone"})
    assert "Rude words" in text_of(client.get(address(hall)))
    assert shown(signed_in(ada).get(address(hall))) == []
    assert signed_in(ada).get(at("permalink", comment)).status_code == 404
    client.post(at("restoration", comment))
    assert "Rude words" in text_of(signed_in(ada).get(address(hall)))


@pytest.mark.parametrize(("name", "data"), [("edit", {"text": "x", "version": 1}), ("removal", {}), ("label", {}),
                                            ("pin", {}), ("history", None)])  # fmt: skip
def test_a_colleague_gets_403_for_what_is_not_theirs(hall, bo, ada, name, data):
    url = at(name, say(hall, bo))
    client = signed_in(ada)
    response = client.get(url) if data is None else client.post(url, data)
    assert response.status_code == 403


def test_closing_and_opening(hall, bo, editor):
    say(hall, bo)
    client = signed_in(editor)
    closing = reverse("comments:closing", args=["page", hall.pk])
    assert client.get(closing).status_code == 200
    assert client.post(closing, {"reason": "", "at": "nonsense"}).status_code == 422
    assert client.post(closing, {"reason": "Settled", "at": ""}).status_code == 302
    page = text_of(signed_in(bo).get(address(hall)))
    assert "Settled" in page
    assert "<textarea" not in page
    refused = signed_in(bo).post(address(hall), {"text": "Still this"})
    assert refused.status_code == 422
    assert "Comments have been closed" in text_of(refused)
    assert "Still this" in text_of(refused)
    assert client.post(reverse("comments:reopening", args=["page", hall.pk])).status_code == 302
    assert "<textarea" in text_of(signed_in(bo).get(address(hall)))
    assert signed_in(bo).get(closing).status_code == 403


def test_closing_at_a_moment_is_announced(hall, bo, editor):
    moment = timezone.localtime() + timedelta(days=2)
    closing = reverse("comments:closing", args=["page", hall.pk])
    signed_in(editor).post(closing, {"reason": "The vote ends", "at": moment.strftime("%Y-%m-%dT%H:%M")})
    page = text_of(signed_in(bo).get(address(hall)))
    assert "You can comment until" in page
    assert "<textarea" in page


def test_labelling_the_official_answer(hall, bo, editor):
    comment = say(hall, bo, "Until 1 March")
    client = signed_in(editor)
    assert client.get(at("label", comment)).status_code == 200
    assert client.post(at("label", comment), {"words": "x" * 61}).status_code == 422
    client.post(at("label", comment), {"words": "Answer from HR"})
    assert "Answer from HR" in text_of(signed_in(bo).get(address(hall)))
    client.post(at("label", comment), {"on": "0"})
    assert "Answer from HR" not in text_of(signed_in(bo).get(address(hall)))


def test_the_name_of_who_left_stays(hall, bo, ada):
    say(hall, bo, "I was here")
    bo.is_active = False
    bo.save()
    assert "Bo Jansen" in text_of(signed_in(ada).get(address(hall)))
    bo.delete()
    assert "Former colleague" in text_of(signed_in(ada).get(address(hall)))


def test_moderators_find_comments_in_the_cms(hall, bo, ada, moderator, restricted, dina):
    from django.contrib.auth.models import Permission

    moderator.user_permissions.add(Permission.objects.get(codename="access_admin"))
    say(hall, bo, "Findable words")
    say(hall, ada, "Other words")
    say(restricted, dina, "Closed words")
    client = signed_in(moderator)
    page = text_of(client.get("/cms/reports/comments/", {"words": "findable", "state": "there", "author": "bo jansen"}))
    assert "Findable words" in page
    assert "Other words" not in page
    assert "Closed words" not in text_of(client.get("/cms/reports/comments/"))
    assert signed_in(bo).get("/cms/reports/comments/").status_code == 403


def test_closed_discussions_keep_what_people_wrote_when_they_close_in_between(hall, bo, moderator):
    close_comments(hall, by=moderator, reason="Tone")
    response = signed_in(bo).post(address(hall), {"text": "Just typed"}, headers=HTMX)
    assert response.status_code == 422
    assert "Just typed" in text_of(response)
