"""Secret words in everything that is mailed: at once, in digests, and on the pages that its links lead to."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from notifications.actions import choose_preset
from notifications.mail.sending import send_to
from notifications.models import Notification, Preset
from tests.visibility.detect import leaks
from tests.visibility.test_canaries import hidden_from

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINK = re.compile(r"http://127\.0\.0\.1:8000(/notifications/mail/[^\s\"<>]+)")


@pytest.mark.parametrize("preset", [Preset.NORMAL, Preset.EVERYTHING])
def test_no_mail_carries_a_secret_to_a_wrong_reader(cell, preset):
    """Rex lost his group and Ivo his account after they were told. Also with what they had read marked unread again."""
    Notification.objects.update(read_at=None, seen_at=None, mailed_stamp=0)
    for person in cell.people.values():
        choose_preset(preset, by=person)
    noon = (timezone.now() + timedelta(days=8)).replace(hour=11)
    for day in range(4):
        with time_machine.travel(noon + timedelta(days=day), tick=False):
            send_to([person.pk for person in cell.people.values()])
    names = {person.email: name for name, person in cell.people.items()}
    seen: set[str] = set()
    for sent in mail.outbox:
        name = names[sent.to[0]]
        whole = f"{sent.subject}\n{sent.body}\n{sent.alternatives[0].content}\n{sent.message().as_string()}"
        assert leaks(whole.encode(), hidden_from(cell, name)) == [], (name, sent.subject)
        seen |= set(leaks(whole.encode(), cell.places["board"].secrets + cell.places["boardnews"].secrets))
        for address in set(LINK.findall(sent.body)):
            page = Client().get(address)
            assert page.status_code == 200
            everything = [word for place in cell.places.values() for word in place.secrets]
            assert leaks(page.content, everything) == []
    assert seen, "otherwise this proves nothing"
    assert "ivo" not in {names[sent.to[0]] for sent in mail.outbox}
