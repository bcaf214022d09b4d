"""The list, the badge and the poll: what they say, and what they ask of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.actions import follow, react
from comments.actions import delete_comment, post_comment
from news.models import Notify
from notifications.actions import notify
from notifications.models import Broadcast, Happening, Notification, ReadCursor
from tests.cast import person, signed_in
from tests.notifications.conftest import badge, heard, restrict

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


def text(response) -> str:
    return response.content.decode()


def statements(client, address: str, **extra) -> int:
    client.get(address, **extra)  # what the process keeps (addresses of sites, content types) is known then
    with CaptureQueriesContext(connection, ) as queries:  # fmt: skip
        assert client.get(address, **extra).status_code == 200
    return len(queries)


def test_the_list_says_who_did_what_when_and_why(item, ada, bo, cleo):
    post_comment(item, "Where do **I** get one?", by=bo)
    post_comment(item, "And <b>when</b>?", by=cleo)
    page = text(signed_in(ada).get("/notifications/"))
    assert "<b>Cleo Okafor</b> and 1 other commented on <a" in page
    assert "New helmets</a>" in page
    assert "And &lt;b&gt;when&lt;/b&gt;?" in page
    assert "You wrote it, or look after it." in page
    assert "1 unread notification<" in page


def test_an_empty_list_says_what_will_stand_there(bo):
    assert "No notifications yet" in text(signed_in(bo).get("/notifications/"))
    assert "You have read everything." in text(signed_in(bo).get("/notifications/?lane=unread"))


def test_chips_stand_for_what_there_is(item, safety, write, ada, bo):
    client = signed_in(bo)
    assert "lane=you" not in text(client.get("/notifications/"))
    follow(safety, by=bo)
    write("Wet floors")
    page = text(client.get("/notifications/"))
    assert "lane=followed" in page
    assert "lane=you" not in page
    assert "Wet floors" in text(client.get("/notifications/?lane=followed"))
    assert "Wet floors" not in text(client.get("/notifications/?lane=you"))


@pytest.mark.parametrize("query", ["?lane=x", "?before=x", "?before=-1", "?before=" + "9" * 19, "?before=½"])
def test_a_wrong_question_is_a_clear_error(bo, query):
    assert signed_in(bo).get(f"/notifications/{query}").status_code == 400


def test_older_lines_follow_by_link_without_gap_or_double(item, ada, bo):
    for number in range(45):
        notify("follower", ada, to=[ada.pk], event_id=f"line {number}", newest=person(f"P{number}", "Test"))
        Notification.objects.filter(thing=Notification.objects.latest("pk").thing).update(thing=-number - 1)
    Notification.objects.all().delete()
    seen, address, client = [], "/notifications/", signed_in(ada)
    for number in range(45):
        comment = post_comment(item, f"Number {number}", by=ada, at=item.first_published_at)
        react(comment, "like", by=bo)
    import re

    while address:
        page = text(client.get(address))
        seen += re.findall(r'id="line-(n\d+)"', page)
        found = re.search(r'<a class="btn" href="([^"]+)" rel="next"', page)
        address = found and found[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 45


def test_the_popover_is_the_same_list(item, ada, bo):
    post_comment(item, "Where?", by=bo)
    piece = text(signed_in(ada).get("/notifications/?part=popover", **HTMX))
    assert "<html" not in piece
    assert 'id="bell-title"' in piece
    assert "<b>Bo Jansen</b> commented on" in piece


def test_the_poll_is_one_statement_and_a_304_when_nothing_changed(item, ada, bo):
    client = signed_in(ada)
    post_comment(item, "Where?", by=bo)
    first = client.get("/notifications/poll/")
    assert first.json() == {
        "count": 1, "badge": "1", "label": "1 unread notification", "newest": Notification.objects.get().stamp
    }  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/notifications/poll/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    post_comment(item, "And when?", by=bo)
    assert client.get("/notifications/poll/", headers={"If-None-Match": first["ETag"]}).json()["count"] == 1


def test_the_badge_stops_at_99(ada):
    people = [person(f"P{number}", "Test") for number in range(3)]
    assert len(people) == 3
    Notification.objects.bulk_create(line(ada, number) for number in range(150))
    answer = signed_in(ada).get("/notifications/poll/").json()
    assert (answer["count"], answer["badge"], answer["label"]) == (100, "99+", "99+ unread notifications")


def line(user, number: int, **fields) -> Notification:
    """A line about nothing that exists: it counts, and is not shown."""
    stamp = 1_700_000_000_000_000 + number
    values = {"kind": "reaction", "family": "reaction", "lane": 1, "thing": number, "place": number, "newest": number}
    return Notification(recipient=user, audience_id=1, stamp=stamp, people=1, total=1, **values | fields)


def test_the_page_takes_four_statements_with_3_lines_and_with_10000(item, safety, write, ada, bo, cleo, dina, council):
    """One of everything that a list can name: news, topics, comments, people, announcements."""
    client = signed_in(bo)
    follow(safety, by=bo)
    write("Wet floors")
    comment = post_comment(item, "Where?", by=bo)
    react(comment, "like", by=cleo)
    follow(bo, by=dina)
    write("New pay", notify_choice=Notify.EVERYONE)
    few = statements(client, "/notifications/")
    assert len(heard(bo)) == 4
    Notification.objects.bulk_create(line(bo, number) for number in range(10_000))
    for number in range(20):
        react(post_comment(item, f"Number {number}", by=bo, at=item.first_published_at), "like", by=cleo)
    assert statements(client, "/notifications/") == few
    assert statements(client, "/notifications/?part=popover", **HTMX) <= few
    assert statements(client, "/notifications/?lane=you") <= few
    assert statements(client, "/notifications/poll/") == 1
    assert few <= 4  # who asks (with reach and badge), the lines, what they are called, the levels


def test_a_thousand_people_are_one_batch_of_five_statements(item, ada):
    from accounts.models import User

    def statements_for(count: int) -> int:
        User.objects.bulk_create(User(email=f"p{count}-{n}@x.example", first_name=f"P{n}") for n in range(count))
        people = User.objects.filter(email__startswith=f"p{count}-").values_list("pk", flat=True)
        with CaptureQueriesContext(connection) as queries:
            assert notify("reaction", item, to=people, event_id=f"many {count}", by=ada.pk) == count
        return len(queries)

    statements_for(2)  # what the process keeps is known then
    assert statements_for(1000) == statements_for(10) <= 13
    assert Happening.objects.count() == 1012


def test_more_than_a_thousand_people_are_a_task_each_thousand(item, ada, django_capture_on_commit_callbacks):
    from accounts.models import User

    User.objects.bulk_create(User(email=f"p{n}@x.example", first_name=f"P{n}") for n in range(2500))
    people = User.objects.filter(email__endswith="@x.example").values_list("pk", flat=True)
    notify("reaction", item, to=people, event_id="many", by=ada.pk)
    assert Notification.objects.filter(family="reaction", total=1).count() == 2500


@pytest.mark.slow
def test_an_announcement_to_5000_is_one_row_and_constant_statements(write, ada, bo):
    from accounts.models import User

    User.objects.bulk_create(User(email=f"p{n}@x.example", first_name=f"P{n}") for n in range(5000))
    client = signed_in(bo)
    before = statements(client, "/notifications/")
    write("New pay", notify_choice=Notify.EVERYONE)
    assert (Broadcast.objects.count(), Notification.objects.count(), Happening.objects.count()) == (1, 0, 0)
    assert statements(client, "/notifications/poll/") == 1
    assert statements(client, "/notifications/") <= max(before, 3)
    assert ReadCursor.objects.count() == 0


def test_an_announcement_is_for_readers_of_it(write, council, dina, emil):
    page = write("Merger", notify_choice=Notify.EVERYONE)
    assert badge(emil) == badge(dina) == 1
    restrict(page, council)
    assert (heard(emil), badge(emil)) == ([], 0)
    assert (heard(dina), badge(dina)) == (["announcement: Ada | Merger"], 1)
    page.unpublish()
    assert (heard(dina), badge(dina)) == ([], 0)


def test_who_starts_later_does_not_get_old_announcements(write):
    write("New pay", notify_choice=Notify.EVERYONE)
    nia = person("Nia", "Peters")
    assert (heard(nia), badge(nia)) == ([], 0)


def test_a_closed_account_gives_no_name(item, ada, bo):
    post_comment(item, "Where?", by=bo)
    bo.is_active = False
    bo.save()
    page = text(signed_in(ada).get("/notifications/"))
    assert "Bo Jansen" not in page
    assert "A former colleague" in page


def test_what_was_removed_is_not_told_any_more(item, ada, bo):
    """The task was waiting while its comment was taken away."""
    comment = post_comment(item, "Where?", by=bo)
    delete_comment(comment, by=bo)
    Notification.objects.all().delete()
    assert notify("comment_own", item, to=[ada.pk], event_id="late", by=bo.pk, newest=comment) == 0
