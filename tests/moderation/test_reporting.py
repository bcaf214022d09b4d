"""Reporting a thing, and hearing what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.pace import REPORT, check
from comments.showing import address_of_thread
from moderation.actions import decide, report_thing
from moderation.models import Complaint, Report, Stand
from tests.cast import signed_in
from tests.comments.conftest import say
from tests.moderation.conftest import heard, queue

pytestmark = pytest.mark.django_db


def address(thing, kind: str = "comment") -> str:
    return reverse("moderation:reporting", args=[kind, thing.pk])


def test_a_colleague_reports_and_moderators_hear_of_it(rude, bo, cleo, mo):
    browser = signed_in(bo)
    page = browser.get(address(rude)).content.decode()
    assert "lazy parrots" in page
    assert "Cleo" not in page
    refused = browser.post(address(rude), {"text": "Look at this"})
    assert refused.status_code == 422
    assert "Look at this" in refused.content.decode()
    assert browser.post(address(rude), {"category": "rude", "text": "Look at this"}).status_code == 302
    assert "you hear what came of it" in browser.get(reverse("moderation:complaints")).content.decode()
    report = Report.objects.get()
    assert (report.author, report.words, report.complaints_count) == (cleo, rude.comment, 1)
    assert [line.split(":")[0] for line in heard(mo)] == ["moderation_new"]
    assert queue(mo) == [report]
    assert heard(cleo) == heard(bo) == []


def test_something_else_needs_words_and_a_long_story_is_refused_with_the_words_kept(rude, bo):
    browser = signed_in(bo)
    assert browser.post(address(rude), {"category": "other", "text": " "}).status_code == 422
    refused = browser.post(address(rude), {"category": "rude", "text": "x" * 1001})
    assert refused.status_code == 422
    assert "x" * 1001 in refused.content.decode()
    assert browser.post(address(rude), {"category": "drop table"}).status_code == 422
    assert not Report.objects.exists()


def test_what_cannot_be_reported(rude, restricted, hall, cleo, dina, bo):
    assert signed_in(cleo).get(address(rude)).status_code == 403
    hidden = say(restricted, dina, "Between us")
    assert signed_in(bo).get(address(hidden)).status_code == 404
    assert signed_in(bo).post(address(hidden), {"category": "rude"}).status_code == 404
    assert signed_in(bo).get(address(hall, "topic")).status_code == 404
    report = report_thing(rude, "rude", by=bo).report
    assert signed_in(bo).get(address(report, "report")).status_code == 404


def test_two_people_and_a_second_press_are_one_report(rude, bo, dina, mo):
    report_thing(rude, "rude", by=bo)
    report_thing(rude, "hate", "Worse than I thought", by=bo)
    report_thing(rude, "spam", by=dina)
    report = Report.objects.get()
    assert report.complaints_count == 2
    assert Complaint.objects.get(by=bo).category == "hate"
    assert len(heard(mo)) == 1
    assert "replaces what you said" in signed_in(bo).get(address(rude)).content.decode()


def test_the_reporter_alone_sees_their_report_and_takes_it_back(rude, bo, dina, cleo, mo):
    complaint = report_thing(rude, "rude", "Parrots!", by=bo)
    assert "Parrots!" in signed_in(bo).get(complaint.get_absolute_url()).content.decode()
    for other in (dina, cleo, mo):
        assert signed_in(other).get(complaint.get_absolute_url()).status_code == 404
        assert signed_in(other).post(complaint.get_absolute_url()).status_code == 404
    page = signed_in(bo).post(complaint.get_absolute_url(), follow=True).content.decode()
    assert "You took it back" in page
    assert queue(mo) == []
    assert Report.objects.get().stand == Stand.DONE
    assert "You took it back" in signed_in(bo).get(reverse("moderation:complaints")).content.decode()


def test_taking_back_leaves_what_others_reported(rude, bo, dina, mo):
    complaint = report_thing(rude, "rude", by=bo)
    report_thing(rude, "rude", by=dina)
    signed_in(bo).post(complaint.get_absolute_url())
    assert len(queue(mo)) == 1
    assert Report.objects.get().complaints_count == 1


def test_the_twenty_first_report_in_an_hour_waits_with_its_words_kept(rude, bo):
    check(bo, REPORT, REPORT.most)
    answer = signed_in(bo).post(address(rude), {"category": "rude", "text": "One more"})
    assert answer.status_code == 429
    assert "One more" in answer.content.decode()
    assert not Report.objects.exists()


def test_pages_and_people_can_be_reported_but_not_removed(hall, bo, dina, sam, ada):
    hall.owner = ada
    hall.save()
    report = report_thing(hall, "wrong", by=bo).report
    assert report.author == ada
    page = signed_in(sam).get(report.get_absolute_url()).content.decode()
    assert 'value="ask_edit"' in page
    assert 'value="remove"' not in page
    dina.profile.about = "I sell watches"
    dina.profile.save()
    report = report_thing(dina, "spam", by=bo).report
    assert "I sell watches" in signed_in(sam).get(report.get_absolute_url()).content.decode()
    decide(report, "ask_edit", "Not here, please", by=sam)
    assert heard(dina) == ["decided_ask_edit: Sam | your profile"]


def test_an_import_tells_nobody(rude, bo, mo):
    at = timezone.now() - timedelta(days=3)
    complaint = report_thing(rude, "rude", by=bo, at=at)
    assert complaint.created_at == complaint.report.__class__.objects.get().created_at == at
    assert heard(mo) == []


def test_the_menu_offers_it_for_what_is_not_ones_own(rude, hall, bo, cleo):
    thread = address_of_thread(hall)
    assert address(rude) in signed_in(bo).get(thread).content.decode()
    assert address(rude) not in signed_in(cleo).get(thread).content.decode()
