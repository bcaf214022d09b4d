"""Moving what is planned: by whom, to when, and that nothing is lost on the way."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry

from news.actions import publish_due
from news.actions.replanning import (
    ENDS,
    LIVE,
    REVIEW,
    NotMovedError,
    PlanChangedError,
    date_of,
    move,
    move_together,
    version_of,
)
from news.models import NewsPage, PageCare, PagePair
from tests.cast import signed_in
from tests.factories.news import InformationPageFactory, NewsPageFactory, SectionPageFactory, publish
from tests.news.conftest import MORNING
from tests.news.test_planning import let_hana_edit, planned

pytestmark = pytest.mark.django_db
TOMORROW = MORNING + timedelta(days=1)
THURSDAY = MORNING + timedelta(days=3)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def address(page, kind=LIVE) -> str:
    return reverse("news_move", args=[kind, page.pk])


def goes_live(page) -> datetime | None:
    page = NewsPage.objects.get(pk=page.pk)
    return date_of(page, LIVE, page.scheduled_revision)


def seen(page, kind=LIVE) -> str:
    """The name of the state that an editor has on the screen."""
    page = page.specific_class.objects.get(pk=page.pk)
    scheduled = page.scheduled_revision
    return version_of(kind, date_of(page, kind, scheduled), scheduled.pk if scheduled else None)


def test_a_moved_item_goes_live_at_the_new_moment_and_not_at_the_old(newsroom, ada, clock, told):
    page = planned(TOMORROW)
    move(page.pk, LIVE, THURSDAY, by=ada)
    clock.move_to(TOMORROW + timedelta(minutes=1))
    assert publish_due() == 0
    clock.move_to(THURSDAY)
    assert publish_due() == 1
    assert NewsPage.objects.get(pk=page.pk).live


def test_a_move_is_a_new_approved_version_with_a_log_entry(newsroom, ada):
    page = planned(TOMORROW)
    before = page.scheduled_revision
    moved = move(page.pk, LIVE, THURSDAY, by=ada)
    page = NewsPage.objects.get(pk=page.pk)
    after = page.scheduled_revision
    assert after.pk != before.pk
    assert after.user == ada
    assert page.revisions.filter(approved_go_live_at__isnull=False).count() == 1
    assert page.latest_revision_id == after.pk
    assert (moved.was, moved.at, moved.version) == (TOMORROW, THURSDAY, seen(page))
    entry = PageLogEntry.objects.get(page=page.pk, action="news.move")
    assert entry.user == ada
    assert "Goes live on Thursday 11 June at 09:00, Amsterdam. Before: Goes live on Tuesday 9 June" in entry.message


def test_the_draft_on_top_of_the_planned_version_stays_the_latest(newsroom, ada, wim):
    page = planned(TOMORROW, title="As approved")
    page.title = "Still being written"
    page.save_revision(user=wim)
    move(page.pk, LIVE, THURSDAY, by=ada)
    page = NewsPage.objects.get(pk=page.pk)
    latest = page.latest_revision
    assert latest.as_object().title == "Still being written"
    assert latest.as_object().go_live_at == THURSDAY
    assert latest.user == wim
    assert latest.approved_go_live_at is None
    assert page.scheduled_revision.as_object().title == "As approved"


def test_a_new_end_keeps_what_is_live_what_waits_and_what_is_being_written(newsroom, ada, wim, told, clock):
    page = publish(NewsPageFactory(live=False, title="Live words", expire_at=THURSDAY))
    first = page.first_published_at
    page.title, page.go_live_at = "Planned words", TOMORROW
    page = publish(page)
    page.title = "Draft words"
    page.save_revision(user=wim)
    move(page.pk, ENDS, THURSDAY + timedelta(days=1), by=ada)
    page = NewsPage.objects.get(pk=page.pk)
    assert (page.live, page.title, page.first_published_at) == (True, "Live words", first)
    assert page.expire_at == THURSDAY + timedelta(days=1)
    assert page.scheduled_revision.approved_go_live_at == TOMORROW
    assert page.latest_revision.as_object().title == "Draft words"
    clock.move_to(TOMORROW)
    publish_due()
    page.refresh_from_db()
    assert (page.title, page.expire_at) == ("Planned words", THURSDAY + timedelta(days=1))


def test_the_end_of_what_is_not_live_yet(newsroom, ada):
    page = planned(TOMORROW, expire_at=THURSDAY)
    move(page.pk, ENDS, THURSDAY + timedelta(days=7), by=ada)
    page = NewsPage.objects.get(pk=page.pk)
    assert page.scheduled_revision.approved_go_live_at == TOMORROW
    assert page.scheduled_revision.as_object().expire_at == THURSDAY + timedelta(days=7)


def test_the_day_on_which_a_page_is_confirmed(newsroom, ada):
    page = publish(InformationPageFactory(live=False))
    PageCare.objects.update_or_create(
        page=page, defaults={"confirmed_on": date(2025, 6, 12), "review_by": date(2026, 6, 12), "reminders": 2}
    )
    move(page.pk, REVIEW, date(2026, 7, 1), by=ada)
    care = PageCare.objects.get(page=page)
    assert (care.review_by, care.reminders) == (date(2026, 7, 1), 0)


def test_moments_that_make_no_sense(newsroom, ada):
    page = planned(TOMORROW, expire_at=THURSDAY)
    for kind, at, words in (
        (LIVE, MORNING, "This moment is over"),
        (LIVE, THURSDAY, "after it ends"),
        (ENDS, TOMORROW, "before it goes live"),
    ):
        with pytest.raises(NotMovedError, match=words):
            move(page.pk, kind, at, by=ada)
    assert goes_live(page) == TOMORROW


def test_a_page_that_somebody_locked_and_one_in_review_stay(newsroom, ada, wim):
    page = planned(TOMORROW)
    page.locked, page.locked_by = True, wim
    page.save()
    with pytest.raises(NotMovedError, match="Wim"):
        move(page.pk, LIVE, THURSDAY, by=ada)
    reviewed = planned(TOMORROW)
    reviewed.save_revision(user=wim)
    reviewed.get_workflow().start(reviewed, wim)
    with pytest.raises(NotMovedError, match="being reviewed"):
        move(reviewed.pk, LIVE, THURSDAY, by=ada)


def test_who_may_not_publish_moves_nothing(newsroom, wim, hana, bo):
    page = planned(TOMORROW)
    let_hana_edit(SectionPageFactory(title="HR"), hana)
    for person in (wim, hana, bo):
        with pytest.raises(PermissionDenied):
            move(page.pk, LIVE, THURSDAY, by=person)
        for method in ("get", "post"):
            answer = getattr(signed_in(person), method)(
                address(page), {"days": "1"}, headers={"X-Requested-With": "XMLHttpRequest"}
            )
            assert answer.status_code == 403
    assert goes_live(page) == TOMORROW


def test_hana_moves_what_is_in_her_section(newsroom, hana):
    section = SectionPageFactory(title="HR")
    let_hana_edit(section, hana)
    page = planned(TOMORROW, parent=section)
    assert signed_in(hana).post(address(page), {"days": "2", "version": seen(page)}).status_code == 302
    assert goes_live(page) == THURSDAY


def test_somebody_else_was_first(newsroom, ada, ada_client):
    page = planned(TOMORROW)
    on_my_screen = seen(page)
    move(page.pk, LIVE, THURSDAY, by=ada)
    with pytest.raises(PlanChangedError):
        move(page.pk, LIVE, TOMORROW, by=ada, version=on_my_screen)
    answer = ada_client.post(address(page), {"at": "2026-06-20 10:00", "version": on_my_screen})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed" in html
    assert "Goes live on Thursday 11 June at 09:00, Amsterdam" in html
    assert "2026-06-20 10:00" in html, "what was typed is still there"
    script = ada_client.post(
        address(page), {"days": "1", "version": on_my_screen}, headers={"Accept": "application/json"}
    )
    assert (script.status_code, "Somebody else changed" in script.json()["words"]) == (409, True)
    assert goes_live(page) == THURSDAY


def test_what_went_live_meanwhile_does_not_move(newsroom, ada_client, clock, told):
    page = planned(TOMORROW)
    clock.move_to(TOMORROW)
    publish_due()
    answer = ada_client.post(address(page), {"days": "1"})
    assert answer.status_code == 409
    assert "not waiting any more" in answer.content.decode()
    assert ada_client.get(address(page)).status_code == 409


TARGETS = [
    ({"days": "1"}, TOMORROW + timedelta(days=1)),
    ({"days": "7"}, TOMORROW + timedelta(days=7)),
    ({"day": "2026-06-30"}, datetime(2026, 6, 30, 7, 0, tzinfo=UTC)),
    ({"at": "2026-06-30 14:15"}, datetime(2026, 6, 30, 12, 15, tzinfo=UTC)),
    ({"at": "2026-10-25 02:30"}, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice: the first
    ({"at": "2027-03-28 02:30"}, datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # skipped: forward
    ({"day": "2026-12-01"}, datetime(2026, 12, 1, 8, 0, tzinfo=UTC)),  # still 09:00, in winter time
]


def test_by_form_by_button_and_by_drag(ada_client):
    for sent, at in TARGETS:
        page = planned(TOMORROW)
        answer = ada_client.post(address(page), sent | {"version": seen(page), "next": "/cms/planning/?view=week"})
        assert (answer.status_code, answer["Location"]) == (302, "/cms/planning/?view=week")
        assert goes_live(page) == at, sent


def test_a_day_later_over_a_night_in_which_the_clock_changes(ada_client):
    for start, at in (("2027-03-27T02:30+01:00", "03:30"), ("2026-10-24T02:30+02:00", "02:30")):
        page = planned(datetime.fromisoformat(start))
        ada_client.post(address(page), {"days": "1", "version": seen(page)})
        assert f"at {at}, Amsterdam" in ada_client.get(address(page)).content.decode()
        assert goes_live(page).day == int(start[8:10]) + 1


def test_it_is_said_what_will_happen_before_and_after(ada_client):
    page = planned(TOMORROW)
    html = ada_client.get(address(page)).content.decode()
    assert "Goes live on Tuesday 9 June at 09:00, Amsterdam" in html
    look = ada_client.post(address(page), {"at": "2026-06-30 14:15", "look": "1", "version": seen(page)})
    assert "Goes live on Tuesday 30 June at 14:15, Amsterdam" in look.content.decode()
    assert goes_live(page) == TOMORROW
    html = ada_client.post(address(page), {"days": "1", "version": seen(page)}, follow=True).content.decode()
    assert "Goes live on Wednesday 10 June at 09:00, Amsterdam" in html
    assert "Before: Goes live on Tuesday 9 June at 09:00, Amsterdam." in html


def test_undo(ada_client):
    page = planned(TOMORROW)
    html = ada_client.post(address(page), {"days": "1", "version": seen(page)}, follow=True).content.decode()
    form = re.search(r"<form[^>]*data-undo>.*?</form>", html, re.DOTALL)[0]
    values = dict(re.findall(r'name="(at|version|undo|next)" value="([^"]*)"', form))
    assert ada_client.post(address(page), values).status_code == 302
    assert goes_live(page) == TOMORROW


NONSENSE = [{}, {"at": "soon"}, {"days": "x"}, {"days": "9" * 30}, {"day": "0000-00-00"}, {"at": "\x00"},
            {"days": "1", "version": "x" * 500}]  # fmt: skip


def test_nonsense_is_refused_with_what_was_typed(ada_client):
    page = planned(TOMORROW)
    for sent in NONSENSE:
        answer = ada_client.post(address(page), sent)
        assert answer.status_code == 422, sent
        if sent.get("at") == "soon":
            assert 'value="soon"' in answer.content.decode()
            assert "error" in answer.content.decode()
    assert goes_live(page) == TOMORROW


def test_only_the_planning_is_where_one_goes_back_to(ada_client):
    page = planned(TOMORROW)
    answer = ada_client.post(address(page), {"days": "1", "next": "https://elsewhere.example/cms/planning/"})
    assert answer["Location"] == "/cms/planning/"
    assert ada_client.get(f"/cms/planning/other/{page.pk}/").status_code == 404


@pytest.fixture
def pair(newsroom):
    """Two versions of one page, planned for one moment."""
    dutch, english = planned(TOMORROW, language="nl", title="Kaas"), planned(TOMORROW, language="en", title="Cheese")
    PagePair.objects.create(dutch=dutch, english=english)
    return dutch, english


def test_both_versions_move_and_go_live_at_the_new_moment(pair, ada, clock, told):
    dutch, english = pair
    moved = move_together(dutch.pk, LIVE, THURSDAY, by=ada)
    assert [one.page.pk for one in moved.together] == [english.pk]
    assert goes_live(english) == goes_live(dutch) == THURSDAY
    clock.move_to(THURSDAY)
    assert publish_due() == 2


def test_one_version_is_not_held_up_by_the_other(pair, ada, wim):
    dutch, english = pair
    english.locked, english.locked_by = True, wim
    english.save()
    moved = move_together(dutch.pk, LIVE, THURSDAY, by=ada)
    assert goes_live(dutch) == THURSDAY
    assert goes_live(english) == TOMORROW
    assert "Cheese" in moved.failures[0]
    assert "Wim" in moved.failures[0]


def test_versions_with_moments_of_their_own_move_alone(pair, ada):
    dutch, english = pair
    move(english.pk, LIVE, THURSDAY, by=ada)
    move_together(dutch.pk, LIVE, TOMORROW + timedelta(hours=1), by=ada)
    assert goes_live(english) == THURSDAY


def test_the_form_can_leave_the_other_version_where_it_is(pair, ada_client):
    dutch, english = pair
    html = ada_client.get(address(dutch)).content.decode()
    assert "Move the other language version along: “Cheese”" in html
    ada_client.post(address(dutch), {"at": "2026-06-11 09:00", "choose": "on", "version": seen(dutch)})
    assert (goes_live(dutch), goes_live(english)) == (THURSDAY, TOMORROW)
    page = ada_client.post(address(english), {"days": "1", "version": seen(english)}, follow=True).content.decode()
    assert "“Cheese”:" in page
