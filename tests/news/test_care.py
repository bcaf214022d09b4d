"""Pages are kept right: confirmed, reminded of, labelled when nobody did, and in the end taken down."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from news.actions import confirm, remind_owners, take_down_stale
from news.entries import InformationEntry
from news.models import CareSettings, InformationPage, PageCare
from news.models.page_care import months_later
from notifications.models import Notification
from tests.cast import person, signed_in
from tests.factories.news import InformationPageFactory, NewsPageFactory, publish, site_root

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)


@pytest.fixture(autouse=True)
def a_fixed_day():
    with time_machine.travel(f"{TODAY}T09:00:00Z", tick=False):
        yield


@pytest.fixture
def team(cleo, dina) -> Group:
    group = Group.objects.create(name="Kitchen")
    group.user_set.add(cleo, dina)
    return group


def kept(owner, days: int = 0, **fields) -> InformationPage:
    """A live page whose review date is so many days away."""
    page = publish(InformationPageFactory(owner=owner, live=False, review_every=12, **fields))
    PageCare.objects.filter(page=page).update(
        confirmed_on=TODAY - timedelta(days=300), review_by=TODAY + timedelta(days=days)
    )
    return InformationPage.objects.get(pk=page.pk)


def told(user) -> list[str]:
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True))


# --- the row ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 11, 30), 18, date(2028, 5, 30)),
        (date(2028, 2, 29), 24, date(2030, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, wanted):
    assert months_later(day, months) == wanted


def test_the_first_publication_starts_the_time_and_a_later_one_does_not_confirm(bo):
    page = publish(InformationPageFactory(owner=bo, live=False, review_every=6))
    care = PageCare.objects.get(page=page)
    assert (care.confirmed_on, care.review_by) == (TODAY, date(2026, 12, 8))
    with time_machine.travel("2026-09-01T09:00:00Z"):
        page.title = "A comma repaired"
        publish(page)
    assert PageCare.objects.get(page=page).confirmed_on == TODAY


def test_another_interval_counts_from_the_last_confirmation(bo):
    page = kept(bo, 10)
    page.review_every = 24
    publish(page)
    care = PageCare.objects.get(page=page)
    assert care.review_by == months_later(care.confirmed_on, 24)
    assert care.reminders == 0


def test_a_page_that_is_only_scheduled_has_no_care_yet(bo):
    page = InformationPageFactory(owner=bo, live=False, first_published_at=None, review_every=6)
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision().publish(skip_permission_checks=True)
    assert not PageCare.objects.exists()


# --- confirming -------------------------------------------------------------------------------------------------------


def test_the_owner_confirms_on_the_page_and_the_date_moves(bo):
    page = kept(bo, -40)
    client = signed_in(bo)
    html = client.get(page.url).content.decode()
    assert "Not confirmed since" in html
    assert "Confirmed today" in html
    answer = client.post(f"/pages/{page.pk}/confirmation/", {"next": page.url})
    assert answer.status_code == 303
    care = PageCare.objects.get(page=page)
    assert (care.confirmed_on, care.review_by, care.confirmed_by) == (TODAY, date(2027, 6, 8), bo)
    assert "Not confirmed since" not in client.get(page.url).content.decode()
    assert PageLogEntry.objects.filter(page=page.pk, action="news.confirm", user=bo).exists()


def test_readers_see_the_label_and_no_button(bo, emil):
    html = signed_in(emil).get(kept(bo, -1).url).content.decode()
    assert "Not confirmed since" in html
    assert "Confirmed today" not in html
    assert "Not confirmed since" not in signed_in(emil).get(kept(bo, 0).url).content.decode()


def test_a_stranger_is_refused_and_a_member_of_the_team_is_not(bo, emil, cleo, team):
    page = kept(bo, team=team)
    assert signed_in(emil).post(f"/pages/{page.pk}/confirmation/").status_code == 403
    with pytest.raises(PermissionDenied):
        confirm(page, by=emil)
    assert signed_in(cleo).post(f"/pages/{page.pk}/confirmation/").status_code == 303


def test_nobody_is_led_away_after_confirming(bo):
    page = kept(bo)
    answer = signed_in(bo).post(f"/pages/{page.pk}/confirmation/", {"next": "https://x.example/"})
    assert answer.headers["Location"] == page.url


def test_an_editor_confirms_in_the_cms(newsroom, ada, bo, emil):
    page = kept(bo, -3)
    url = reverse("news_confirm", args=[page.pk])
    assert signed_in(emil).post(url).status_code == 403
    form = signed_in(ada).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Should have been confirmed before" in form
    assert url in form
    assert signed_in(ada).get(url).status_code == 405
    signed_in(ada).post(url)
    assert PageCare.objects.get(page=page).confirmed_on == TODAY


def test_one_page_costs_one_query_more_for_its_keeping(bo, emil):
    plain, cared = publish(InformationPageFactory(live=False)), kept(bo, -4)
    client, costs = signed_in(emil), []
    for page in (plain, cared):
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        costs.append([query["sql"] for query in queries if "news_pagecare" in query["sql"]])
    assert [len(cost) for cost in costs] == [0, 1]


# --- reminders --------------------------------------------------------------------------------------------------------


def test_reminders_come_at_28_and_14_days_and_on_the_day_once_each(bo):
    page = kept(bo, 29)
    due = TODAY + timedelta(days=29)
    heard = []
    for days_before in (29, 28, 28, 20, 14, 13, 1, 0, 0, -1, -30):
        before = PageCare.objects.get(page=page).reminders
        remind_owners(due - timedelta(days=days_before))
        remind_owners(due - timedelta(days=days_before))
        if PageCare.objects.get(page=page).reminders != before:
            heard.append(days_before)
    assert heard == [28, 14, 0, -1], "the day after only tells search"
    assert told(bo) == ["page_review_due"], "one line about the page, that says the latest"


def test_a_worker_that_was_down_tells_the_latest_in_order_of_the_dates(bo):
    later, sooner = kept(bo, 3), kept(bo, -2)
    assert remind_owners(TODAY) == 2
    assert told(bo) == ["page_review_due", "page_review_soon"]
    assert PageCare.objects.get(page=sooner).reminders == 4
    assert PageCare.objects.get(page=later).reminders == 2
    assert remind_owners(TODAY) == 0


def test_the_team_hears_it_when_the_owner_left(bo, cleo, dina, emil, team):
    page = kept(bo, 10, team=team)
    bo.is_active = False
    bo.save()
    remind_owners(TODAY)
    assert told(cleo) == told(dina) == ["page_review_soon"]
    assert told(bo) == told(emil) == []
    assert page.title in signed_in(cleo).get("/pages/mine/").content.decode()
    assert page.title not in signed_in(emil).get("/pages/mine/").content.decode()


def test_the_team_is_left_alone_while_the_owner_is_here(bo, cleo, team):
    page = kept(bo, 10, team=team)
    remind_owners(TODAY)
    assert told(cleo) == []
    assert page.title not in signed_in(cleo).get("/pages/mine/").content.decode()


def test_confirming_starts_the_reminders_anew(bo):
    page = kept(bo, 5)
    remind_owners(TODAY)
    confirm(page, by=bo)
    assert PageCare.objects.get(page=page).reminders == 0
    assert remind_owners(TODAY) == 0


def test_a_page_that_is_down_reminds_nobody(bo):
    kept(bo, 5).unpublish()
    assert remind_owners(TODAY) == 0


def test_search_knows_which_pages_are_stale(bo):
    entry = InformationEntry()
    for page, wanted in ((kept(bo, -1), True), (kept(bo, 0), False)):
        found = list(entry.findable().filter(pk=page.pk))
        entry.prepare(found)
        assert entry.write(found[0]).is_stale is wanted


# --- taking down ------------------------------------------------------------------------------------------------------


def test_nothing_is_taken_down_by_itself(bo):
    page = kept(bo, -900)
    assert take_down_stale(TODAY) == 0
    assert Page.objects.get(pk=page.pk).live


def test_where_it_is_switched_on_the_owner_is_warned_two_weeks_before(bo):
    page, news = kept(bo, -100), publish(NewsPageFactory(owner=bo, live=False, review_every=6))
    PageCare.objects.filter(page=news).update(review_by=TODAY - timedelta(days=900))
    settings = CareSettings.load()
    settings.informationpage = CareSettings._meta.get_field("informationpage").choices[0][0]
    settings.save()
    assert take_down_stale(TODAY) == 0
    assert told(bo) == ["page_goes_down"]
    assert take_down_stale(TODAY + timedelta(days=13)) == 0
    assert take_down_stale(TODAY + timedelta(days=14)) == 1
    assert not Page.objects.get(pk=page.pk).live
    assert Page.objects.get(pk=news.pk).live, "another type"
    assert take_down_stale(TODAY + timedelta(days=15)) == 0


def test_a_page_confirmed_after_the_warning_stays(bo):
    page = kept(bo, -100)
    settings = CareSettings.load()
    settings.informationpage = 3
    settings.save()
    take_down_stale(TODAY)
    confirm(page, by=bo)
    assert take_down_stale(TODAY + timedelta(days=20)) == 0
    assert Page.objects.get(pk=page.pk).live


# --- the form and the reports -----------------------------------------------------------------------------------------


def test_a_page_goes_live_only_with_an_owner_and_a_team(newsroom, ada, team):
    url = reverse("wagtailadmin_pages:add", args=["news", "informationpage", site_root().pk])
    client = signed_in(ada)
    form = client.get(url).content.decode()
    assert 'value="12" selected' in form, "a year is proposed"
    data = {
        "title": "Canteen", "slug": "canteen", "teaser": "", "language": "en", "body": streamfield([]),
        "update_notes": inline_formset([]), "comments": inline_formset([]), "action-publish": "action-publish",
    }  # fmt: skip
    html = client.post(url, nested_form_data(data)).content.decode()
    assert "Choose who keeps this page right" in html
    assert "Choose the team" in html
    answer = client.post(url, nested_form_data(data | {"owner": ada.pk, "team": team.pk, "review_every": 6}))
    assert answer.status_code == 302
    assert InformationPage.objects.get(title="Canteen").care.review_months == 6


def test_the_reports_list_what_is_late_and_what_is_nobodys(newsroom, ada, bo, emil, team):
    stale, fine = kept(bo, -5, team=team), kept(bo, 100, team=team)
    gone = person("Gone", "Away", is_active=False)
    left, nobody = kept(gone, 50, team=team), kept(None, 60)
    client = signed_in(ada)
    dates = client.get(reverse("news_stale"), {"state": "stale"}).content.decode()
    assert stale.title in dates
    assert fine.title not in dates
    lacking = client.get(reverse("news_ownerless")).content.decode()
    assert left.title in lacking
    assert nobody.title in lacking
    assert stale.title not in lacking
    only_left = client.get(reverse("news_ownerless"), {"missing": "left"}).content.decode()
    assert left.title in only_left
    assert nobody.title not in only_left
    assert signed_in(emil).get(reverse("news_stale")).status_code == 403


def test_an_export_never_holds_a_formula(newsroom, ada, bo):
    kept(bo, -5, title="=cmd|' /C calc'!A0")
    client = signed_in(ada)
    table = b"".join(client.get(reverse("news_stale"), {"export": "csv"}).streaming_content).decode()
    assert "'=cmd" in table
    assert "\n=cmd" not in table
    sheet = b"".join(client.get(reverse("news_stale"), {"export": "xlsx"}).streaming_content)
    assert sheet[:2] == b"PK"


@pytest.mark.parametrize("name", ["news_stale", "news_ownerless", "news_broken_links", "news_useful_report"])
@pytest.mark.slow
def test_a_report_costs_the_same_for_many_pages(newsroom, ada, bo, team, name):
    client, costs = signed_in(ada), []
    for number in (2, 8):
        for _page in range(number):
            kept(bo, -5, team=team)
            kept(None, -5)
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.slow
def test_my_pages_cost_the_same_for_many_pages(bo):
    client, costs = signed_in(bo), []
    for number in (2, 8):
        for _page in range(number):
            kept(bo, -5)
        client.get("/pages/mine/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/pages/mine/")
        costs.append(len(queries))
    assert costs[0] == costs[1]
