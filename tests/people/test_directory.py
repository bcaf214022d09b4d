"""The directory: who is in it, how it is narrowed, and what it costs."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from people.models import Department, Location, Profile
from tests.cast import person, signed_in


@pytest.fixture
def line_3(db) -> Department:
    plant = Location.objects.create(name_nl="Kaasmakerij", name_en="Cheese plant")
    return Department.objects.create(name_nl="Lijn 3", name_en="Line 3", location=plant)


def at_work(user: User, department: Department, job: str = "Operator") -> User:
    Profile.objects.filter(user=user).update(department=department, location=department.location, job_title=job)
    return user


def crowd(number: int, department: Department) -> None:
    for index in range(number):
        at_work(person(f"P{index:03}", "Crowd"), department)


def page_of(user: User, query: str = "") -> str:
    return signed_in(user).get(f"/people/{query}").content.decode()


def test_everybody_with_an_open_account_is_in_it(bo, emil, dina):
    User.objects.filter(pk=dina.pk).update(is_active=False)
    page = page_of(bo)
    assert "Emil Kowalski" in page
    assert "Bo Jansen" in page
    assert "Dina Postma" not in page
    assert "2 colleagues" in page


def test_visitors_see_nothing(client, bo):
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=jans", ["Bo Jansen"]),
        ("?q=BO+JANSEN", ["Bo Jansen"]),
        ("?q=line+3", ["Bo Jansen"]),
        ("?q=driver", ["Emil Kowalski"]),
        ("?department={line_3}", ["Bo Jansen"]),
        ("?location={plant}", ["Bo Jansen"]),
        ("?q=emil&department={line_3}", []),
        ("?q=%25", []),
        ("?q=_", []),
        ("?q=nobody", []),
    ],
)
def test_it_narrows_by_words_department_and_location(bo, emil, line_3, query, found):
    at_work(bo, line_3)
    Profile.objects.filter(user=emil).update(job_title="Driver")
    page = page_of(bo, query.format(line_3=line_3.pk, plant=line_3.location_id))
    shown = [name for name in ("Bo Jansen", "Emil Kowalski") if f'">{name}</a>' in page]
    assert shown == found
    if not found:
        assert "Show everybody" in page


@pytest.mark.parametrize(
    "query",
    [
        "?department=x", "?department=-1", "?department=99999999999999999999", "?location=0", "?page=0", "?page=-3",
        "?page=zzz", "?page=99999", "?q=" + "x" * 5000, "?q=%00", "?q=%F0%9F%90%84", "?department=1&department=2",
        "?page=1e309", "?q='%20OR%201=1--", "?department=%C2%B2",
    ],
)  # fmt: skip
def test_nonsense_in_the_address_never_breaks_it(bo, query):
    assert signed_in(bo).get(f"/people/{query}", follow=True).status_code == 200


def test_pages_keep_the_filter_and_show_everybody_once(bo, line_3):
    crowd(30, line_3)
    first = page_of(bo, f"?department={line_3.pk}")
    assert "30 colleagues" in first
    assert f"?department={line_3.pk}&amp;page=2" in first
    second = page_of(bo, f"?department={line_3.pk}&page=2")
    names = [f"P{index:03} Crowd" for index in range(30)]
    assert all((f'">{name}</a>' in first) != (f'">{name}</a>' in second) for name in names)


def test_names_of_departments_follow_the_language(bo, line_3):
    at_work(bo, line_3)
    assert "Operator, Line 3" in page_of(bo)
    User.objects.filter(pk=bo.pk).update(language="nl")
    assert "Operator, Lijn 3" in page_of(bo)


def test_a_name_with_marks_is_shown_as_text(bo):
    person("Mal", "<script>alert(1)</script>")
    assert "<script>alert" not in page_of(bo)


@pytest.mark.parametrize("number", [3, 30])
def test_it_takes_at_most_four_queries_however_many_people(bo, line_3, number):
    crowd(number, line_3)
    browser = signed_in(bo)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get("/people/").status_code == 200
    assert len(queries) <= 4, [query["sql"][:120] for query in queries]


def test_new_colleagues_are_the_newest_first_without_those_who_have_yet_to_start(bo, emil, dina, cleo):
    from datetime import timedelta

    from django.utils import timezone

    today = timezone.localdate()
    for user, days in ((emil, 3), (dina, 1), (cleo, -2), (bo, 0)):
        Profile.objects.filter(user=user).update(started_on=today - timedelta(days=days))
    assert [profile.user for profile in Profile.objects.new_colleagues(bo)] == [dina, emil]
    assert not Profile.objects.new_colleagues(User(pk=None, is_active=False)).exists()


def test_get_changes_nothing(bo):
    before = Profile.objects.values_list("pk", "updated_at").order_by("pk")
    kept = list(before)
    browser = signed_in(bo)
    for path in ("/people/", "/people/me/", "/people/me/edit/", f"/people/{bo.pk}-bo-jansen/"):
        browser.get(path)
    assert list(before.all()) == kept


def test_a_visitor_of_a_profile_signs_in_first(bo):
    assert Client().get(f"/people/{bo.pk}-bo-jansen/").url == f"/login/?next=/people/{bo.pk}-bo-jansen/"
