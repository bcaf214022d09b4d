"""What is mailed, when, once; and what is not."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.actions import react, remind, set_level
from activity.levels import Level
from comments.actions import delete_comment, post_comment
from news.models import Notify
from notifications.actions import choose, choose_preset, choose_rhythm, mark_opened, mark_seen, told_at
from notifications.mail import sending
from notifications.mail.sending import send_to
from notifications.mail.windows import claim
from notifications.models import Every, Mail, MailDefaults, Preset, Window
from notifications.reminders import send_reminders
from notifications.tasks import send_mail
from notifications.telling import now_stamp
from tests.notifications.conftest import badge, restrict

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def clock():
    """Wednesday morning; `clock.shift(seconds)` moves it."""
    with time_machine.travel(WEDNESDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def item(clock, write):
    return write()


def mailed(after: float = 60, clock=None) -> list[str]:
    """What goes out when the worker looks, so many seconds later: "to: subject"."""
    if clock is not None:
        clock.shift(after)
    mail.outbox.clear()
    send_mail.func()
    return [f"{sent.to[0].split('@')[0]}: {sent.subject}" for sent in mail.outbox]


def until(clock, day: int, hour: int, minute: int = 0) -> None:
    clock.move_to(datetime(2026, 11, day, hour, minute, 1, tzinfo=ZoneInfo("Europe/Amsterdam")))


class TestWhatIsMailed:
    def test_an_answer_comes_at_once_and_the_rest_in_the_digest(self, clock, item, ada, bo, cleo):
        question = post_comment(item, "Where do I get one?", by=bo)
        post_comment(item, "At the desk.", by=ada, parent=question)
        react(question, "like", by=cleo)
        assert mailed(29, clock) == []
        assert mailed(2, clock) == ["bo: Ada Vermeer answered you about “New helmets”"]
        assert "At the desk." in mail.outbox[0].body
        assert mailed(3600, clock) == []
        until(clock, 26, 8)
        assert mailed() == [
            "ada: Kring: 1 thing you have not read",
            "bo: Kring: 1 thing you have not read",
        ]
        assert "reacted to your comment" in mail.outbox[1].body
        assert "At the desk." not in mail.outbox[1].body  # was mailed, so not again

    def test_what_is_taken_back_within_thirty_seconds_is_not_mailed(self, clock, item, ada, bo):
        question = post_comment(item, "Where?", by=bo)
        answer = post_comment(item, "Secret slip", by=ada, parent=question)
        clock.shift(29)
        assert mailed() == []
        delete_comment(answer, by=ada)
        assert mailed(60, clock) == []

    def test_what_was_read_or_seen_on_the_intranet_is_left_out(self, clock, item, ada, bo, cleo, dina):
        for who in (bo, dina):
            question = post_comment(item, f"Where, asks {who.first_name}?", by=who)
            post_comment(item, f"Here, {who.first_name}.", by=ada, parent=question)
        mark_opened(item, by=bo)
        mark_seen(by=dina, upto=now_stamp() + 1)
        assert mailed(60, clock) == []

    def test_who_may_not_read_it_any_more_gets_nothing(self, clock, item, council, ada, bo, dina):
        for who in (bo, dina):
            question = post_comment(item, f"Where, asks {who.first_name}?", by=who)
            post_comment(item, f"Here, {who.first_name}.", by=ada, parent=question)
        restrict(item, council)
        assert mailed(60, clock) == ["dina: Ada Vermeer answered you about “New helmets”"]
        until(clock, 26, 8)
        assert [line for line in mailed() if line.startswith("bo")] == []

    def test_an_account_that_is_closed_gets_nothing(self, clock, item, ada, bo):
        question = post_comment(item, "Where?", by=bo)
        post_comment(item, "Here.", by=ada, parent=question)
        bo.is_active = False
        bo.save()
        assert mailed(60, clock) == []

    def test_an_announcement_reaches_its_readers_in_their_digest_once(self, clock, write, bo, cleo):
        write("New pay", notify_choice=Notify.EVERYONE)
        choose_preset(Preset.EVERYTHING, by=cleo)
        assert mailed(60, clock) == ["cleo: For everyone: “New pay”"]
        until(clock, 26, 8)
        assert mailed() == ["bo: Kring: 1 thing you have not read"]
        until(clock, 27, 8)
        assert mailed() == []

    def test_everything_waiting_is_one_mail_however_long(self, clock, write, bo, cleo):
        item = write("Long talk")
        things = [post_comment(item, f"Remark {number}", by=bo, at=WEDNESDAY) for number in range(25)]
        for thing in things:
            react(thing, "like", by=cleo)
        until(clock, 26, 8)
        assert [line for line in mailed() if line.startswith("bo")] == ["bo: Kring: 25 things you have not read"]
        body = next(sent.body for sent in mail.outbox if sent.to == [bo.email])
        assert body.count("reacted to your comment") == 20
        assert "And 5 more: http://127.0.0.1:8000/notifications/?lane=unread" in body

    def test_nothing_to_tell_is_no_mail(self, clock, item, bo):
        until(clock, 26, 8)
        assert mailed() == []

    def test_a_muted_page_is_not_mailed_though_it_was_told(self, clock, item, ada, bo):
        question = post_comment(item, "Where?", by=bo)
        post_comment(item, "Here.", by=ada, parent=question)
        set_level(item, Level.MUTED, by=bo)
        assert mailed(60, clock) == []


class TestWhen:
    def test_in_quiet_hours_only_what_cannot_wait(self, clock, item, ada, bo):
        question = post_comment(item, "Where?", by=bo)
        remind(item, WEDNESDAY + timedelta(hours=11), by=bo)
        until(clock, 25, 21)
        post_comment(item, "Here.", by=ada, parent=question)
        send_reminders.func()
        assert mailed(60, clock) == ["bo: You asked to be reminded of “New helmets”"]
        assert "Cannot wait" in mail.outbox[0].body
        until(clock, 26, 6)
        assert mailed() == []
        until(clock, 26, 7)
        assert mailed() == ["bo: Ada Vermeer answered you about “New helmets”"]

    def test_a_choice_holds_for_what_waits_already(self, clock, item, ada, bo):
        question = post_comment(item, "Where?", by=bo)
        post_comment(item, "Here.", by=ada, parent=question)
        choose_rhythm(by=bo, has_mail=False)
        assert mailed(60, clock) == []
        choose_rhythm(by=bo, has_mail=True)
        assert mailed(60, clock) == []  # what was passed over stays so

    def test_the_organisation_decides_for_who_never_chose(self, clock, item, ada, bo):
        MailDefaults.objects.create(preset=Preset.CALM)
        question = post_comment(item, "Where?", by=bo)
        post_comment(item, "Here.", by=ada, parent=question)
        until(clock, 27, 8)
        assert mailed() == []
        until(clock, 30, 8)
        assert "bo: Kring: 1 thing you have not read" in mailed()

    def test_a_digest_that_is_due_twice_at_one_moment_is_one(self, clock, item, bo, cleo):
        choose_rhythm(by=bo, digest=Every.DAY)
        first, second = (post_comment(item, words, by=bo, at=WEDNESDAY) for words in ("One", "Two"))
        react(first, "like", by=cleo)
        until(clock, 26, 7, 59)
        clock.shift(44)
        react(second, "like", by=cleo)  # too young at eight
        until(clock, 26, 8)
        assert mailed() == ["bo: Kring: 1 thing you have not read"]
        assert mailed(60, clock) == []
        until(clock, 27, 8)
        assert mailed() == ["bo: Kring: 1 thing you have not read"]

    def test_nobody_gets_more_than_thirty_in_a_day(self, clock, item, ada, bo, settings):
        settings.KRING_PACES = {"mail": 2}
        choose_rhythm(by=bo, quiet_from=None, quiet_until=None)
        for number in range(4):
            question = post_comment(item, f"Question {number}", by=bo)
            post_comment(item, f"Answer {number}", by=ada, parent=question)
            assert len(mailed(60, clock)) == (1 if number < 2 else 0)
        clock.shift(timedelta(days=1))
        last = "bo: Ada Vermeer answered you about “New helmets”, and 1 more"
        assert [line for line in mailed() if line.startswith("bo")] == [last]


class TestOnce:
    @pytest.fixture
    def waiting(self, clock, item, ada, bo):
        question = post_comment(item, "Where?", by=bo)
        post_comment(item, "Here.", by=ada, parent=question)
        clock.shift(60)
        return bo

    def test_a_window_that_somebody_has_is_left_alone(self, clock, waiting):
        assert claim(waiting.pk) is not None
        assert send_to([waiting.pk]) == 0
        assert claim(waiting.pk) is None

    def test_a_worker_that_died_after_sending_sends_the_same_message_again(self, clock, waiting):
        window = claim(waiting.pk)
        assert window is not None
        clock.shift(14 * 60)
        assert mailed() == []
        clock.shift(2 * 60)
        assert len(mailed()) == 1
        assert mail.outbox[0].extra_headers["Message-ID"] == f"<{window.letter.hex}@localhost>"
        assert mailed(3600, clock) == []
        assert Mail.objects.count() == 1

    def test_what_comes_while_a_mail_is_under_way_is_not_forgotten(self, clock, waiting, item, ada, bo, monkeypatch):
        whole = sending.compose

        def compose(*args, **options):
            composed = whole(*args, **options)
            other = post_comment(item, "And the gloves?", by=bo)
            post_comment(item, "There too.", by=ada, parent=other)
            return composed

        monkeypatch.setattr(sending, "compose", compose)
        assert len(mailed()) == 1
        monkeypatch.undo()
        assert len(mailed(60, clock)) == 1
        assert "There too." in mail.outbox[0].body

    def test_a_mail_server_that_is_down_holds_up_nothing_and_loses_nothing(self, clock, waiting, settings, council):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
        for _minute in range(60):
            clock.shift(60)
            send_mail.func()
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert len(mailed(15 * 60, clock)) == 1

    def test_one_mail_costs_the_same_for_1_line_and_for_20(self, clock, item, bo, cleo):
        def statements(count: int) -> int:
            for number in range(count):
                react(post_comment(item, f"Remark {count} {number}", by=bo, at=WEDNESDAY), "like", by=cleo)
            clock.shift(timedelta(hours=24))
            with CaptureQueriesContext(connection) as queries:
                assert send_to([bo.pk]) == 1
            return len(queries)

        choose_rhythm(by=bo, working_days=0b1111111)
        statements(1)
        assert statements(1) == statements(20) <= 18


class TestTheMailItself:
    @pytest.fixture
    def letter(self, clock, write, ada, bo):
        item = write("Helmets <b>& gloves</b>\r\nBcc: all@duinrand.example")
        bo.language = "nl"
        bo.save()
        question = post_comment(item, "Waar?", by=bo)
        post_comment(item, "Bij de balie.\n\nEn *graag* op tijd.", by=ada, parent=question)
        assert len(mailed(60, clock)) == 1
        return mail.outbox[0]

    def test_it_is_in_the_language_of_its_reader_in_two_forms(self, letter):
        html = letter.alternatives[0].content
        assert 'lang="nl"' in html
        assert "Ada Vermeer" in letter.body
        assert "Ada Vermeer" in html
        assert "Bij de balie." in letter.body
        assert "Bij de balie." in html
        assert letter.extra_headers["Content-Language"] == "nl"

    def test_a_title_brings_no_headers_and_no_markup(self, letter):
        assert "\n" not in letter.subject
        assert "\r" not in letter.subject
        assert letter.recipients() == ["bo@duinrand.example"]
        html = letter.alternatives[0].content
        assert "<b>& gloves</b>" not in html
        assert "&lt;b&gt;" in html

    def test_nothing_in_it_is_fetched_from_elsewhere(self, letter):
        html = letter.alternatives[0].content
        assert "<img" not in html
        assert "<link" not in html
        assert "<script" not in html
        assert "url(" not in html
        assert "prefers-color-scheme: dark" in html

    def test_it_says_why_and_how_to_have_less(self, letter):
        assert letter.body.count("/notifications/mail/") >= 3
        assert "http://127.0.0.1:8000/notifications/settings/" in letter.body
        headers = letter.extra_headers
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert headers["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/notifications/mail/")
        assert headers["Auto-Submitted"] == "auto-generated"


def test_by_mail_only_is_not_on_the_intranet_and_is_mailed(clock, item, ada, bo):
    choose({"mail": {"reply"}}, {"reply"}, by=bo)
    question = post_comment(item, "Where?", by=bo)
    post_comment(item, "Here.", by=ada, parent=question)
    assert badge(bo) == 0
    assert mailed(60, clock) == ["bo: Ada Vermeer answered you about “New helmets”"]


def test_what_was_told_of_earlier_opens_no_window(clock, item, ada, bo):
    with told_at(WEDNESDAY - timedelta(days=2)):
        question = post_comment(item, "Where?", by=bo)
        post_comment(item, "Here.", by=ada, parent=question)
    assert not Window.objects.exists()
    until(clock, 26, 8)
    assert mailed() == []
