"""The start page: what it shows to whom, with how many queries, with and without scripts."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction, Revision, Site

from activity.actions import choose_order, follow, react
from comments.actions import post_comment
from home.greeting import greeting
from home.models import HomePage
from news.models import NewsPage
from news.models.page_pair import PagePair
from people.models import Profile
from tests.cast import person, signed_in
from tests.factories.news import NewsPageFactory, TopicFactory, publish

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


def news(title: str, by, **fields) -> NewsPage:
    return publish(NewsPageFactory(title=title, author=by, live=False, first_published_at=None, **fields), by)


def text(user, address: str = "/", **options) -> str:
    answer = signed_in(user).get(address, **options)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_fresh_installation_has_a_home_page_at_its_root(bo):
    assert isinstance(Site.objects.get(is_default_site=True).root_page.specific, HomePage)
    page = text(bo)
    assert "Bo" in page
    assert "Nothing has happened here yet." in page


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "Good night"), (5, "Good morning"), (12, "Good afternoon"), (18, "Good evening"), (23, "Good evening")],
)
def test_the_greeting_follows_the_clock(hour, words):
    with translation.override("en"):
        assert greeting("Bo", datetime(2026, 11, 24, hour)) == f"{words}, Bo"


def test_the_hour_is_that_of_the_reader(bo, ada):
    ada.time_zone = "Asia/Tokyo"
    ada.save()
    with time_machine.travel("2026-11-24T08:30:00Z"):
        assert "Good morning, Bo" in text(bo)
        assert "Good afternoon, Ada" in text(ada)


def test_news_and_talk_stand_in_the_timeline_with_their_reason(bo, ada, cleo):
    item = news("The new warehouse opens", ada)
    post_comment(item, "Where do we park?", by=cleo)
    page = text(bo)
    assert "The new warehouse opens" in page
    assert "Where do we park?" in page
    assert "The organisation shows this to everyone who may read it." in page
    assert "You follow few colleagues and topics yet" in page


def test_what_is_closed_shows_nowhere_on_the_page(bo, ada, dina):
    council = Group.objects.create(name="Council")
    dina.groups.add(council)
    item = news("Kanarie", ada, slot=1, slot_until=timezone.now() + timedelta(days=1))
    post_comment(item, "Kanariezang", by=ada)
    restriction = PageViewRestriction.objects.create(page=item, restriction_type="groups")
    restriction.groups.set([council])
    assert "anarie" not in text(bo)
    assert "Kanarie" in text(dina)
    assert "Kanariezang" in text(dina)


def test_at_most_three_are_on_top_and_leave_once_read(bo, ada):
    until = timezone.now() + timedelta(days=1)
    for slot in (1, 2, 3):
        news(f"Pinned {slot}", ada, slot=slot, slot_until=until)
    news("Ordinary", ada)
    page = text(bo)
    assert page.count('<article class="entry" id="top-') == 3
    assert page.index("Pinned 1") < page.index("Pinned 2") < page.index("Pinned 3") < page.index("Ordinary")
    signed_in(bo).post(f"/news/{NewsPage.objects.get(title='Pinned 1').pk}/read-mark/")
    page = text(bo)
    assert page.count('<article class="entry" id="top-') == 2
    assert "Pinned 1" in page  # in the timeline, at its own time


def test_of_two_languages_the_readers_own_is_on_top(bo, ada):
    until = timezone.now() + timedelta(days=1)
    dutch = news("De hal gaat open", ada, language="nl", slot=1, slot_until=until)
    english = news("The hall opens", ada, language="en", slot=1, slot_until=until)
    PagePair.objects.create(dutch=dutch, english=english)
    page = text(bo)
    assert "The hall opens" in page
    assert "De hal gaat open" not in page


def test_what_is_on_top_is_not_in_the_timeline_too(bo, ada):
    news("Pinned", ada, slot=1, slot_until=timezone.now() + timedelta(days=1))
    assert len(re.findall(r"<article", text(bo))) == 1


def test_lanes_stand_in_the_address(bo, ada, cleo):
    item = news("The news", ada)
    post_comment(item, "The talk", by=cleo)
    assert "The talk" not in text(bo, "/?lane=organisation")
    assert 'aria-current="true"' in text(bo, "/?lane=organisation")
    colleagues = text(bo, "/?lane=colleagues")
    assert "The talk" in colleagues
    assert "Systems" not in colleagues
    assert "The talk" in text(bo, "/?lane=nonsense")


def test_older_entries_by_a_plain_link_and_as_a_fragment(bo, ada, monkeypatch):
    monkeypatch.setattr("home.page.SIZE", 5)
    for number in range(8):
        news(f"Item {number:02}", ada)
    first = text(bo)
    assert "Item 07" in first
    assert "Item 02" not in first
    address = re.search(r'href="(/\?before=[^"]+)"', first)[1].replace("&amp;", "&")
    second = text(bo, address)
    assert "Item 02" in second
    assert "Item 07" not in second
    assert "up to date" in second
    quiet = re.search(r'hx-get="([^"]+)"', first[first.index('id="older"') :])[1].replace("&amp;", "&")
    fragment = text(bo, quiet, **HTMX)
    assert "Item 02" in fragment
    assert "<html" not in fragment
    assert "Item 02" in text(bo, "/?pages=2")


def test_loading_by_itself_ends_after_three_times(bo, ada, monkeypatch):
    monkeypatch.setattr("home.page.SIZE", 2)
    for number in range(9):
        news(f"Item {number:02}", ada)
    assert "intersect" in text(bo)
    assert "intersect" in text(bo, "/?pages=3")
    assert "intersect" not in text(bo, "/?pages=4")


@pytest.mark.parametrize("wrong", ["x", "-1", "1.x", "9" * 40])
def test_a_wrong_position_is_not_found(bo, wrong):
    assert signed_in(bo).get(f"/?before={wrong}").status_code == 404


def test_the_order_is_switched_by_a_form_and_remembered(bo, ada):
    news("One", ada)
    client = signed_in(bo)
    client.post("/timeline/order/", {"order": "ranked", "next": "/"})
    page = client.get("/").content.decode()
    assert 'name="order" value="newest"' in page
    assert "It is recent." in page


def test_newcomers_are_welcomed_until_they_close_it(bo, ada, cleo):
    topic = TopicFactory(name_en="Safety")
    item = news("One", ada, topics=[topic])
    assert list(item.topics.all()) == [topic]
    post_comment(item, "Words", by=cleo)
    page = text(bo)
    assert "Pull up a chair" in page
    assert "Safety" in page
    assert "Spoke about" in page
    client = signed_in(bo)
    assert client.post("/timeline/hint/", {"next": "/"}).status_code == 303
    assert "Pull up a chair" not in client.get("/").content.decode()


def test_who_joined_is_shown_and_not_oneself(bo):
    nia = person("Nia", "Peters")
    for someone in (nia, bo):
        Profile.objects.update_or_create(user=someone, defaults={"started_on": timezone.localdate()})
    page = text(bo)
    rail = page[page.index('class="rail"') :]
    assert "Nia Peters" in rail
    assert "Bo Jansen" not in rail


def test_editors_see_what_they_planned_and_others_do_not(ada, bo):
    ada.user_permissions.add(Permission.objects.get(codename="access_admin"))
    item = NewsPageFactory(title="Planned thing", author=ada, live=False, first_published_at=None)
    revision = item.save_revision(user=ada)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() + timedelta(days=2))
    assert "Planned thing" in text(ada)
    assert "Planned thing" not in text(bo)


def test_get_changes_nothing_but_reads(bo, ada):
    news("One", ada)
    assert signed_in(bo).post("/").status_code == 405


def test_the_home_page_takes_eight_queries_however_much_there_is(ada, bo, cleo, dina):
    ada.user_permissions.add(Permission.objects.get(codename="access_admin"))
    topics = TopicFactory.create_batch(3)
    clients = {"employee": signed_in(bo), "editor": signed_in(ada)}
    for reader in (bo, ada):
        for thing in (cleo, dina, *topics):
            follow(thing, by=reader)

    def fill(number: int) -> None:
        for count in range(number):
            item = news(f"Item {count}", cleo, topics=topics)
            post_comment(item, "Words", by=cleo)
            post_comment(item, "More words", by=dina)
            react(item, "like", by=dina)
            nia = person(f"N{Profile.objects.count()}", "Peters")
            Profile.objects.update_or_create(user=nia, defaults={"started_on": timezone.localdate()})

    def queries(order: str) -> dict[str, int]:
        """How many for whom, when nobody has visited in the same minute."""
        found = {}
        for who, client in clients.items():
            choose_order(order, by=bo if who == "employee" else ada)
            cache.clear()
            with CaptureQueriesContext(connection) as context:
                assert client.get("/").status_code == 200
            found[who] = len(context)
        return found

    fill(3)
    few = {order: queries(order) for order in ("newest", "ranked")}
    fill(27)
    for order, before in few.items():
        many = queries(order)
        # An editor's page asks what is planned as well; on a warm cache three questions less.
        assert (many["employee"] <= 8, many["editor"] <= 9) == (True, True), (order, many)
        assert all(many[who] <= before[who] for who in many), (order, before, many)
