"""What moderators decide, what follows from it, and how an author answers."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from comments.actions import delete_comment, edit_comment
from comments.models import Comment
from communities.actions import accept, invite, publish_post, start
from moderation.actions import Stale, decide, object_to, pass_on_what_waits, report_thing
from moderation.models import Level, Report, Stand, Step, Verdict
from tests.cast import person, signed_in
from tests.comments.conftest import say
from tests.moderation.conftest import again, heard, lines_of, queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(rude, bo, mo) -> Report:
    return report_thing(rude, "rude", "Parrots!", by=bo).report


def send(user, report: Report, **data):
    return signed_in(user).post(report.get_absolute_url(), data)


def test_removing_takes_it_away_tells_everybody_and_is_logged(report, rude, bo, cleo, mo):
    assert send(mo, report, verdict="remove", reason="").status_code == 422
    assert send(mo, report, verdict="remove", reason="Tone").status_code == 302
    rude.refresh_from_db()
    assert (rude.removed_by, rude.removal_reason) == (mo, "Tone")
    assert rude.discussion.__class__.objects.get().comment_count == 0
    assert heard(cleo) == ["decided_remove: Mo | your comment"]
    assert lines_of(cleo)[0].quote == "Tone"
    assert heard(bo) == ["moderation_outcome: – | comment"]
    assert lines_of(bo)[0].quote == "A moderator removed it"
    report.refresh_from_db()
    assert (report.stand, report.outcome) == (Stand.DONE, Verdict.REMOVE)
    entry = ModelLogEntry.objects.get(action="moderation.remove")
    assert (entry.user, entry.data["reason"]) == (mo, "Tone")
    assert "parrots" not in entry.label
    outcome = signed_in(bo).get(reverse("moderation:complaints")).content.decode()
    assert "A moderator removed it" in outcome
    assert "Mo Aziz" not in outcome


def test_leaving_it_is_told_to_who_reported_and_not_to_the_author(report, bo, cleo, mo):
    assert send(mo, report, verdict="approve", reason="").status_code == 302
    assert heard(cleo) == []
    assert heard(bo) == ["moderation_outcome: – | comment"]


def test_hidden_until_changed_then_put_back(report, rude, cleo, mo, bo):
    send(mo, report, verdict="hide", reason="Leave out the parrots")
    assert not Comment.objects.visible_to(bo).filter(pk=rude.pk).exists()
    step = Step.objects.get()
    page = signed_in(cleo).get(step.get_absolute_url()).content.decode()
    assert "Leave out the parrots" in page
    edit = reverse("comments:edit", args=[rude.pk])
    assert edit in page
    assert signed_in(bo).get(edit).status_code == 404
    assert signed_in(cleo).post(edit, {"text": "You are slow", "version": 1}).status_code == 302
    assert queue(mo) == [report]
    shown = signed_in(mo).get(report.get_absolute_url()).content.decode()
    assert "You are slow" in shown
    assert "lazy parrots" in shown, "what it said when it was reported"
    send(mo, report, verdict="restore", reason="Thank you", seen=2)
    assert Comment.objects.visible_to(again(bo)).filter(pk=rude.pk).exists()
    assert heard(cleo) == ["decided_restore: Mo | your comment", "decided_hide: Mo | your comment"]


def test_asked_to_change_it_stays_in_sight_and_comes_back_to_the_queue(report, rude, cleo, mo, bo):
    decide(report, "ask_edit", "Kinder, please", by=mo)
    assert queue(mo) == [report]
    assert queue(mo)[0].stand == Stand.WAITING
    assert Comment.objects.visible_to(bo).filter(pk=rude.pk).exists()
    edit_comment(rude, "You are slow", by=cleo, version=1)
    assert queue(mo)[0].stand == Stand.OPEN
    decide(report, "approve", by=mo)
    assert heard(cleo)[0] == "decided_approve: Mo | your comment"


def test_a_warning_changes_nothing_and_is_remembered(report, rude, hall, cleo, mo, dina):
    decide(report, "warn", "Once more and it goes", by=mo)
    assert Comment.objects.visible_to(dina).filter(pk=rude.pk).exists()
    other = report_thing(say(hall, cleo, "Geese!"), "rude", by=dina).report
    assert "led to a decision in the last year: 1 time" in signed_in(mo).get(other.get_absolute_url()).content.decode()


def test_an_author_objects_once_and_others_decide(report, cleo, mo, sam, bo):
    step = decide(report, "remove", "Tone", by=mo)
    for other in (bo, mo):
        assert signed_in(other).get(step.get_absolute_url()).status_code == 404
    assert signed_in(cleo).post(step.get_absolute_url(), {"reason": " "}).status_code == 422
    assert signed_in(cleo).post(step.get_absolute_url(), {"reason": "It was a joke"}).status_code == 302
    assert signed_in(cleo).post(step.get_absolute_url(), {"reason": "Really"}).status_code == 403
    assert queue(mo) == []
    assert signed_in(mo).get(report.get_absolute_url()).status_code == 404
    assert queue(sam) == [report]
    assert heard(sam)[0].startswith("moderation_objected: Cleo | ")
    assert "It was a joke" in signed_in(sam).get(report.get_absolute_url()).content.decode()
    send(sam, report, verdict="restore", reason="A joke it is")
    assert heard(cleo)[0] == "decided_restore: Sam | your comment"
    with pytest.raises(PermissionDenied):
        object_to(report, "Now what", by=cleo)


def test_a_report_about_a_moderator_goes_one_level_up(hall, mo, bo, sam):
    report = report_thing(say(hall, mo, "Parrots, all of you"), "rude", by=bo).report
    assert report.level == Level.TOP
    assert queue(mo) == []
    assert signed_in(mo).get(report.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        decide(report, "approve", by=mo)
    assert queue(sam) == [report]


def test_two_moderators_at_once_do_not_decide_twice(report, mo, cleo):
    decide(report, "hide", "Tone", by=mo, seen=0)
    with pytest.raises(Stale):
        decide(report, "remove", "Tone", by=mo, seen=0)
    answer = send(mo, report, verdict="warn", reason="My long explanation", seen=0)
    assert answer.status_code == 409
    assert "My long explanation" in answer.content.decode()
    assert Step.objects.count() == 1
    assert len(heard(cleo)) == 1


def test_who_moderates_nothing_has_no_queue(report, bo, cleo):
    assert signed_in(bo).get(reverse("moderation:queue")).status_code == 403
    assert signed_in(bo).get(report.get_absolute_url()).status_code == 404
    for other in (bo, cleo):
        with pytest.raises(PermissionDenied):
            decide(report, "remove", "Because", by=other)


def test_only_what_is_possible_now_can_be_decided(report, mo):
    with pytest.raises(ValidationError):
        decide(report, "restore", "Back", by=mo)
    decide(report, "approve", by=mo)
    with pytest.raises(ValidationError):
        decide(report, "remove", "After all", by=mo)
    assert send(mo, report, verdict="remove", reason="After all").status_code == 422


def test_a_moderator_outside_the_audience_sees_the_reported_thing_and_only_that(restricted, dina, emil, mo):
    first = say(restricted, dina, "Secret prelude")
    thing = say(restricted, dina, "A shameful sentence", parent=first)
    group = restricted.get_view_restrictions().get().groups.get()
    emil.groups.add(group)
    report = report_thing(thing, "private", by=again(emil)).report
    browser = signed_in(mo)
    for place in (report.get_absolute_url(), reverse("moderation:queue"), "/notifications/"):
        page = browser.get(place).content.decode()
        assert "A shameful sentence" in page
        assert "Secret prelude" not in page
        assert "Council" not in page
    assert browser.get(thing.get_absolute_url()).status_code == 404
    assert browser.get(reverse("moderation:reporting", args=["comment", thing.pk])).status_code == 404


def test_of_a_secret_community_a_site_moderator_reads_the_post_and_not_its_name(bo, cleo, mo, settings):
    settings.COMMUNITIES_ANYONE_MAY_START = ["secret"]
    place = start(by=cleo, name="Merger", kind="project", visibility="secret", purpose="Quiet", rules="Tell nobody")
    accept(invite(place, bo, by=cleo), by=bo)
    post = publish_post(by=bo, community=place, text="Nobody may know of the parrots")
    report = report_thing(post, "rude", by=cleo).report
    assert queue(cleo) == queue(mo) == [report]
    for address in (report.get_absolute_url(), reverse("moderation:queue")):
        for reader, sees_name in ((cleo, True), (mo, False)):
            page = signed_in(reader).get(address).content.decode()
            assert "the parrots" in page
            assert ("Merger" in page) is sees_name
    assert signed_in(mo).get(post.get_absolute_url()).status_code == 404


def test_what_a_moderator_of_comments_removes_can_be_objected_to_as_well(rude, cleo, mo, sam, ada):
    ada.user_permissions.add(Permission.objects.get(codename="moderate_comment"))
    delete_comment(rude, by=again(ada), reason="Tone")
    report = Report.objects.get()
    assert (report.origin, report.stand) == ("direct", Stand.DONE)
    object_to(report, "It was a joke", by=cleo)
    assert queue(sam) == [report]


class TestLocalModerators:
    """Hana looks after the round table, Mo after the site."""

    def test_they_see_their_own_and_site_moderators_all(self, table, rude, hana, bo, mo, dina, hall):
        report = report_thing(rude, "rude", by=bo).report
        assert report.level == Level.LOCAL
        assert queue(hana) == queue(mo) == [report]
        assert len(heard(hana)) == 1
        assert heard(mo) == []
        page = report_thing(hall, "wrong", by=dina).report
        assert queue(hana) == [report]
        assert queue(mo) == [report, page]
        assert signed_in(hana).get(report.get_absolute_url()).status_code == 200
        assert signed_in(hana).get(page.get_absolute_url()).status_code == 404
        assert send(hana, report, verdict="remove", reason="Tone").status_code == 302
        assert queue(mo) == [page]

    def test_what_they_say_themselves_goes_to_the_site_moderators(self, table, hall, hana, bo, mo):
        report = report_thing(say(hall, hana, "Parrots"), "rude", by=bo).report
        assert report.level == Level.SITE
        assert queue(hana) == []
        assert queue(mo) == [report]

    def test_an_objection_to_their_decision_goes_to_the_site_moderators(self, table, rude, hana, bo, cleo, mo):
        report = report_thing(rude, "rude", by=bo).report
        decide(report, "remove", "Tone", by=again(hana))
        object_to(report, "No", by=cleo)
        assert queue(hana) == []
        assert queue(mo) == [report]

    def test_after_a_day_the_site_moderators_hear_of_it_once(self, table, rude, hana, bo, mo):
        report = report_thing(rude, "rude", by=bo).report
        assert pass_on_what_waits() == 0
        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            assert pass_on_what_waits() == 1
            assert pass_on_what_waits() == 0
            assert [line.split(":")[0] for line in heard(mo)] == ["moderation_late"]
        assert report.steps.get().verdict == Verdict.PASSED_ON
        assert queue(hana) == [report]


def test_the_queue_costs_the_same_for_many(hall, bo, mo, django_assert_max_num_queries):
    def cost(number: int) -> int:
        browser = signed_in(again(mo))
        browser.get(reverse("moderation:queue"))
        with django_assert_max_num_queries(20) as asked:
            assert browser.get(reverse("moderation:queue")).content.decode().count('data-testid="queue-line"') == number
        return len(asked)

    people = [person(f"Author{number}", "Test") for number in range(15)]
    for author in people[:2]:
        report_thing(say(hall, author, "Parrots"), "rude", by=bo)
    few = cost(2)
    for author in people[2:]:
        report_thing(say(hall, author, "Parrots"), "rude", by=bo)
    assert cost(15) == few
