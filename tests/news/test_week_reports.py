"""Reports and panels of the editor's week: what they list, for whom, what is exported, and what that costs."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail_factories import ImageFactory

from news import week_panels
from news.actions import pair_up
from news.models import NewsPage, PageCare, PagePair
from news.pairs import AHEAD, BEHIND, IN_STEP, MISSING, in_state, state_of
from news.week_panels import PANELS, CarePanel, DraftsPanel, LanguagesPanel
from news.week_reports import REPORTS
from tests.cast import signed_in
from tests.factories.news import InformationPageFactory, NewsPageFactory, SectionPageFactory, publish
from tests.news.conftest import MORNING
from tests.news.test_planning import let_hana_edit, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def report(client, name: str, **asked) -> str:
    answer = client.get(reverse(f"news_{name}_report"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def two_languages(title: str, ada) -> PagePair:
    dutch = publish(NewsPageFactory(live=False, language="nl", title=f"{title} (nl)"))
    english = publish(NewsPageFactory(live=False, language="en", title=f"{title} (en)"))
    return pair_up(dutch, english, by=ada)


@pytest.fixture
def pairs(newsroom, ada) -> dict[str, PagePair]:
    """Pairs in every state, and a page without one."""
    now = timezone.now()
    made = {name: two_languages(name, ada) for name in ("step", "dutchfirst", "englishfirst", "both", "bothsame")}
    for name, dutch, english in (
        ("dutchfirst", now, None),
        ("englishfirst", None, now),
        ("both", now - timedelta(days=1), now),
        ("bothsame", now, now),
    ):
        PagePair.objects.filter(pk=made[name].pk).update(dutch_changed_at=dutch, english_changed_at=english)
    publish(NewsPageFactory(live=False, language="nl", title="alone"))
    return made


def test_the_database_and_the_page_agree_on_the_state(pairs):
    for page in NewsPage.objects.all():
        state = state_of(PagePair.objects.of(page.pk), page.language)
        for other in (IN_STEP, BEHIND, AHEAD, MISSING):
            assert NewsPage.objects.filter(in_state(other), pk=page.pk).exists() is (state == other), (page, other)


def test_the_languages_report_filters_by_state(pairs, ada_client):
    html = report(ada_client, "translations", state=BEHIND)
    assert ("dutchfirst (en)" in html, "dutchfirst (nl)" in html) == (True, False)
    assert "English version behind" in html
    html = report(ada_client, "translations", state=MISSING)
    assert ("alone" in html, "step (nl)" in html) == (True, False)
    html = report(ada_client, "translations", state=IN_STEP, language="en")
    assert ("step (en)" in html, "step (nl)" in html, "alone" in html) == (True, False, False)


def test_scheduled_and_expiring(clock, ada_client):
    planned(MORNING + timedelta(days=2), title="Goes live")
    publish(NewsPageFactory(live=False, title="Will end", expire_at=MORNING + timedelta(days=9)))
    publish(NewsPageFactory(live=False, title="Just there"))
    html = report(ada_client, "scheduled")
    assert ("Goes live" in html, "Will end" in html, "Just there" in html) == (True, True, False)
    assert html.index(">Goes live</a>") < html.index("Will end")
    assert "Will end" not in report(ada_client, "scheduled", what="live")


def test_pictures_that_nobody_described(ada_client):
    image = ImageFactory()
    picture = {"image": image, "alt_text": "", "decorative": False, "caption": ""}
    NewsPageFactory(title="Bare lead", lead_image=image)
    NewsPageFactory(title="Described lead", lead_image=image, lead_image_alt="A cheese")
    NewsPageFactory(title="Decorative lead", lead_image=image, lead_image_decorative=True)
    InformationPageFactory(title="Bare text", body=[("image", picture)])
    NewsPageFactory(title="Good text", body=[("image", picture | {"alt_text": "A cheese"})])
    NewsPageFactory(title="Decorative text", body=[("image", picture | {"decorative": True})])
    html = report(ada_client, "undescribed")
    assert "Bare lead" in html
    assert "the lead image" in html
    assert "Bare text" in html
    for title in ("Described lead", "Decorative lead", "Good text", "Decorative text"):
        assert title not in html


def test_old_content_first(ada_client):
    old = timezone.now() - timedelta(days=400)
    NewsPageFactory(title="Old news", first_published_at=old, last_published_at=old)
    NewsPageFactory(title="Fresh news")
    html = report(ada_client, "age")
    assert html.index("Old news") < html.index("Fresh news")
    html = report(ada_client, "age", older="12")
    assert ("Old news" in html, "Fresh news" in html) == (True, False)


@pytest.mark.parametrize("name", [name for _slug, _view, name, *_rest in REPORTS])
def test_every_report_exports_and_keeps_to_the_pages_of_the_editor(newsroom, ada_client, hana, bo, name, clock):
    section = SectionPageFactory(title="HR", language="nl")
    let_hana_edit(section, hana)
    picture = ImageFactory()
    for title, more in (("Of everybody", {}), ("=HR()", {"parent": section})):
        publish(
            NewsPageFactory(live=False, title=title, lead_image=picture, expire_at=MORNING + timedelta(days=3), **more)
        )
    mine = signed_in(hana).get(reverse(name)).content.decode()
    assert "=HR()" in mine
    assert "Of everybody" not in mine
    csv = ada_client.get(reverse(name), {"export": "csv"})
    text = b"".join(csv.streaming_content).decode()
    assert "Of everybody" in text
    assert "'=HR()" in text
    xlsx = ada_client.get(reverse(name), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(
        io.BytesIO(b"".join(xlsx.streaming_content) if xlsx.streaming else xlsx.content)
    ).active
    assert "Of everybody" in {row[0].value for row in sheet.iter_rows()}
    assert ada_client.get(reverse(f"{name}_results")).status_code == 200
    assert signed_in(bo).get(reverse(name)).status_code == 403


def test_reports_cost_the_same_with_little_and_with_much(ada_client, ada):
    def costs() -> dict[str, int]:
        found = {}
        for _slug, _view, name, *_rest in REPORTS:
            ada_client.get(reverse(name))
            with CaptureQueriesContext(connection) as queries:
                ada_client.get(reverse(name))
            found[name] = len(queries)
        return found

    image = ImageFactory()
    for _number in range(2):
        NewsPageFactory(lead_image=image, owner=ada, expire_at=timezone.now() + timedelta(days=3))
    few = costs()
    for number in range(12):
        NewsPageFactory(lead_image=image, owner=ada, expire_at=timezone.now() + timedelta(days=3))
        pair = (NewsPageFactory(language="nl"), NewsPageFactory(language="en"))
        PagePair.objects.create(dutch=pair[0], english=pair[1], dutch_changed_at=timezone.now() if number % 2 else None)
    assert costs() == few


# --- the dashboard ----------------------------------------------------------------------------------------------------
def request_of(person):
    request = RequestFactory().get("/cms/")
    request.user = person
    return request


def titles(panel, person) -> list[str]:
    return [row["title"] for row in panel(request_of(person)).rows()]


def test_my_drafts(newsroom, ada, wim):
    NewsPageFactory(live=False, title="mine").save_revision(user=ada)
    NewsPageFactory(live=False, title="theirs").save_revision(user=wim)
    NewsPageFactory(live=False, title="dated", go_live_at=timezone.now() + timedelta(days=2)).save_revision(user=ada)
    publish(NewsPageFactory(live=False, title="live"), user=ada)
    assert titles(DraftsPanel, ada) == ["mine"]


def test_what_nobody_confirmed_or_owns(newsroom, ada, hana, bo):
    for title, day, owner in (("late", date(2020, 1, 1), bo), ("fine", date(2999, 1, 1), bo), ("nobody's", None, None)):
        page = publish(InformationPageFactory(live=False, title=title, owner=owner))
        PageCare.objects.update_or_create(page=page, defaults={"confirmed_on": date(2019, 1, 1), "review_by": day})
    assert sorted(titles(CarePanel, ada)) == ["late", "nobody's"]
    assert titles(CarePanel, hana) == []


def test_languages_out_of_step(pairs, ada):
    found = titles(LanguagesPanel, ada)
    assert set(found) == {"dutchfirst (en)", "englishfirst (nl)", "both (nl)", "bothsame (nl)", "alone"}
    assert found[-1] == "alone"


def test_panels_are_hidden_when_empty_and_cost_one_query(newsroom, ada):
    for panel in PANELS:
        assert panel(request_of(ada)).render_html({}) == ""
    for _number in range(3):
        NewsPageFactory(live=False).save_revision(user=ada)
        publish(NewsPageFactory(live=False, language="nl"))
        PageCare.objects.filter(page__live=True).update(review_by=date(2020, 1, 1))
    request = request_of(ada)
    week_panels.pages_of(request.user).exists()  # the editor's page rights are loaded once per request
    for panel in PANELS:
        with CaptureQueriesContext(connection) as queries:
            assert panel(request).rows()
        assert len(queries) == 1, panel
