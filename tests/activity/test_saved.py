"""What a person saves: by press and by form, the list, its reminders, and what becomes of closed things."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity import actions
from activity.actions import remind, save, unsave
from activity.keys import key_of
from activity.models import Saved
from tests.activity.conftest import restrict, withdraw
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}
MONDAY_EVENING = datetime(2026, 6, 8, 19, 0, tzinfo=UTC)  # 21:00 in Amsterdam


@pytest.fixture
def item(published, ada):
    return published("The brine bath", by=ada)


def saved_by(user) -> list[int]:
    return list(Saved.objects.of(user).values_list("thing", flat=True))


def test_put_and_delete_say_how_it_should_be(item, bo):
    client, address = signed_in(bo), f"/on/page/{item.pk}/saved/"
    for _ in range(2):
        assert client.put(address).status_code == 200
        assert saved_by(bo) == [key_of(item)]
    for _ in range(2):
        assert client.delete(address).status_code == 200
        assert saved_by(bo) == []


def test_a_plain_form_works_and_leads_back(item, bo):
    client, address = signed_in(bo), f"/on/page/{item.pk}/saved/"
    answer = client.post(address, {"saved": "1", "next": "/news/"})
    assert (answer.status_code, answer["Location"]) == (303, "/news/")
    assert saved_by(bo) == [key_of(item)]
    client.post(address, {"saved": "0"})
    assert saved_by(bo) == []


def test_htmx_gets_the_control_with_reminders(item, bo):
    answer = signed_in(bo).post(f"/on/page/{item.pk}/saved/", {"saved": "1"}, **HTMX).content.decode()
    assert f'id="keep-page-{item.pk}"' in answer
    assert "Tomorrow morning" in answer
    assert "<html" not in answer


def test_the_list_is_private_and_newest_first(published, ada, bo, cleo):
    first, second = published("First", by=ada), published("Second", by=ada)
    save(first, by=bo)
    save(second, by=bo)
    page = signed_in(bo).get("/saved/").content.decode()
    assert page.index("Second") < page.index("First")
    assert "First" not in signed_in(cleo).get("/saved/").content.decode()
    assert "Nothing saved yet" in signed_in(cleo).get("/saved/").content.decode()


def test_what_is_closed_or_gone_is_not_named_but_can_be_removed(published, ada, dina):
    group = Group.objects.create(name="Council")
    dina.groups.add(group)
    secret, gone = published("Secret plan", by=ada), published("Old plan", by=ada)
    for page in (secret, gone):
        remind(page, timezone.now() + timedelta(days=1), by=dina)
    restrict(secret, group)
    dina.groups.remove(group)
    withdraw(gone)
    client = signed_in(dina)
    page = client.get("/saved/").content.decode()
    assert "plan" not in page
    assert page.count("no longer available to you") == 2
    assert client.delete(f"/on/page/{secret.pk}/saved/").status_code == 404
    for line in Saved.objects.of(dina):
        answer = client.post(f"/saved/{line.pk}/", **HTMX).content.decode()
        assert "plan" not in answer
        assert "Undo" not in answer
    assert saved_by(dina) == []


def test_nobody_removes_a_line_of_somebody_else(item, bo, cleo):
    save(item, by=bo)
    line = Saved.objects.get()
    assert signed_in(cleo).post(f"/saved/{line.pk}/").status_code == 404
    assert signed_in(cleo).delete(f"/saved/{line.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.remove_saved(line, by=cleo)
    assert saved_by(bo) == [key_of(item)]


def test_a_removed_line_comes_back_with_its_reminder(item, bo):
    at = timezone.now().replace(microsecond=0) + timedelta(days=3)
    remind(item, at, by=bo)
    client = signed_in(bo)
    answer = client.post(f"/saved/{Saved.objects.get().pk}/", **HTMX).content.decode()
    assert saved_by(bo) == []
    assert "Undo" in answer
    assert at.isoformat() in answer
    client.post(f"/on/page/{item.pk}/saved/", {"saved": "1", "at": at.isoformat(), "next": "/saved/"})
    assert Saved.objects.get().remind_at == at


def test_a_page_of_the_list_costs_the_same_with_few_and_many(published, ada, bo):
    client = signed_in(bo)
    pages = [published(f"Page {number}", by=ada) for number in range(24)]

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            assert client.get("/saved/").status_code == 200
        return len(context)

    for page in pages[:2]:
        save(page, by=bo)
    queries()
    few = queries()
    for page in pages[2:]:
        remind(page, timezone.now() + timedelta(days=1), by=bo)
    assert queries() == few


def test_older_lines_are_a_link_away(published, ada, bo):
    for number in range(23):
        save(published(f"Page {number}.", by=ada), by=bo)
    client = signed_in(bo)
    first = client.get("/saved/").content.decode()
    assert "Page 22." in first
    assert "Page 2." not in first
    older = Saved.objects.of(bo)[19].pk
    assert f"?before={older}" in first
    fragment = client.get(f"/saved/?before={older}", **HTMX).content.decode()
    assert "Page 2." in fragment
    assert "<html" not in fragment
    assert client.get("/saved/?before=x").status_code == 200


def test_a_list_has_an_end(item, published, ada, bo, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SAVED", 1)
    save(item, by=bo)
    save(item, by=bo)
    other = published("Other", by=ada)
    with pytest.raises(ValidationError):
        save(other, by=bo)
    answer = signed_in(bo).post(f"/on/page/{other.pk}/saved/", {"saved": "1"}, **HTMX)
    assert answer.status_code == 422
    assert "Remove some first" in answer.content.decode()
    answer = signed_in(bo).post(f"/on/page/{other.pk}/saved/", {"saved": "1", "next": "/saved/"}, follow=True)
    assert "Remove some first" in answer.content.decode()
    unsave(item, by=bo)
    assert save(other, by=bo)


# --- reminders ------------------------------------------------------------------------------------------------------


@time_machine.travel(MONDAY_EVENING, tick=False)
@pytest.mark.parametrize(
    ("when", "instant"),
    [
        ("tomorrow", datetime(2026, 6, 9, 6, 0, tzinfo=UTC)),
        ("monday", datetime(2026, 6, 15, 6, 0, tzinfo=UTC)),
    ],
)
def test_presets_are_mornings_of_the_reader(item, bo, when, instant):
    answer = signed_in(bo).post(f"/on/page/{item.pk}/saved/reminder/", {"when": when})
    assert (answer.status_code, answer["Location"].split("#")[0]) == (302, "/saved/")
    assert Saved.objects.get(user=bo).remind_at == instant


@time_machine.travel(MONDAY_EVENING, tick=False)
def test_a_moment_of_ones_own_is_in_ones_own_zone(item, bo):
    bo.time_zone = "America/New_York"
    bo.save()
    signed_in(bo).post(f"/on/page/{item.pk}/saved/reminder/", {"at": "2026-06-10T09:30"})
    assert Saved.objects.get().remind_at == datetime(2026, 6, 10, 13, 30, tzinfo=UTC)


@time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-03-29T02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_the_nights_when_the_clock_changes(item, bo, typed, instant):
    bo.time_zone = "Europe/Amsterdam"
    bo.save()
    signed_in(bo).post(f"/on/page/{item.pk}/saved/reminder/", {"at": typed})
    assert Saved.objects.get().remind_at == instant


@time_machine.travel(MONDAY_EVENING, tick=False)
@pytest.mark.parametrize("typed", ["", "2026-06-01T09:00", "2126-06-01T09:00", "tomorrow", "0001-01-01T00:00"])
def test_a_moment_that_cannot_be_says_so_and_keeps_what_was_typed(item, bo, typed):
    answer = signed_in(bo).post(f"/on/page/{item.pk}/saved/reminder/", {"at": typed})
    assert answer.status_code == 422
    assert typed in answer.content.decode()
    assert 'class="err"' in answer.content.decode()
    assert not Saved.objects.exists()


def test_a_reminder_can_be_taken_back_and_the_item_stays(item, bo):
    remind(item, timezone.now() + timedelta(days=1), by=bo)
    signed_in(bo).post(f"/on/page/{item.pk}/saved/reminder/", {"remind": "0", "row": "1"}, **HTMX)
    assert Saved.objects.get().remind_at is None


def test_who_may_not_see_it_cannot_save_it_or_be_reminded(item, emil):
    restrict(item, Group.objects.create(name="Council"))
    for act in (lambda: save(item, by=emil), lambda: remind(item, timezone.now(), by=emil)):
        with pytest.raises(PermissionDenied):
            act()
