"""Answers that come by mail: what is typed, who may, and what is sent back."""

import io
import os
import subprocess
import sys
from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from activity.keys import key_of
from comments.actions import close_comments, delete_comment, post_comment
from comments.models import Comment
from notifications.mail.incoming import parse
from notifications.mail.receiving import Outcome, receive
from notifications.mail.reply_address import address_for, read
from notifications.mail.stripping import answer_in, text_of_html
from notifications.tasks import send_mail
from tests.bad_inputs import BAD_STRINGS
from tests.notifications.conftest import restrict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reply_address(settings):
    settings.REPLY_ADDRESS = "reply@kring.example"


@pytest.fixture
def question(item, bo):
    return post_comment(item, "Where do I get one?", by=bo)


def written(sender: str, to: str, text: str = "At the desk.", **headers) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Re: x"
    message["Message-ID"] = headers.pop("message_id", "<1@mail.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


class TestPlacing:
    def test_an_answer_stands_in_the_conversation_under_its_senders_name(self, question, ada):
        to = address_for(ada.pk, key_of(question))
        assert receive(written("Ada Vermeer <ADA@duinrand.example>", f"Kring <{to.upper()}>")) == Outcome.PLACED
        comment = Comment.objects.latest("pk")
        assert (comment.user, comment.parent_id, comment.comment) == (ada, question.pk, "At the desk.")
        assert mail.outbox == []

    def test_an_answer_to_a_page_is_a_comment_on_it(self, item, bo):
        assert receive(written(bo.email, address_for(bo.pk, key_of(item)))) == Outcome.PLACED
        assert Comment.objects.get().is_opening

    def test_the_same_mail_twice_is_one_answer(self, question, ada):
        raw = written(ada.email, address_for(ada.pk, key_of(question)))
        assert [receive(raw), receive(raw)] == [Outcome.PLACED, Outcome.PLACED]
        assert Comment.objects.count() == 2

    def test_a_mail_in_html_only(self, question, ada):
        message = EmailMessage()
        message["From"], message["To"] = ada.email, address_for(ada.pk, key_of(question))
        message.set_content(
            "<style>p{}</style><p>Bij de <b>balie</b>.</p><script>x()</script>"
            "<blockquote type=cite>geheim</blockquote>",
            subtype="html",
        )
        assert receive(message.as_bytes()) == Outcome.PLACED
        assert Comment.objects.latest("pk").comment == "Bij de balie."

    def test_attachments_are_left_out_with_a_word(self, question, ada):
        message = EmailMessage()
        message["From"], message["To"] = ada.email, address_for(ada.pk, key_of(question))
        message.set_content("See the plan.")
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
        assert receive(message.as_bytes()) == Outcome.PLACED
        assert Comment.objects.latest("pk").comment == "See the plan."
        assert mail.outbox[0].subject == "Your answer was placed without its attachments"

    def test_the_command_reads_a_mail_from_a_pipe(self, question, ada, monkeypatch):
        raw = written(ada.email, address_for(ada.pk, key_of(question)))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        out = io.StringIO()
        call_command("receive_mail", stdout=out)
        assert out.getvalue().strip() == "placed"
        assert Comment.objects.count() == 2

    def test_without_an_address_of_its_own_the_command_says_what_to_do(self):
        env = os.environ | {"REPLY_ADDRESS": "", "DATABASE_URL": "sqlite:///:memory:"}
        ran = subprocess.run([sys.executable, "manage.py", "receive_mail"], env=env, input=b"", capture_output=True)
        assert ran.returncode == 1
        assert b"REPLY_ADDRESS" in ran.stderr


class TestSentBack:
    @pytest.mark.parametrize(
        ("spoil", "said"),
        [
            ("sender", "Only the person to whom a mail was sent"),
            ("address", "is not complete"),
            ("time", "too old to be answered"),
            ("words", "no words of yours"),
            ("closed", "not there any more, or takes no answers"),
            ("removed", "not there any more, or takes no answers"),
            ("restricted", "not there any more, or takes no answers"),
        ],
    )
    def test_the_reason_is_clear_and_names_nothing(self, spoil, said, item, question, council, ada, bo, cleo):
        to, sender, text = address_for(cleo.pk, key_of(question)), cleo.email, "My words."
        moment = timezone.now()
        match spoil:
            case "sender":
                sender = bo.email
            case "address":
                to = to.replace("@", "a@")
            case "time":
                moment += timedelta(days=32)
            case "words":
                text = "> Where?\n"
            case "closed":
                close_comments(item, by=ada, reason="Secret reason")
            case "removed":
                delete_comment(question, by=bo)
            case "restricted":
                restrict(item, council)
        mail.outbox.clear()
        with time_machine.travel(moment, tick=False):
            assert receive(written(sender, to, text)) == Outcome.SENT_BACK
        back = mail.outbox[0]
        assert back.recipients() == [sender]
        assert said in back.body
        assert "helmets" not in back.body + back.alternatives[0].content
        assert "Where do I" not in back.body
        assert "Secret" not in back.body
        assert (text in back.body) == (spoil != "words")
        assert back.extra_headers["Auto-Submitted"] == "auto-replied"
        assert back.extra_headers["In-Reply-To"] == "<1@mail.example>"
        assert Comment.objects.count() == 1

    @pytest.mark.parametrize(
        "headers",
        [
            {"Auto_Submitted": "auto-replied"},
            {"Auto_Submitted": "auto-generated; owner=x"},
            {"Precedence": "bulk"},
            {"Return_Path": "<>"},
            {"List_Id": "<x.example>"},
            {"X_Autoreply": "yes"},
        ],
    )
    def test_machines_are_not_answered_and_not_placed(self, headers, question, ada):
        raw = written(ada.email, address_for(ada.pk, key_of(question)), "I am away.", **headers)
        assert receive(raw) == Outcome.IGNORED
        assert Comment.objects.count() == 1
        assert mail.outbox == []

    def test_strangers_get_no_mail_from_us(self, question, ada):
        to = address_for(ada.pk, key_of(question))
        assert receive(written("x@else.example", to.replace("@", "a@"))) == Outcome.IGNORED
        assert receive(written("x@else.example", "info@kring.example")) == Outcome.IGNORED
        assert receive(written("a@x.example, b@x.example", to)) == Outcome.IGNORED
        assert mail.outbox == []

    def test_nobody_is_answered_more_than_five_times_a_day(self, question, ada, bo):
        to = address_for(ada.pk, key_of(question))
        outcomes = [receive(written(bo.email, to, message_id=f"<{number}@x>")) for number in range(7)]
        assert outcomes.count(Outcome.SENT_BACK) == 5
        assert len(mail.outbox) == 5


class TestAddress:
    def test_it_is_short_and_says_who_and_what(self, item, bo):
        address = address_for(bo.pk, key_of(item))
        assert len(address.partition("@")[0]) <= 64
        found = read(address)
        assert found is not None
        assert (found.user_id, found.thing, found.is_over) == (bo.pk, key_of(item), False)

    def test_no_letter_of_it_can_be_changed(self, item, bo):
        address = address_for(bo.pk, key_of(item))
        start = address.index("+") + 1
        for place in range(start, address.index("@")):
            other = "a" if address[place] != "a" else "b"
            changed = read(address[:place] + other + address[place + 1 :])
            assert changed is None or changed == read(address)  # the last letter has bits that say nothing

    def test_none_when_this_installation_takes_no_mail(self, item, bo, settings):
        settings.REPLY_ADDRESS = ""
        assert address_for(bo.pk, key_of(item)) == ""
        assert read("reply+abc@kring.example") is None


def test_a_mail_carries_its_address_when_it_is_about_one_thing(question, ada, bo):
    start = timezone.now().replace(year=2026, month=11, day=25, hour=10)
    with time_machine.travel(start, tick=False) as clock:
        answer = post_comment(Comment.objects.get(pk=question.pk).content_object, "Here.", by=ada, parent=question)
        clock.shift(60)
        send_mail.func()
    sent = mail.outbox[-1]
    assert sent.reply_to == [address_for(bo.pk, key_of(answer))]
    assert "Write your answer above this line" in sent.body


QUOTED = "\n> tekst\n> meer\n"
ANSWERS = {
    "gmail nl": "Ja, goed.\n\nOp wo 25 nov 2026 om 10:03 schreef Kring <r+abc@kring.example>:\n" + QUOTED,
    "gmail nl, wrapped": "Ja, goed.\n\nGroeten,\nBo\n\nOp wo 25 nov 2026 om 10:03 schreef K <\nr+a@k.nl>:\n" + QUOTED,
    "gmail en": "Ja, goed.\n\nOn Wed, Nov 25, 2026 at 10:03 AM Kring <r@k.nl> wrote:\n" + QUOTED,
    "apple nl": "Ja, goed.\n\n> Op 25 nov 2026, om 10:03 heeft Kring <a@b.nl> het volgende geschreven:\n> \n> x\n",
    "iphone nl": "Ja, goed.\n\nVerstuurd vanaf mijn iPhone\n\n> Op 25 nov 2026 om 10:03 heeft Kring <a@b.nl> het "
    "volgende geschreven:\n> \n> x\n",
    "iphone en": "Ja, goed.\n\nSent from my iPhone\n\n> On 25 Nov 2026, at 10:03, Kring <a@b.c> wrote:\n> \n> x\n",
    "outlook nl": "Ja, goed.\n\nMet vriendelijke groet,\n\nBo Jansen\nLijn 3\nT 0123 456\n\n"
    + "_" * 32 + "\nVan: Kring <a@b.nl>\nVerzonden: woensdag 25 november 2026 10:03\nAan: Bo\nOnderwerp: x\n\ngeheim\n",
    "outlook en": "Ja, goed.\n\nRegards,\nBo\n\nFrom: Kring <a@b.c>\nSent: Wednesday\nTo: Bo\nSubject: x\n\nsecret\n",
    "outlook mobile": "Ja, goed.\n\nOutlook voor Android downloaden\n" + "_" * 32 + "\nVan: Kring\nDatum: x\nAan: y\n",
    "thunderbird nl": "Ja, goed.\n\nOp 25-11-2026 om 10:03 schreef Kring:\n" + QUOTED,
    "old outlook nl": "Ja, goed.\n\n-----Oorspronkelijk bericht-----\nVan: Kring\nVerzonden: x\n\ngeheim",
    "our own line": "Ja, goed.\n\n> Schrijf je antwoord boven deze regel, of antwoord op het intranet.\n> geheim",
    "dashes": "Ja, goed.\n\n-- \nBo Jansen\nKring\n",
}  # fmt: skip
UNTOUCHED = [
    "Groeten uit Zeeland was de titel.\nOp de lijn schreef iemand dit: dat helpt.\n\nVan: ik hou daar wel van.",
    "> Kom je om 9 uur?\nJa.\n> En neem je brood mee?\nNee.",
    "Bedankt!",
    "Met dank voor het meedenken, het werkt nu zo:\n1. eerst dit\n2. dan dat",
]


@pytest.mark.parametrize("program", ANSWERS)
def test_only_what_was_typed_is_kept(program):
    assert answer_in(ANSWERS[program]) == "Ja, goed."


def test_words_that_look_like_a_quote_stay():
    assert [answer_in(text) for text in UNTOUCHED] == UNTOUCHED


def test_outlooks_html():
    html = '<p class="MsoNormal">Ja, goed.</p><p>Groet,<br>Bo</p><div id="divRplyFwdMsg">Van: x</div><p>geheim</p>'
    assert answer_in(text_of_html(html)) == "Ja, goed."


def test_nothing_that_comes_in_breaks_the_reader():
    """Headers that are no headers, charsets that do not exist, and every bad string as text, HTML, address and name."""
    for text in [text for texts in BAD_STRINGS.values() for text in texts if len(text) < 3000]:
        raw = text.encode("utf-8", "surrogatepass")
        for mail_of in (
            raw,
            b"From: " + raw + b"\nTo: " + raw + b"\nMessage-ID: " + raw + b"\n\n" + raw,
            b"From: a@b.nl\nContent-Type: text/html; charset=" + raw + b"\n\n<p>" + raw,
            b"From: a@b.nl\nContent-Type: multipart/mixed; boundary=" + raw + b"\n\n--" + raw + b"\n\n" + raw,
            b"Content-Disposition: attachment; filename=" + raw + b"\nContent-Transfer-Encoding: base64\n\n" + raw,
        ):
            parse(mail_of, "reply@kring.example")
