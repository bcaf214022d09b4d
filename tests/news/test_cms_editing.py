"""Writing, scheduling and checking news in the CMS, through its own forms."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from news.models import NewsPage
from tests.factories.news import NewsPageFactory, news_index, publish
from tests.news.conftest import MORNING

pytestmark = pytest.mark.django_db


def form(**fields) -> dict:
    """What a browser sends from the form of a news item."""
    data = {
        "title": "The canteen opens earlier",
        "slug": "canteen",
        "teaser": "From Monday at 05:30.",
        "body": streamfield([("text", rich_text("<p>Soup at six.</p>"))]),
        "language": "en",
        "topics": [],
        "update_notes": inline_formset([]),
        "comments": inline_formset([]),
        "go_live_at": "",
        "expire_at": "",
        "slot": "",
        "slot_until": "",
    }
    return nested_form_data(data | fields)


def create(client, **fields):
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", news_index().pk])
    return client.post(url, form(**fields), follow=True)


def errors_of(response) -> dict:
    return response.context["form"].errors


def test_publish_at_once(ada_client, ada, told):
    create(ada_client, **{"action-publish": "1"})
    page = NewsPage.objects.get(slug="canteen")
    assert page.live
    assert page.reading_minutes == 1
    assert len(told) == 1
    assert told[0].by == ada.pk


def test_the_author_is_the_writer_unless_chosen_otherwise(ada_client, ada, newsroom):
    response = ada_client.get(reverse("wagtailadmin_pages:add", args=["news", "newspage", news_index().pk]))
    assert response.context["form"].initial["author"] == ada.pk


def test_schedule_in_local_time_and_say_so(ada_client, told):
    with time_machine.travel(MORNING, tick=False):
        create(ada_client, go_live_at="2026-06-09 09:00", **{"action-publish": "1"})
        page = NewsPage.objects.get(slug="canteen")
        assert not page.live
        assert page.scheduled_revision.approved_go_live_at == datetime(2026, 6, 9, 7, 0, tzinfo=UTC)
        edit = ada_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Scheduled: goes live on Tuesday 9 June at 09:00, Amsterdam." in edit
    assert told == []


@pytest.mark.parametrize(
    ("now", "typed", "instant"),
    [
        ("2026-03-28T12:00Z", "2026-03-29 02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-10-24T12:00Z", "2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_the_nights_the_clock_changes(ada_client, now, typed, instant):
    with time_machine.travel(datetime.fromisoformat(now), tick=False):
        create(ada_client, go_live_at=typed, **{"action-publish": "1"})
        assert NewsPage.objects.get(slug="canteen").go_live_at == instant


def test_a_draft_with_a_date_warns_that_nothing_will_happen(ada_client):
    with time_machine.travel(MORNING, tick=False):
        answer = create(ada_client, go_live_at="2026-06-09 09:00").content.decode()
        page = NewsPage.objects.get(slug="canteen")
        assert page.scheduled_revision is None
        assert "This will not go live until you schedule it" in answer
        assert "This will not go live on Tuesday 9 June at 09:00, Amsterdam until you schedule it" in answer
        assert "Publish on Tuesday 9 June at 09:00, Amsterdam" in answer


def test_autosave_stays_silent(ada_client):
    with time_machine.travel(MORNING, tick=False):
        create(ada_client, go_live_at="2026-06-09 09:00")
        page = NewsPage.objects.get(slug="canteen")
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        ada_client.get(url)
        data = form(go_live_at="2026-06-09 09:00", title="Half a ti")
        saved = ada_client.post(url, data, headers={"Accept": "application/json"})
        assert saved.json()["success"] is True
        assert "This will not go live until" not in ada_client.get("/cms/").content.decode()


def test_a_partial_draft_is_saved(ada_client):
    picture = {"image": "", "alt_text": "", "decorative": "", "caption": ""}
    data = {
        "teaser": "",
        "slot": "1",
        "body": streamfield([("image", picture), ("quote", {"text": "", "attribution": "", "role": ""})]),
    }
    create(ada_client, **data)
    page = NewsPage.objects.get(slug="canteen")
    assert page.teaser == ""
    assert page.slot == NewsPage.Slot.LEAD


def test_but_not_published(ada_client):
    refused = create(ada_client, teaser="", **{"action-publish": "1"})
    assert "teaser" in errors_of(refused)
    assert not NewsPage.objects.exists()


def test_a_place_on_top_needs_an_end(ada_client):
    refused = create(ada_client, slot="1", **{"action-publish": "1"})
    assert "Say until when" in str(errors_of(refused)["slot_until"])


def test_a_place_that_ends_before_the_item_goes_live_is_refused(ada_client):
    with time_machine.travel(MORNING, tick=False):
        dates = {"go_live_at": "2026-06-12 09:00", "slot_until": "2026-06-11 09:00"}
        refused = create(ada_client, slot="2", **dates, **{"action-publish": "1"})
        assert "over before the item goes live" in str(errors_of(refused)["slot_until"])


def test_a_place_is_held_by_one_item_at_a_time(ada_client):
    until = timezone.now() + timedelta(days=3)
    publish(NewsPageFactory(live=False, title="Holder", slot=1, slot_until=until))
    later = timezone.localtime(until + timedelta(days=1))
    taken = create(ada_client, slot="1", slot_until=later.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    message = str(errors_of(taken)["slot"])
    assert "Holder" in message
    assert "At most three items are on top at once" in message
    free = create(ada_client, slot="2", slot_until=later.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    assert not getattr(free.context.get("form"), "errors", None)


def test_a_place_whose_time_is_over_is_free(ada_client):
    publish(NewsPageFactory(live=False, slot=1, slot_until=timezone.now() - timedelta(minutes=1)))
    until = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    create(ada_client, slot="1", slot_until=until, **{"action-publish": "1"})
    assert NewsPage.objects.get(slug="canteen").live


def test_tell_followers_again_is_a_tick_for_one_time(ada_client, told):
    create(ada_client, **{"action-publish": "1"})
    page = NewsPage.objects.get(slug="canteen")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    ada_client.post(url, form(tell_again="on", **{"action-publish": "1"}))
    assert [getattr(event, "again", None) for event in told] == [False, True]
    assert ada_client.get(url).context["form"].initial["tell_again"] is False


def test_the_publishing_panel_and_the_settings_are_wagtail_s_own(ada_client):
    page = publish(NewsPageFactory(live=False))
    html = ada_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'id="schedule-publishing-dialog"' in html
    assert 'name="go_live_at"' in html
    assert 'id="tab-label-promote"' in html


def test_a_named_version_survives_saving_by_itself(ada_client, ada):
    create(ada_client)
    page = NewsPage.objects.get(slug="canteen")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    auto = ada_client.post(url, form(title="First"), headers={"Accept": "application/json"}).json()["revision_id"]
    named = ada_client.post(reverse("news_versions", args=[page.pk]), {"revision": auto, "name": "For the council"})
    assert named.status_code == 302
    data = form(title="Second") | {"overwrite_revision_id": str(auto)}
    after = ada_client.post(url, data, headers={"Accept": "application/json"}).json()
    assert after["success"] is True
    assert after["revision_id"] != auto
    assert page.revisions.get(pk=auto).content["title"] == "First"
    versions = ada_client.get(reverse("news_versions", args=[page.pk])).content.decode()
    assert "For the council" in versions
    history = ada_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "For the council" in history
    assert ada_client.post(reverse("news_forget_version", args=[auto])).status_code == 302
    assert "For the council</b>" not in ada_client.get(reverse("news_versions", args=[page.pk])).content.decode()


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "\x00"])
def test_a_version_needs_a_proper_name(ada_client, name):
    create(ada_client)
    page = NewsPage.objects.get(slug="canteen")
    answer = ada_client.post(
        reverse("news_versions", args=[page.pk]), {"revision": page.latest_revision_id, "name": name}
    )
    assert answer.status_code == 422


def test_the_person_chooser_finds_by_name_and_shows_active_people(ada_client, bo, emil):
    emil.is_active = False
    emil.save()
    results = ada_client.get(reverse("person_chooser:choose_results"), {"q": "bo jans"}).content.decode()
    assert "Bo Jansen" in results
    assert "Emil" not in ada_client.get(reverse("person_chooser:choose")).content.decode()


@pytest.mark.parametrize(("mode", "dark"), [("", False), ("dark", True)])
def test_the_preview_may_be_framed_by_the_editing_form(ada_client, mode, dark):
    page = publish(NewsPageFactory(live=False, title="Look first"))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    ada_client.post(url, form(title="Look first"))
    answer = ada_client.get(url, {"mode": mode})
    html = answer.content.decode()
    assert "Look first" in html
    assert ('dataset.theme = "dark"' in html) is dark
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
