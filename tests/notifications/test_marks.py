"""Read, unread, seen, all read and undone; by form, by htmx and by script."""

import re

import pytest

from activity.actions import follow, react
from comments.actions import post_comment
from news.models import Notify
from notifications.inbox import inbox
from notifications.models import BroadcastMark, Notification, ReadCursor
from tests.cast import signed_in
from tests.notifications.conftest import anew, badge, heard, restrict

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def three(item, write, ada, bo, cleo):
    """Ada has a comment, a reaction, and a follower."""
    post_comment(item, "Where?", by=bo)
    react(item, "like", by=cleo)
    follow(ada, by=cleo)
    return [line.id for line in inbox(anew(ada)).lines]


def unread(user) -> list[str]:
    return [line.id for line in inbox(anew(user)).lines if not line.is_read]


def test_one_line_is_marked_by_put_delete_form_and_htmx(three, ada):
    client, address = signed_in(ada), f"/notifications/{three[0]}/read/"
    for _ in range(2):
        assert client.put(address).status_code == 200
        assert badge(ada) == 2
    for _ in range(2):
        assert client.delete(address).status_code == 200
        assert badge(ada) == 3
    answer = client.post(address, {"read": "1", "next": "/notifications/?lane=you"})
    assert (answer.status_code, answer["Location"], badge(ada)) == (303, "/notifications/?lane=you", 2)
    piece = client.post(address, {"read": "0"}, **HTMX).content.decode()
    assert piece.strip().startswith('<li class="nitem nitem--unread"')
    assert badge(ada) == 3


def test_nobody_marks_the_line_of_somebody_else(three, bo, ada):
    for method in ("put", "delete", "post"):
        assert getattr(signed_in(bo), method)(f"/notifications/{three[0]}/read/").status_code == 404
    assert badge(ada) == 3


@pytest.mark.parametrize("line", ["n999999", "x1", "n", "b1", "n-1", "n" + "9" * 30, "n½"])
def test_a_line_that_is_not_there_is_not_found(bo, line):
    assert signed_in(bo).put(f"/notifications/{line}/read/").status_code == 404


def test_what_happens_after_reading_opens_the_line_again_and_counts_anew(item, three, ada, bo, cleo, dina):
    from notifications.actions import mark_all_read

    mark_all_read(by=ada, upto=inbox(anew(ada)).top)
    assert badge(ada) == 0
    post_comment(item, "Still there?", by=dina)
    assert heard(ada)[0] == "comment_own: Dina | New helmets"
    assert (badge(ada), Notification.objects.filter(recipient=ada, family="comments").count()) == (1, 1)


def test_opening_a_thing_reads_what_is_about_it(item, three, ada, cleo):
    client = signed_in(ada)
    page = client.get(item.url).content.decode()
    assert badge(ada) == 3  # looking changes nothing
    address = re.search(r'<kring-opened data-url="([^"]+)"', page)[1]
    assert client.post(address).status_code == 204
    assert badge(ada) == 1
    assert client.post(f"/on/person/{cleo.pk}/opened/").status_code == 204
    assert badge(ada) == 0


def test_opening_what_one_may_not_see_is_not_found(item, council, dina, emil):
    restrict(item, council)
    assert signed_in(emil).post(f"/on/page/{item.pk}/opened/").status_code == 404
    assert signed_in(dina).post(f"/on/page/{item.pk}/opened/").status_code == 204


def test_all_read_can_be_undone_and_keeps_what_came_in_between(item, three, write, ada, bo, dina):
    client, top = signed_in(ada), inbox(anew(ada)).top
    react(item, "thanks", by=dina)
    answer = client.post("/notifications/read/", {"upto": top})
    assert answer.status_code == 303
    assert badge(ada) == 1  # what came after the page was drawn
    page = client.get(answer["Location"]).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    post_comment(item, "One more", by=bo)
    assert client.post("/notifications/read/undo/", {"token": token}).status_code == 303
    assert badge(ada) == 3


def test_all_read_by_htmx_brings_the_list_and_a_toast_with_undo(three, ada):
    top = inbox(anew(ada)).top
    piece = signed_in(ada).post("/notifications/read/", {"upto": top}, **HTMX).content.decode()
    assert "<html" not in piece
    assert "nitem--unread" not in piece
    assert 'hx-swap-oob="beforeend:#toasts"' in piece
    assert 'name="token"' in piece


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "é" * 500])
def test_an_altered_undo_says_so(ada, token):
    answer = signed_in(ada).post("/notifications/read/undo/", {"token": token})
    assert answer.status_code == 422
    assert "cannot be undone any more" in answer.content.decode()


