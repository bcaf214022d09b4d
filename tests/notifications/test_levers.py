"""The links in a mail with which its reader has less of it, and the page of settings."""

import re

import pytest
from django.core import mail
from django.test import Client

from activity.context import level_of
from activity.keys import key_of
from activity.levels import Level
from activity.stand import forget_stand
from comments.actions import post_comment
from notifications.actions import choose_preset
from notifications.choices import wishes_of
from notifications.mail.levers import ALL, DIGEST, KIND, THING, Lever
from notifications.models import Channel, Every, Notification, Preference, Preset, Rhythm, Window
from notifications.registry import get
from tests.cast import signed_in
from tests.notifications.conftest import restrict
from tests.notifications.test_mail import WEDNESDAY, clock, mailed  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def stranger() -> Client:
    """A mail program: no session, no cookies, no form token."""
    return Client(enforce_csrf_checks=True)


class TestOneClick:
    def test_it_holds_at_once_and_for_what_waits(self, clock, write, ada, bo, stranger):  # noqa: F811
        item = write()
        first = post_comment(item, "Where?", by=bo)
        post_comment(item, "Here.", by=ada, parent=first)
        assert len(mailed(60, clock)) == 1
        link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
        other = post_comment(item, "And the gloves?", by=bo)
        post_comment(item, "There too.", by=ada, parent=other)
        assert stranger.post(link, ONE_CLICK).status_code == 200
        assert mailed(60, clock) == []
        clock.move_to(WEDNESDAY.replace(day=26, hour=9))
        assert [line for line in mailed() if line.startswith("bo")] == []
        assert not wishes_of(bo).wants(get("reply"), Channel.MAIL)
        assert wishes_of(bo).wants(get("reply"), Channel.APP)
        assert wishes_of(bo).wants(get("reaction"), Channel.DIGEST)

    def test_each_lever_stops_its_own_and_gives_it_back(self, write, bo, stranger):
        item = write()
        for lever, is_stopped in (
            (Lever(bo.pk, DIGEST), lambda: wishes_of(bo).every == Every.NEVER),
            (Lever(bo.pk, ALL), lambda: not wishes_of(bo).rhythm.has_mail),
            (Lever(bo.pk, KIND, "reaction"), lambda: not wishes_of(bo).wants(get("reaction"), Channel.DIGEST)),
            (Lever(bo.pk, THING, str(key_of(item))), lambda: level(bo, item) == Level.MUTED),
        ):
            assert not is_stopped()
            page = stranger.get(lever.address())
            assert page.status_code == 200
            assert not is_stopped()  # looking changes nothing
            assert "New helmets" not in page.content.decode()
            assert bo.last_name not in page.content.decode()
            assert stranger.post(lever.address()).status_code == 200
            assert is_stopped()
            stranger.post(lever.address(), {"stop": "0"})
            assert not is_stopped()

    def test_it_speaks_the_language_of_its_reader_until_another_is_chosen(self, bo, stranger):
        bo.language = "nl"
        bo.save()
        address = Lever(bo.pk, DIGEST).address()
        assert "het overzicht" in stranger.get(address).content.decode()
        stranger.cookies["django_language"] = "en"
        assert "the digest" in stranger.get(address).content.decode()

    def test_a_link_that_was_altered_is_no_link(self, bo, stranger):
        address = Lever(bo.pk, ALL).address()
        for broken in (
            address[:-3] + "/",
            address.replace("/mail/", "/mail/x"),
            "/notifications/mail/" + "x" * 900 + "/",
        ):
            answer = stranger.get(broken)
            assert answer.status_code == 404
            assert "does not work" in answer.content.decode()
            assert stranger.post(broken, ONE_CLICK).status_code == 404
        assert not Rhythm.objects.exists()

    def test_a_thing_out_of_reach_answers_the_same(self, write, council, bo, stranger):
        item = write()
        lever = Lever(bo.pk, THING, str(key_of(item)))
        before = plain(stranger.post(lever.address()))
        stranger.post(lever.address(), {"stop": "0"})
        restrict(item, council)
        assert plain(stranger.post(lever.address())) == before
        assert level(bo, item) == Level.NORMAL


class TestSettings:
    def test_a_preset_fills_the_matrix_and_takes_the_place_of_own_choices(self, bo):
        client = signed_in(bo)
        client.post("/notifications/settings/", {"shown": ["reply"], "mail": []})
        assert Preference.objects.filter(user=bo).count() == 3
        answer = client.post("/notifications/settings/preset/", {"preset": "everything"})
        assert answer.status_code == 303
        assert not Preference.objects.filter(user=bo).exists()
        page = client.get("/notifications/settings/").content.decode()
        assert re.search(r'value="everything" aria-pressed="true"', page)
        assert re.search(r'name="mail" value="reaction"[^>]*checked', page)
        assert client.post("/notifications/settings/preset/", {"preset": "x"}).status_code == 400

    def test_each_kind_by_each_channel_is_saved_for_this_person(self, bo, cleo):
        client = signed_in(bo)
        client.post("/notifications/settings/", {"shown": ["reply", "reaction"], "on": ["reply"], "digest": ["reply"]})
        mine, theirs = wishes_of(bo), wishes_of(cleo)
        assert [mine.wants(get("reply"), channel) for channel in Channel] == [True, False, True]
        assert [mine.wants(get("reaction"), channel) for channel in Channel] == [False, False, False]
        assert [theirs.wants(get("reply"), channel) for channel in Channel] == [True, True, False]

    def test_the_hours_are_saved(self, bo):
        data = {
            "has_mail": "on", "digest": "week", "digest_hour": "9", "working_days": ["0", "3"], "quiet_from": "18:00",
            "quiet_until": "08:30", "away_until": "2026-12-24",
        }  # fmt: skip
        assert signed_in(bo).post("/notifications/settings/rhythm/", data).status_code == 303
        rhythm = Rhythm.objects.get(user=bo)
        assert (rhythm.digest, rhythm.digest_hour, rhythm.working_days) == ("week", 9, 0b0001001)
        assert (rhythm.quiet_from.hour, rhythm.quiet_until.minute, rhythm.away_until.day) == (18, 30, 24)

    def test_a_form_that_is_not_right_says_why_and_keeps_what_was_typed(self, bo):
        data = {"digest": "day", "digest_hour": "8", "quiet_from": "half past", "quiet_until": "07:00"}
        answer = signed_in(bo).post("/notifications/settings/rhythm/", data)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Choose at least one day" in page
        assert "Write a time" in page
        assert 'value="half past"' in page
        assert not Rhythm.objects.exists()

    def test_the_page_asks_the_same_of_the_database_for_everybody(self, bo, django_assert_max_num_queries):
        choose_preset(Preset.CALM, by=bo)
        client = signed_in(bo)
        client.get("/notifications/settings/")
        with django_assert_max_num_queries(6):
            client.get("/notifications/settings/")

    def test_reading_the_list_makes_no_rows(self, bo):
        client = signed_in(bo)
        client.get("/notifications/settings/")
        client.get("/notifications/settings/rhythm/")
        assert not Rhythm.objects.exists()
        assert not Window.objects.exists()
        assert not Notification.objects.exists()


def plain(answer) -> str:
    """A page without the policy's nonce and the form token."""
    return re.sub(r'(nonce|value|content|data-csrf)="[^"]*"', "", answer.content.decode())


def level(user, thing) -> Level:
    forget_stand(user)
    return level_of(user, key_of(thing))
