"""Catching up: finite, fair, the same until something changes; and proposals to follow."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from activity.actions import follow, react, timeline, turn_down
from activity.models import Visit, Wish
from activity.stand import forget_stand
from activity.visits import PAUSE, finish, note_visit
from comments.actions import post_comment
from home.catchup import PER_AUTHOR, SECTIONS, catch_up
from home.proposals import proposals
from news.actions import mark_read
from notifications.models import Notification
from people.models import Department, Profile
from tests.cast import signed_in
from tests.factories.news import NewsPageFactory, TopicFactory, publish

pytestmark = pytest.mark.django_db


def news(title: str, by, **fields):
    return publish(NewsPageFactory(title=title, author=by, live=False, first_published_at=None, **fields), by)


def since(user):
    forget_stand(user)
    return catch_up(user)


def names(found) -> dict[str, list[str]]:
    return {
        title: [getattr(item.entry.thing, "comment", "") or item.entry.thing.title for item in items]
        for title, items in found.sections
    }


@pytest.fixture
def back(bo):
    """Bo was here, and comes back after the weekend."""
    note_visit(timeline(bo).newest, by=bo)
    with time_machine.travel(timezone.now() + PAUSE + timedelta(hours=60)):
        yield bo


def test_the_list_is_closed_and_every_part_has_its_place(ada, back, cleo, dina, emil, mo):
    quality, transport = Department.objects.create(name_nl="Kwaliteit"), Department.objects.create(name_nl="Vervoer")
    for who, where in ((back, quality), (cleo, quality), (emil, transport), (mo, transport)):
        Profile.objects.update_or_create(user=who, defaults={"department": where})
    for who in (cleo, dina, ada):
        follow(who, by=back)
    mine = news("Mine to talk about", ada)
    post_comment(mine, "What I think", by=back)
    for number in range(9):
        post_comment(news(f"Item {number}", ada), f"Cleo {number}", by=cleo)
    post_comment(mine, "An answer to that", by=emil)
    post_comment(news("For Dina", ada), "Dina speaks once", by=dina)
    post_comment(news("Far away", ada), "Emil again", by=emil)
    post_comment(news("Further away", ada), "Mo of transport", by=mo)
    found = since(back)
    parts = names(found)
    assert parts["About you"] == ["An answer to that"]
    assert len(parts["From the organisation"]) == SECTIONS["organisation"][1]
    followed = parts["From what you follow"] + parts.get("A quiet voice", [])
    assert sum(words.startswith("Cleo") for words in followed) == PER_AUTHOR
    assert "Dina speaks once" in followed
    assert parts["From another table"] == ["Mo of transport"]  # Emil was heard already
    assert found.left == len(found.items) <= sum(most for _title, most in SECTIONS.values())
    assert found.minutes >= 4


def test_it_is_the_same_on_every_load_until_something_changes(ada, back, cleo):
    follow(cleo, by=back)
    item = news("Item", ada)
    post_comment(item, "Words", by=cleo)
    first = names(since(back))
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        assert names(since(back)) == first
    client = signed_in(back)
    changing = r'csrf\w*"[^>]*|nonce="[^"]*"|value="[^"]{40,}"|content="[^"]{40,}"'
    pages = [re.sub(changing, "", client.get("/catch-up/").content.decode()) for _ in range(2)]
    assert pages[0] == pages[1]
    post_comment(item, "More words", by=cleo)
    assert names(since(back)) != first


def test_what_was_read_elsewhere_is_not_repeated(ada, back, cleo, dina):
    follow(cleo, by=back)
    told, answered = news("Told", ada), news("Answered", ada)
    until = timezone.now() + timedelta(days=1)
    seen, left = (news(title, ada, slot=slot, slot_until=until) for slot, title in enumerate(("Seen", "Left"), 1))
    post_comment(told, "Said to me", by=cleo)
    follow(told, by=back)
    post_comment(told, "Said again", by=dina)
    Notification.objects.filter(recipient=back).update(read_at=timezone.now())
    mark_read(seen, by=back)
    mark_read(left, by=dina)
    react(answered, "like", by=back)
    shown = [title for part in names(since(back)).values() for title in part]
    assert "Left" in shown
    assert not {"Seen", "Answered"} & set(shown)
    assert "Said again" not in shown


def test_progress_is_marked_by_post_and_the_end_can_be_undone(ada, back):
    for title in ("One", "Two"):
        news(title, ada)
    client = signed_in(back)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/catch-up/").content.decode()
        card = client.get("/catch-up/card/").content.decode()
    assert not [query["sql"] for query in asked if (query["sql"] or "").startswith(("INSERT", "UPDATE", "DELETE"))]
    assert "2 things" in page
    assert "2 things" in card
    number = re.search(r'name="entry" value="(\d+)"', page)[1]
    assert client.post("/catch-up/done/", {"entry": number, "next": "/catch-up/"}).status_code == 303
    assert "1 thing," in client.get("/catch-up/").content.decode()
    button = client.post("/catch-up/done/", {"entry": number, "done": "0"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="false"' in button.content.decode()
    upto = re.search(r'name="to" value="(\d+)"', page)[1]
    end = client.post("/catch-up/finish/", {"to": upto}, follow=True).content.decode()
    assert "You are up to date" in end
    assert "You are up to date." in client.get("/catch-up/card/").content.decode()
    undo = dict(re.findall(r'name="(number|at)" value="(\d+)"', end))
    assert "2 things" in client.post("/catch-up/reopening/", undo, follow=True).content.decode()
    for address, data in (("done", {"entry": "x"}), ("finish", {"to": ""}), ("reopening", {"number": "1"})):
        assert client.post(f"/catch-up/{address}/", data).status_code == 400


def test_nothing_closed_is_in_the_list_or_in_its_number(ada, back, dina):
    council = Group.objects.create(name="Council")
    item = news("Kanarie", ada)
    post_comment(item, "Kanariezang", by=dina)
    restriction = PageViewRestriction.objects.create(page=item, restriction_type="groups")
    restriction.groups.set([council])
    assert since(back).items == []
    assert "anarie" not in signed_in(back).get("/catch-up/").content.decode()


def test_home_offers_it_when_something_is_new_and_a_visit_counts_only_by_post(ada, back):
    client = signed_in(back)
    assert 'id="catch-up"' not in client.get("/").content.decode()
    news("New", ada)
    page = client.get("/").content.decode()
    assert "Since your last visit" in page
    before = Visit.objects.get(user=back).visited_to
    address = re.search(r'data-url="(/timeline/visit/\?to=\d+)"', page)[1]
    client.get("/catch-up/")
    assert Visit.objects.get(user=back).visited_to == before
    assert client.post(address).status_code == 204
    assert Visit.objects.get(user=back).visited_to > before
    again = client.get("/").content.decode()
    assert "Since your last visit" in again  # the visit goes on
    assert "/timeline/visit/" not in again  # and need not be told again
    finish(10**9, by=back)
    assert 'id="catch-up"' not in client.get("/").content.decode()


def test_who_never_visited_gets_the_last_days(ada, bo):
    news("New", ada)
    found = since(bo)
    assert found.since is None
    assert names(found) == {"From the organisation": ["New"]}


def test_the_number_of_queries_does_not_grow(ada, back, cleo, dina, emil):
    follow(cleo, by=back)

    def fill(times: int) -> int:
        for number in range(times):
            post_comment(news(f"Item {number}", ada), "Words", by=(cleo, dina, emil)[number % 3])
        forget_stand(back)
        client = signed_in(back)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/catch-up/").status_code == 200
        return len(asked)

    few = fill(3)
    assert fill(12) <= few <= 22


# --- proposals


def test_proposals_say_why_and_a_refusal_is_remembered(ada, bo, cleo, dina, emil):
    quality = Department.objects.create(name_nl="Kwaliteit", name_en="Quality")
    for who in (bo, dina):
        Profile.objects.update_or_create(user=who, defaults={"department": quality})
    topic = TopicFactory(name_en="Safety")
    item = news("Item", ada, topics=[topic])
    post_comment(item, "What I think", by=bo)
    post_comment(item, "What Cleo thinks", by=cleo)
    forget_stand(bo)
    found = proposals(bo)
    why = {str(each.thing): each.reason for part in found.values() for each in part}
    assert why["Cleo Okafor"] == "Spoke in 1 conversation that you took part in."
    assert why["Dina Postma"] == "Works in your department, Quality."
    assert why["Safety"] == "You responded to 1 item about it."
    assert "Emil Kowalski" not in why
    client = signed_in(bo)
    page = client.get("/following/proposals/").content.decode()
    assert "Works in your department" in page
    assert client.post(f"/on/person/{dina.pk}/proposal/", {"propose": "0"}).status_code == 303
    assert "Dina Postma" not in client.get("/following/proposals/").content.decode()
    assert Wish.objects.filter(user=bo).count() == 1
    client.put(f"/on/person/{dina.pk}/proposal/")
    assert "Dina Postma" in client.get("/following/proposals/").content.decode()


def test_a_conversation_out_of_reach_proposes_nobody(ada, bo, cleo):
    council = Group.objects.create(name="Council")
    item = news("Item", ada)
    post_comment(item, "What I think", by=bo)
    post_comment(item, "What Cleo thinks", by=cleo)
    restriction = PageViewRestriction.objects.create(page=item, restriction_type="groups")
    restriction.groups.set([council])
    forget_stand(bo)
    assert proposals(bo)["people"] == []
    turn_down(cleo, by=bo)
