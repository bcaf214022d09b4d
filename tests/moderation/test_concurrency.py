"""Fifty at once, with real transactions, on a SQLite file and on PostgreSQL."""

import pytest
from django.contrib.auth.models import Permission

from comments.actions import post_comment
from moderation.actions import Stale, decide, report_thing
from moderation.models import Complaint, Report, Stand, Step
from tests.cast import person
from tests.many_clients import CLIENTS, a_page, at_once, play

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def fifty_reports_of_one_thing_are_one_case() -> None:
    comment = post_comment(a_page("Reported"), "Parrots", by=person("Rude", "Test"))
    people = [person(f"Reader{number}", "Test") for number in range(CLIENTS)]
    at_once([lambda one=one: report_thing(comment, "rude", by=one) for one in people])
    report = Report.objects.get(kind="comment", object_id=comment.pk)
    assert report.complaints_count == Complaint.objects.filter(report=report).count() == CLIENTS


def the_same_person_reporting_in_many_windows_is_one_complaint() -> None:
    comment, bo = post_comment(a_page("Pressed"), "Parrots", by=person("Ruder", "Test")), person("Pressing", "Bo")
    at_once([lambda: report_thing(comment, "rude", by=bo)] * 10)
    assert Complaint.objects.filter(by=bo).count() == 1


def moderators_who_decide_at_once_decide_once() -> None:
    moderators = [person(f"Mo{number}", "Test") for number in range(10)]
    for each in moderators:
        each.user_permissions.add(Permission.objects.get(codename="moderate_site"))
    comment = post_comment(a_page("Decided"), "Parrots", by=person("Rudest", "Test"))
    report = report_thing(comment, "rude", by=person("Reader", "Test")).report
    works = [lambda one=one: decide(report, "remove", "Tone", by=one, seen=0) for one in moderators]
    done = at_once(works, refusals=(Stale,))
    assert sum(isinstance(each, Step) for each in done) == 1
    assert Report.objects.get(pk=report.pk).stand == Stand.DONE
    assert Report.objects.get(pk=report.pk).steps.count() == 1


def test_reports_and_decisions_that_come_at_once_are_counted_once(tmp_path):
    play(
        tmp_path,
        fifty_reports_of_one_thing_are_one_case,
        the_same_person_reporting_in_many_windows_is_one_complaint,
        moderators_who_decide_at_once_decide_once,
    )
