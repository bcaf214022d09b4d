"""Who belongs to a group reads what the group reads, from the same moment and until the same moment."""

import pytest
from django.contrib.auth.models import Group

from access.check import differences
from access.models import Reader
from access.reach import forget_reach, reach
from access.rule import readers_of
from tests.access.conftest import key, restrict, sees


@pytest.fixture(autouse=True)
def nothing_differs_afterwards(db):
    yield
    assert list(differences()) == []


@pytest.fixture
def closed(pay, team):
    restrict(pay, team)
    return pay


@pytest.fixture
def heard(monkeypatch):
    heard = []
    monkeypatch.setattr("access.actions.emit", heard.append)
    return heard


def test_joining_and_leaving_from_the_side_of_the_person(closed, team, council, dina):
    for join, leave in [
        (lambda: dina.groups.add(team), lambda: dina.groups.remove(team)),
        (lambda: dina.groups.set([team, council]), lambda: dina.groups.set([council])),
        (lambda: dina.groups.add(team), lambda: dina.groups.clear()),
    ]:
        join()
        assert sees(dina, closed)
        leave()
        assert not sees(dina, closed)


def test_joining_and_leaving_from_the_side_of_the_group(closed, team, dina, bo):
    for join, leave in [
        (lambda: team.user_set.add(dina, bo), lambda: team.user_set.remove(dina, bo)),
        (lambda: team.user_set.set([dina, bo]), lambda: team.user_set.set([])),
        (lambda: team.user_set.add(dina, bo), lambda: team.user_set.clear()),
    ]:
        join()
        assert sees(dina, closed)
        assert sees(bo, closed)
        leave()
        assert not sees(dina, closed)
        assert not sees(bo, closed)


def test_deleted_group_closes_what_only_it_could_read(closed, team, dina):
    dina.groups.add(team)
    assert sees(dina, closed)
    team.delete()
    assert key(closed) == "nobody"
    assert not sees(dina, closed)


def test_deleted_group_leaves_the_other_groups_in(pay, team, council, dina):
    restrict(pay, team, council)
    dina.groups.add(council)
    Group.objects.filter(pk=team.pk).delete()
    assert key(pay) == f"groups:{council.pk}"
    assert sees(dina, pay)


def test_account_that_is_off_reaches_nothing(closed, team, dina):
    dina.groups.add(team)
    audience = closed.page_audience.__class__.objects.get(pk=closed.pk).audience_id
    assert list(readers_of(audience)) == [dina]
    dina.is_active = False
    dina.save()
    forget_reach(dina)
    assert reach(dina) == frozenset()
    assert not readers_of(audience).exists()
    dina.is_active = True
    dina.save()
    assert sees(dina, closed)


def test_deleted_person_leaves_no_rows(closed, team, bo):
    bo.groups.add(team)
    bo.delete()
    assert not Reader.objects.exists()


def test_losing_access_is_told_and_gaining_is_not(closed, team, dina, bo, heard):
    dina.groups.add(team)
    team.user_set.add(bo)
    assert heard == []
    team.user_set.clear()
    assert [event.model for event in heard] == ["access.audience"]


def test_joining_an_unrelated_group_costs_little(closed, council, dina, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        dina.groups.add(council)


def test_reach_is_one_query(closed, team, dina, sam, django_assert_num_queries):
    dina.groups.add(team)
    for person in (dina, sam):
        forget_reach(person)
        with django_assert_num_queries(1):
            reach(person)
            reach(person)


def test_many_people_join_in_few_queries(closed, team, django_assert_max_num_queries, django_user_model):
    people = django_user_model.objects.bulk_create(
        django_user_model(email=f"p{number}@duinrand.example") for number in range(300)
    )
    with django_assert_max_num_queries(12):
        team.user_set.add(*people)
    assert Reader.objects.count() == 300
