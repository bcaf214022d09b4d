"""Two changes at the same moment, each right alone, must be right together. PostgreSQL only: SQLite has one writer."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from wagtail.models import Locale, Page, PageViewRestriction

from access.check import differences
from tests.cast import person

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time"),
]


def together(first, second) -> None:
    """Run `first` up to its end without committing, start `second`, then commit `first`."""
    started, commit = threading.Event(), threading.Event()
    failures = []

    def run(work, wait: bool) -> None:
        try:
            with transaction.atomic():
                work()
                if wait:
                    started.set()
                    commit.wait(5)
        except Exception as failure:
            failures.append(failure)
            started.set()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(first, True)), threading.Thread(target=run, args=(second, False))]
    threads[0].start()
    started.wait(5)
    threads[1].start()
    threads[1].join(0.5)
    commit.set()
    for thread in threads:
        thread.join(10)
    assert not failures, failures


@pytest.fixture
def section() -> Page:
    Locale.objects.get_or_create(language_code="nl")
    root = Page.get_first_root_node() or Page.add_root(title="Root")
    return root.add_child(title="Section")


def close(section: Page, group: Group):
    def work():
        restriction = PageViewRestriction(page_id=section.pk, restriction_type="groups")
        restriction.save()
        restriction.groups.set([group])

    return work


def test_page_added_while_its_section_is_closed(section):
    team = Group.objects.create(name="Team")

    def add():
        Page.objects.get(pk=section.pk).add_child(title="New", slug="new")

    together(close(section, team), add)
    assert list(differences()) == []
    together(lambda: Page.objects.get(pk=section.pk).add_child(title="Other", slug="other"), close(section, team))
    assert list(differences()) == []


def test_one_group_joined_while_another_is_left(section):
    team, council = Group.objects.create(name="Team"), Group.objects.create(name="Council")
    dina = person("Dina", "Postma")
    dina.groups.add(council)
    close(section, team)()
    close(section, council)()
    together(lambda: dina.groups.add(team), lambda: type(dina).objects.get(pk=dina.pk).groups.remove(council))
    assert list(differences()) == []


def test_group_joined_while_its_first_section_is_closed(section):
    team = Group.objects.create(name="Team")
    dina = person("Dina", "Postma")
    together(close(section, team), lambda: dina.groups.add(team))
    assert list(differences()) == []
