"""Two languages of one page: made, kept in step, read in one's own language, and live on one schedule."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from activity.actions import follow, timeline
from news.actions import hear_of, mark_in_step, pair_up, part, plan_along, publish_due, translate
from news.actions.pairing import NotPairedError
from news.models import NewsPage, PagePair
from news.pairs import AHEAD, BEHIND, IN_STEP, MISSING, state_of
from tests.cast import signed_in
from tests.factories.news import InformationPageFactory, NewsPageFactory, SectionPageFactory, TopicFactory, publish
from tests.news.conftest import MORNING
from tests.news.test_cms_editing import form
from tests.news.test_planning import let_hana_edit, planned
from tests.notifications.conftest import heard

pytestmark = pytest.mark.django_db


def dutch_page(**fields) -> NewsPage:
    return publish(NewsPageFactory(**{"live": False, "language": "nl", "title": "Kaas", "slug": "kaas"} | fields))


@pytest.fixture
def pair(newsroom, ada) -> PagePair:
    """A news item, live in both languages."""
    dutch = dutch_page()
    english = translate(dutch, "Cheese", by=ada)
    publish(english)
    return mark_in_step(PagePair.objects.of(dutch.pk), by=ada)


def test_translating_makes_a_draft_beside_the_page(newsroom, ada):
    topic = TopicFactory()
    page = dutch_page(topics=[topic], body=[("text", "<p>Veel kaas</p>")], author=ada)
    draft = translate(page, "A lot of cheese", by=ada)
    assert (draft.language, draft.live, draft.slug, draft.title) == ("en", False, "a-lot-of-cheese", "A lot of cheese")
    assert draft.get_parent() == page.get_parent()
    assert draft.get_latest_revision_as_object().title == "A lot of cheese"
    assert "Veel kaas" in str(draft.body)
    assert [topic] == list(draft.topics.all())
    pair = PagePair.objects.of(page.pk)
    assert (pair.dutch_id, pair.english_id) == (page.pk, draft.pk)
    assert (state_of(pair, "en"), state_of(pair, "nl")) == (BEHIND, AHEAD)
    with pytest.raises(NotPairedError):
        translate(page, "Again", by=ada)


def test_the_draft_has_the_same_readers_also_where_a_section_is_closed_already(newsroom, ada, dina):
    board, leads = Group.objects.create(name="Board"), Group.objects.create(name="Leads")
    section = SectionPageFactory()
    page = publish(InformationPageFactory(live=False, language="nl", parent=section))
    for place, group in ((section, board), (page, leads)):
        PageViewRestriction.objects.create(page=place, restriction_type="groups").groups.add(group)
    ada.groups.add(board, leads)
    draft = translate(page, "For the leads", by=ada)
    assert draft.page_audience.audience_id == Page.objects.get(pk=page.pk).page_audience.audience_id


def test_what_changes_puts_the_other_version_behind_until_both_are_in_step(pair, ada):
    dutch = NewsPage.objects.get(pk=pair.dutch_id)
    publish(dutch)
    assert state_of(PagePair.objects.get(), "en") == IN_STEP, "published again, with the same words"
    dutch.title = "Meer kaas"
    publish(dutch)
    assert (state_of(PagePair.objects.get(), "en"), state_of(PagePair.objects.get(), "nl")) == (BEHIND, AHEAD)
    english = NewsPage.objects.get(pk=pair.english_id)
    english.title = "More cheese"
    publish(english)
    assert not PagePair.objects.get().is_in_step, "whether it says the same, a person says"
    mark_in_step(PagePair.objects.get(), by=ada)
    assert (state_of(PagePair.objects.get(), "en"), PagePair.objects.get().in_step_by) == (IN_STEP, ada)


def test_a_draft_that_nobody_published_puts_nobody_behind(pair):
    dutch = NewsPage.objects.get(pk=pair.dutch_id)
    dutch.title = "Nog niet"
    dutch.save_revision()
    assert PagePair.objects.get().is_in_step


def test_an_old_version_that_is_restored_stays_paired(pair, ada):
    english = NewsPage.objects.get(pk=pair.english_id)
    first = english.revisions.order_by("pk").first()
    first.publish(user=ada)
    assert PagePair.objects.of(english.pk) == pair


def test_pairing_two_pages_that_exist(newsroom, ada, wim, hana):
    dutch, english, other = dutch_page(), publish(NewsPageFactory(live=False)), publish(NewsPageFactory(live=False))
    with pytest.raises(PermissionDenied):
        pair_up(dutch, english, by=hana)
    with pytest.raises(NotPairedError):
        pair_up(english, other, by=ada)
    pair = pair_up(dutch, english, by=wim)
    assert pair.is_in_step
    with pytest.raises(NotPairedError):
        pair_up(dutch, other, by=ada)
    part(pair, by=ada)
    assert state_of(PagePair.objects.of(dutch.pk), "nl") == MISSING
    assert NewsPage.objects.filter(pk__in=(dutch.pk, english.pk)).count() == 2


def test_deleting_one_version_leaves_the_other(pair):
    NewsPage.objects.get(pk=pair.english_id).delete()
    assert not PagePair.objects.exists()
    assert NewsPage.objects.get(pk=pair.dutch_id).live


# --- reading ----------------------------------------------------------------------------------------------------------
def test_the_list_has_one_entry_per_pair_in_the_language_of_the_reader(pair, bo):
    client = signed_in(bo)
    html = client.get("/news/").content.decode()
    assert (">Cheese<" in html, ">Kaas<" in html) == (True, False)
    bo.language = "nl"
    bo.save()
    html = signed_in(bo).get("/news/").content.decode()
    assert (">Cheese<" in html, ">Kaas<" in html) == (False, True)


def test_who_may_not_read_their_own_version_gets_the_other(pair, bo):
    leads = Group.objects.create(name="Leads")
    english = Page.objects.get(pk=pair.english_id)
    PageViewRestriction.objects.create(page=english, restriction_type="groups").groups.add(leads)
    client = signed_in(bo)
    assert ">Kaas<" in client.get("/news/").content.decode()
    html = client.get("/news/kaas/").content.decode()
    assert "This page is only available in Dutch." in html
    assert "Cheese" not in html


def test_the_notice_leads_to_one_s_own_version(pair, bo):
    client = signed_in(bo)
    html = client.get("/news/kaas/").content.decode()
    assert 'href="/news/cheese/" data-testid="own-language"' in html
    assert "Read this page in English" in html
    assert '<h1 lang="nl">Kaas</h1>' in html
    assert "own-language" not in client.get("/news/cheese/").content.decode()
    NewsPage.objects.get(pk=pair.english_id).unpublish()
    assert "This page is only available in Dutch." in client.get("/news/kaas/").content.decode()


def test_the_timeline_announces_a_pair_once(pair, ada, bo):
    titles = [entry.thing.title for entry in timeline(bo).entries]
    assert titles.count("Cheese") == 1
    assert "Kaas" not in titles


def test_a_place_on_top_is_shared_by_both_languages(pair, bo, ada):
    until = pair.dutch.latest_revision_created_at + timedelta(days=9)
    NewsPage.objects.filter(pk__in=(pair.dutch_id, pair.english_id)).update(slot=1, slot_until=until)
    html = signed_in(bo).get("/news/").content.decode()
    assert (">Cheese<" in html, ">Kaas<" in html) == (True, False)


def test_the_notice_costs_one_query_and_only_in_the_other_language(pair, bo):
    client = signed_in(bo)

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    own, other = cost("/news/cheese/"), cost("/news/kaas/")
    assert other <= own + 1
    assert other <= 6


def test_followers_hear_of_a_pair_once_in_their_own_language(newsroom, ada, bo, emil):
    bo.language, emil.language = "nl", "en"
    for person in (bo, emil):
        person.save()
        follow(ada, by=person)
    with time_machine.travel(MORNING, tick=False) as clock:
        page = planned(MORNING + timedelta(days=1), language="nl", title="Kaas", author=ada)
        translate(page, "Cheese", by=ada)
        plan_along(page, by=ada)
        clock.shift(timedelta(days=1))
        assert publish_due() == 2
    assert heard(bo) == ["published: Ada | Kaas"]
    assert heard(emil) == ["published: Ada | Cheese"]


def test_a_version_without_its_other_is_told_to_all_followers(newsroom, ada, bo, emil):
    bo.language, emil.language = "nl", "en"
    for person in (bo, emil):
        person.save()
        follow(ada, by=person)
    page = dutch_page(author=ada, live=False)
    assert heard(bo) == heard(emil) == ["published: Ada | Kaas"]
    assert page.told_in == ("nl", "en")


def test_an_announcement_to_everybody_is_made_by_one_version(newsroom, ada):
    dutch = dutch_page(notify_choice=2)
    english = translate(dutch, "Cheese", by=ada)
    publish(english)
    told = [NewsPage.objects.get(pk=pk).notifies for pk in (dutch.pk, english.pk)]
    assert told == [2, 0]


# --- one schedule -----------------------------------------------------------------------------------------------------
def test_both_go_live_on_one_schedule(newsroom, ada, told):
    with time_machine.travel(MORNING, tick=False) as clock:
        page = planned(MORNING + timedelta(days=1), language="nl")
        draft = translate(page, "Cheese", by=ada)
        plan_along(page, by=ada)
        assert NewsPage.objects.get(pk=draft.pk).scheduled_revision.approved_go_live_at == MORNING + timedelta(days=1)
        clock.shift(timedelta(days=1))
        assert publish_due() == 2
    assert NewsPage.objects.filter(pk__in=(page.pk, draft.pk), live=True).count() == 2


def test_a_writer_may_translate_but_not_plan(newsroom, ada, wim):
    with time_machine.travel(MORNING, tick=False):
        page = planned(MORNING + timedelta(days=1), language="nl")
        translate(page, "Cheese", by=wim)
        with pytest.raises(PermissionDenied):
            plan_along(page, by=wim)


# --- the CMS ----------------------------------------------------------------------------------------------------------
def test_translate_in_step_together_and_apart_by_address(newsroom, ada_client):
    with time_machine.travel(MORNING, tick=False):
        page = planned(MORNING + timedelta(days=1), language="nl", title="Kaas")
        address = reverse("news_languages", args=[page.pk])
        assert "English version missing" in ada_client.get(address).content.decode()
        answer = ada_client.post(address, {"title": ""})
        assert answer.status_code == 422
        answer = ada_client.post(address, {"title": "Cheese"})
        draft = NewsPage.objects.get(title="Cheese")
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
        edit = ada_client.get(answer["Location"]).content.decode()
        assert "English version behind" in edit
        assert "Both say the same: in step" in edit
        assert "Let both go live at the same moment" in ada_client.get(address).content.decode()
        ada_client.post(reverse("news_together", args=[page.pk]))
        assert NewsPage.objects.get(pk=draft.pk).scheduled_revision
        ada_client.post(reverse("news_in_step", args=[page.pk]))
        assert "In step" in ada_client.get(address).content.decode()
        ada_client.post(reverse("news_take_apart", args=[page.pk]))
        assert not PagePair.objects.exists()
        answer = ada_client.post(address, {"other": draft.pk, "in_step": "on"})
        assert PagePair.objects.get().is_in_step


def test_planning_one_version_offers_the_other(newsroom, ada, ada_client):
    page = NewsPageFactory(live=False, language="nl", title="Kaas", slug="kaas", first_published_at=None)
    page.save_revision(user=ada)
    translate(page, "Cheese", by=ada)
    at = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    data = form(title="Kaas", slug="kaas", language="nl", go_live_at=at, **{"action-publish": "1"})
    answer = ada_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    assert NewsPage.objects.get(pk=page.pk).scheduled_revision
    assert "is not planned for this moment" in answer.content.decode()
    assert "Let both go live together" in answer.content.decode()


def test_the_language_of_a_paired_page_stays(pair, ada_client):
    url = reverse("wagtailadmin_pages:edit", args=[pair.dutch_id])
    ada_client.post(url, form(title="Kaas", slug="kaas", language="en", **{"action-publish": "1"}))
    assert NewsPage.objects.get(pk=pair.dutch_id).language == "nl"


def test_only_who_edits_the_page_gets_to_its_languages(pair, hana, bo, ada_client):
    let_hana_edit(SectionPageFactory(title="HR"), hana)
    routes = [reverse("news_languages", args=[pair.dutch_id])] + [
        reverse(name, args=[pair.dutch_id]) for name in ("news_in_step", "news_take_apart", "news_together")
    ]
    for person in (hana, bo):
        for route in routes:
            answer = signed_in(person).post(route, {"title": "x"}, headers={"X-Requested-With": "XMLHttpRequest"})
            assert answer.status_code == 403, (person, route)
    assert PagePair.objects.count() == 1
    assert ada_client.get("/cms/languages/999999/").status_code == 404


def test_hearing_of_a_page_without_a_pair_does_nothing(newsroom):
    hear_of(dutch_page())
