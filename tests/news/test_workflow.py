"""Approval: with a reason when changes are asked for, a due date, one reminder, and going live without the author's
right to publish."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import TaskState, Workflow

from news.actions import publish_due, remind_reviewers, setup_editorial_groups
from news.models import CommunicationApprovalState, NewsPage
from tests.cast import signed_in
from tests.news.conftest import MORNING
from tests.news.test_cms_editing import create, form

pytestmark = pytest.mark.django_db


def submitted(wim_client, **fields) -> tuple[NewsPage, CommunicationApprovalState]:
    create(wim_client, **fields, **{"action-submit": "1"})
    page = NewsPage.objects.get(slug="canteen")
    return page, CommunicationApprovalState.objects.get(status=TaskState.STATUS_IN_PROGRESS)


def act(client, page, state, action: str, comment: str = ""):
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": comment}, headers={"X-Requested-With": "XMLHttpRequest"})


def test_setting_up_twice_changes_nothing(db):
    setup_editorial_groups()
    groups = setup_editorial_groups()
    assert Workflow.objects.filter(name="News approval").count() == 1
    assert groups[0].page_permissions.count() == 6
    assert groups[1].page_permissions.count() == 2


def test_a_writer_submits_but_does_not_publish(wim_client, told):
    page, state = submitted(wim_client, **{"action-publish": "1"})
    assert not page.live
    assert told == []
    assert state.due_at - state.started_at == pytest.approx(timedelta(days=2), abs=timedelta(seconds=5))


def test_approved_goes_live(wim_client, ada_client, told):
    page, state = submitted(wim_client)
    act(ada_client, page, state, "approve")
    page.refresh_from_db()
    assert page.live
    assert len(told) == 1


def test_approved_with_a_future_date_goes_live_though_the_author_may_not_publish(wim_client, ada_client, told):
    with time_machine.travel(MORNING, tick=False) as clock:
        page, state = submitted(wim_client, go_live_at="2026-06-09 09:00")
        edit = wim_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Waits for approval. Once approved it goes live on Tuesday 9 June at 09:00, Amsterdam." in edit
        review = ada_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Approve: publish on Tuesday 9 June at 09:00, Amsterdam" in review
        act(ada_client, page, state, "approve")
        page.refresh_from_db()
        assert not page.live
        clock.move_to(datetime(2026, 6, 9, 7, 0, tzinfo=UTC))
        assert publish_due() == 1
        page.refresh_from_db()
        assert page.live
    assert len(told) == 1


def test_changes_are_asked_for_with_a_reason(wim_client, ada_client, wim, mailoutbox):
    page, state = submitted(wim_client)
    mailoutbox.clear()
    answer = act(ada_client, page, state, "reject").json()
    assert "Write what should change" in answer["html"]
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    act(ada_client, page, state, "reject", "Name the opening hours.")
    state.refresh_from_db()
    assert (state.status, state.comment) == (TaskState.STATUS_REJECTED, "Name the opening hours.")
    assert [mail.to for mail in mailoutbox] == [[wim.email]]


def test_a_reason_cannot_be_skipped_by_the_edit_form(wim_client, ada_client):
    page, state = submitted(wim_client)
    skip = {"action-workflow-action": "1", "workflow-action-name": "reject"}
    ada_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(**skip))
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


def test_reviewers_see_who_is_looking(wim_client, ada_client, ada):
    page, state = submitted(wim_client)
    assert "I am looking at this" in ada_client.get("/cms/").content.decode()
    taken = ada_client.post(reverse("news_take_review", args=[state.pk]))
    assert taken.status_code == 302
    home = ada_client.get("/cms/").content.decode()
    assert "Ada Vermeer is looking at it" in home
    assert "Waiting for my review" in home


def test_a_writer_does_not_take_a_review(wim_client):
    _page, state = submitted(wim_client)
    wim_client.post(reverse("news_take_review", args=[state.pk]))
    state.refresh_from_db()
    assert state.looked_at_by is None


def test_one_reminder_when_the_due_date_has_passed_in_the_reader_s_language(wim_client, ada_client, ada, mailoutbox):
    with time_machine.travel(MORNING, tick=False) as clock:
        submitted(wim_client)
        mailoutbox.clear()
        assert remind_reviewers() == 0
        clock.shift(timedelta(days=2, minutes=1))
        assert remind_reviewers() == 1
        assert remind_reviewers() == 0
    (mail,) = mailoutbox
    assert mail.to == [ada.email]
    assert "The canteen opens earlier" in mail.subject
    assert "Wednesday 10 June at 09:00, Amsterdam" in mail.body
    assert "/cms/pages/" in mail.body


def test_no_reminder_after_the_judgement(wim_client, ada_client, mailoutbox):
    with time_machine.travel(MORNING, tick=False) as clock:
        page, state = submitted(wim_client)
        act(ada_client, page, state, "approve")
        mailoutbox.clear()
        clock.shift(timedelta(days=3))
        assert remind_reviewers() == 0


def test_a_colleague_of_another_group_cannot_approve(wim_client, newsroom, hana):
    page, state = submitted(wim_client)
    act(signed_in(hana), page, state, "approve")
    page.refresh_from_db()
    assert not page.live
