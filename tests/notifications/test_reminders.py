"""The reminders of what people saved."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import remind, unsave
from activity.models import Saved
from notifications.models import Notification
from notifications.reminders import remind_batch, send_reminders
from tests.notifications.conftest import anew, heard, restrict

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


def due(item, *people) -> None:
    for person in people:
        remind(item, timezone.now() - A_MINUTE, by=anew(person))


def reminders() -> int:
    return Notification.objects.filter(kind="reminder").count()


def test_a_reminder_comes_once_and_the_item_stays_on_the_list(item, bo, cleo):
    due(item, bo)
    remind(item, timezone.now() + A_MINUTE, by=cleo)
    assert send_reminders.call() == 1
    assert send_reminders.call() == 0
    assert any("reminder" in line and "New helmets" in line for line in heard(anew(bo)))
    assert reminders() == 1
    assert Saved.objects.get(user=bo).remind_at is None
    assert Saved.objects.get(user=cleo).remind_at is not None


def test_a_second_reminder_of_the_same_thing_comes_too(item, bo):
    for minutes in (2, 1):
        remind(item, timezone.now() - timedelta(minutes=minutes), by=bo)
        assert send_reminders.call() == 1


def test_nobody_is_reminded_of_what_is_closed_or_gone(item, write, council, bo):
    other = write("Old plan")
    due(item, bo)
    due(other, bo)
    restrict(item, council)
    other.unpublish()
    assert send_reminders.call() == 0
    assert reminders() == 0
    assert not Saved.objects.filter(remind_at__isnull=False).exists()


def test_what_is_off_the_list_is_not_reminded_of(item, bo):
    due(item, bo)
    unsave(item, by=bo)
    assert send_reminders.call() == 0


def test_many_people_at_one_moment_cost_the_same_as_few(item, bo, cleo, dina, emil, mo):
    def statements(*people) -> int:
        at = timezone.now() - A_MINUTE
        for person in people:
            remind(item, at, by=anew(person))
        with CaptureQueriesContext(connection) as context:
            assert remind_batch(timezone.now()) == len(people)
        return len(context)

    few = statements(bo)
    assert statements(bo, cleo, dina, emil, mo) == few