def test_nobody_undoes_for_somebody_else(three, ada, bo):
    from notifications.actions import mark_all_read

    token = mark_all_read(by=ada, upto=inbox(anew(ada)).top)
    assert signed_in(bo).post("/notifications/read/undo/", {"token": token}).status_code == 403
    assert badge(ada) == 0


def test_seen_lines_stand_under_earlier_and_stay_unread(three, ada, bo, item):
    client, top = signed_in(ada), inbox(anew(ada)).top
    assert len(inbox(anew(ada)).fresh) == 3
    assert client.post("/notifications/seen/", {"upto": top}).status_code == 204
    assert (len(inbox(anew(ada)).fresh), len(inbox(anew(ada)).earlier), badge(ada)) == (0, 3, 3)
    post_comment(item, "One more", by=bo)
    assert len(inbox(anew(ada)).fresh) == 1


@pytest.mark.parametrize("address", ["/notifications/seen/", "/notifications/read/"])
@pytest.mark.parametrize("upto", ["", "x", "-1", "9" * 40])
def test_a_stamp_is_a_number(bo, address, upto):
    assert signed_in(bo).post(address, {"upto": upto}).status_code == 400


class TestAnnouncements:
    """One row, a cursor per person, and marks only for exceptions."""

    @pytest.fixture
    def told(self, write, bo, cleo):
        for title in ("One", "Two", "Three"):
            write(title, notify_choice=Notify.EVERYONE)
        return {line.label: line.id for line in inbox(anew(bo)).lines}

    def test_one_is_read_before_the_older_ones(self, told, bo, cleo):
        assert signed_in(bo).put(f"/notifications/{told['Two']}/read/").status_code == 200
        assert unread(bo) == [told["Three"], told["One"]]
        assert (badge(bo), badge(cleo)) == (2, 3)
        assert BroadcastMark.objects.count() == 1

    def test_all_read_moves_the_cursor_and_needs_no_marks(self, told, bo):
        client = signed_in(bo)
        client.put(f"/notifications/{told['Two']}/read/")
        answer = client.post("/notifications/read/", {"upto": inbox(anew(bo)).top})
        assert (badge(bo), BroadcastMark.objects.count(), ReadCursor.objects.count()) == (0, 0, 1)
        token = re.search(r'name="token" value="([^"]+)"', client.get(answer["Location"]).content.decode())[1]
        client.post("/notifications/read/undo/", {"token": token})
        assert unread(bo) == [told["Three"], told["One"]]

    def test_one_is_kept_for_later(self, told, bo):
        client = signed_in(bo)
        client.post("/notifications/read/", {"upto": inbox(anew(bo)).top})
        assert client.delete(f"/notifications/{told['One']}/read/").status_code == 200
        assert (unread(bo), badge(bo)) == ([told["One"]], 1)
        client.put(f"/notifications/{told['One']}/read/")
        assert (badge(bo), BroadcastMark.objects.count()) == (0, 0)

    def test_opening_the_page_reads_it(self, told, bo, write):
        from news.models import NewsPage

        signed_in(bo).post(f"/on/page/{NewsPage.objects.get(title='Two').pk}/opened/")
        assert badge(bo) == 2


class TestSettings:
    def test_a_kind_that_is_off_is_not_told(self, item, ada, bo, cleo):
        client = signed_in(ada)
        page = client.get("/notifications/settings/").content.decode()
        shown = re.findall(r'name="shown" value="([^"]+)"', page)
        answer = client.post("/notifications/settings/", {"shown": shown, "on": [c for c in shown if c != "reaction"]})
        assert answer.status_code == 303
        react(item, "like", by=bo)
        assert heard(ada) == []
        post_comment(item, "Where?", by=bo)
        assert heard(ada) == ["comment_own: Bo | New helmets"]
        assert "Saved" in client.get("/notifications/settings/").content.decode()

    def test_announcements_cannot_be_switched_off(self, write, bo):
        signed_in(bo).post("/notifications/settings/", {"shown": ["announcement"], "on": []})
        write("New pay", notify_choice=Notify.EVERYONE)
        assert badge(bo) == 1

    def test_a_kind_that_does_not_exist_is_a_clear_error(self, bo):
        assert signed_in(bo).post("/notifications/settings/", {"shown": ["x"]}).status_code == 400

    def test_the_kinds_of_the_editors_are_for_editors(self, bo, ada, newsroom):
        assert "Pages that wait for my review" not in signed_in(bo).get("/notifications/settings/").content.decode()
        assert "Pages that wait for my review" in signed_in(ada).get("/notifications/settings/").content.decode()

    @pytest.fixture
    def newsroom(self, ada):
        from django.contrib.auth.models import Group

        from news.actions import COMMUNICATIONS, setup_editorial_groups

        setup_editorial_groups()
        ada.groups.add(Group.objects.get(name=COMMUNICATIONS))
