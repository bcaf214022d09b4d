"""Fifty deliveries, readers and moderators at once, with real transactions, on a SQLite file and on PostgreSQL."""

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activity.actions import react
from comments.actions import post_comment
from core.events import Commented, Reacted
from notifications.actions import choose_rhythm, mark_all_read, mark_opened, notify, undo_mark_all_read
from notifications.hearing import tell_of_comment, tell_of_reaction
from notifications.inbox import inbox
from notifications.mail.sending import send_to
from notifications.models import Happening, Mail, Notification, Window
from notifications.unread import unread_of
from tests.cast import person
from tests.many_clients import CLIENTS, a_page, at_once, play

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def owned_page(title: str, owner):
    page = a_page(title)
    page.owner = owner
    page.save()
    return page


def the_same_event_from_fifty_workers_is_told_once() -> None:
    ada, bo = person("Ada1", "One"), person("Bo1", "One")
    page = owned_page("Once", ada)
    comment = post_comment(page, "Words", by=bo, at=timezone.now())  # as an import: that tells nobody by itself
    event = Commented(model="comments.comment", pk=comment.pk, by=bo.pk, on_model="wagtailcore.page", on_pk=page.pk)

    def deliver():
        with transaction.atomic():
            tell_of_comment(event)

    at_once([deliver] * CLIENTS)
    row = Notification.objects.get(recipient=ada)
    assert (row.people, row.total, row.round) == (1, 1, 1)
    assert Happening.objects.filter(recipient=ada).count() == 1


def fifty_people_at_once_are_one_line_with_fifty_names() -> None:
    ada = person("Ada2", "Two")
    page = owned_page("Loved", ada)
    people = [person(f"P2x{number}", "Two") for number in range(CLIENTS)]

    def deliver(who):
        react(page, "like", by=who)
        with transaction.atomic():
            tell_of_reaction(Reacted(model="wagtailcore.page", pk=page.pk, by=who.pk, key="like"))

    at_once([lambda who=who: deliver(who) for who in people])
    row = Notification.objects.get(recipient=ada)
    assert (row.people, row.total, row.hidden) == (CLIENTS, CLIENTS, 0)
    assert unread_of(ada).count == 1


def reading_while_it_arrives_loses_nothing() -> None:
    ada = person("Ada3", "Three")
    page = owned_page("Read", ada)
    people = [person(f"P3x{number}", "Three") for number in range(25)]
    works = [lambda who=who: notify("reaction", page, to=[ada.pk], event_id=f"r{who.pk}", by=who.pk) for who in people]
    works += [lambda: mark_opened(page, by=ada)] * 25
    at_once(works)
    row = Notification.objects.get(recipient=ada)
    assert Happening.objects.filter(recipient=ada, notification=row).count() == 25
    last = Happening.objects.filter(recipient=ada).order_by("stamp", "pk").last()
    assert row.newest == last.subject
    told = Happening.objects.filter(notification=row, round=row.round)
    assert row.people == told.values("actor").distinct().count()


def one_person_is_told_of_fifty_things_in_fifty_orders() -> None:
    """Batches over the same people never wait for each other crosswise."""
    people = [person(f"P4x{number}", "Four") for number in range(20)]
    pages = [a_page(f"Page {number}") for number in range(20)]
    pks = [one.pk for one in people]

    def tell(page, order):
        with transaction.atomic():
            notify("announcement", page, to=pks[order:] + pks[:order], event_id=f"p{page.pk}")

    at_once([lambda page=page, order=order: tell(page, order) for order, page in enumerate(pages)])
    assert Notification.objects.filter(recipient__in=people).count() == 400


def pages_are_withdrawn_while_they_are_told() -> None:
    people = [person(f"P5x{number}", "Five") for number in range(10)]
    pages = [a_page(f"Gone {number}") for number in range(10)]
    pks = [one.pk for one in people]
    from core.events import Withdrawn, emit

    def withdraw(page):
        with transaction.atomic():
            type(page).objects.filter(pk=page.pk).update(live=False)
            emit(Withdrawn(model="wagtailcore.page", pk=page.pk))

    works = [lambda page=page: notify("announcement", page, to=pks, event_id=f"g{page.pk}") for page in pages]
    at_once(works + [lambda page=page: withdraw(page) for page in pages])
    assert [unread_of(type(one).objects.get(pk=one.pk)).count for one in people] == [0] * 10
    assert all(not inbox(one).lines for one in people)


def all_read_and_undone_in_twenty_windows() -> None:
    ada, bo = person("Ada6", "Six"), person("Bo6", "Six")
    for number in range(5):
        page = owned_page(f"Mine {number}", ada)
        notify("reaction", page, to=[ada.pk], event_id=f"m{number}", by=bo.pk)
    top = inbox(ada).top
    tokens = at_once([lambda: mark_all_read(by=ada, upto=top)] * 20)
    assert Notification.objects.filter(recipient=ada, read_at=None).count() == 0
    at_once([lambda token=token: undo_mark_all_read(token, by=ada) for token in tokens])
    assert Notification.objects.filter(recipient=ada, read_at=None).count() == 5


def fifty_workers_mail_each_of_ten_people_once() -> None:
    people = [person(f"P8x{number}", "Eight") for number in range(10)]
    pks = [one.pk for one in people]
    page = a_page("Mailed")
    notify("reply", page, to=pks, event_id="mailed")
    for one in people:
        choose_rhythm(by=one, working_days=0b1111111, quiet_from=None, quiet_until=None)
    Notification.objects.filter(recipient__in=pks).update(stamp=F("stamp") - 60_000_000)
    Window.objects.filter(user__in=pks).update(due_at=timezone.now())
    assert sum(at_once([lambda: send_to(pks)] * CLIENTS)) == 10
    assert Mail.objects.filter(user__in=pks).count() == 10
    assert not Window.objects.filter(user__in=pks).exclude(due_at=None, claimed_until=None).exists()


def test_everything_stays_right_when_many_come_at_once(tmp_path):
    play(
        tmp_path,
        the_same_event_from_fifty_workers_is_told_once,
        fifty_people_at_once_are_one_line_with_fifty_names,
        reading_while_it_arrives_loses_nothing,
        one_person_is_told_of_fifty_things_in_fifty_orders,
        pages_are_withdrawn_while_they_are_told,
        all_read_and_undone_in_twenty_windows,
        fifty_workers_mail_each_of_ten_people_once,
    )
