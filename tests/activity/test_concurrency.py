"""Double clicks and fifty clients at once, with real transactions, on a SQLite file and on PostgreSQL."""

import pytest

from activity.actions import follow, react, unreact
from activity.counts import reactions_for
from activity.keys import key_of
from activity.models import Activity, Reaction, ReactionChange
from activity.tasks import fold_reactions
from tests.cast import person
from tests.many_clients import CLIENTS, a_page, at_once, play

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def fifty_people_react_and_each_is_counted_once() -> None:
    page, people = a_page("Loved"), [person(f"P{number}", "Test") for number in range(CLIENTS)]
    given = at_once([lambda who=who: react(page, "like", by=who) for who in people])
    assert given == [True] * CLIENTS
    assert reactions_for([page], people[0])[key_of(page)].counts == {"like": CLIENTS}
    assert Activity.objects.filter(thing=key_of(page)).count() in (0, CLIENTS)  # 0: they wait for a worker


def one_person_clicking_in_fifty_windows_counts_once() -> None:
    page, bo = a_page("Clicked"), person("Bo", "Jansen")
    given = at_once([lambda: react(page, "like", by=bo)] * CLIENTS)
    assert sorted(given) == [False] * (CLIENTS - 1) + [True]
    assert reactions_for([page], bo)[key_of(page)].counts == {"like": 1}
    assert Reaction.objects.filter(thing=key_of(page)).count() == 1
    taken = at_once([lambda: unreact(page, "like", by=bo)] * CLIENTS)
    assert sorted(taken) == [False] * (CLIENTS - 1) + [True]
    assert reactions_for([page], bo)[key_of(page)].counts == {}


def counts_stay_right_while_workers_fold() -> None:
    page, people = a_page("Folded"), [person(f"F{number}", "Test") for number in range(20)]
    works = [lambda who=who: react(page, "like", by=who) for who in people]
    works += [lambda who=who: unreact(page, "like", by=who) for who in people[:10]]
    works += [fold_reactions.func] * 4
    at_once(works)
    fold_reactions.func()
    assert not ReactionChange.objects.exists()
    counted = reactions_for([page], people[0])[key_of(page)].counts.get("like", 0)
    assert counted == Reaction.objects.filter(thing=key_of(page)).count()


def following_in_twenty_windows_never_fails() -> None:
    dina, cleo = person("Dina", "Postma"), person("Cleo", "Okafor")
    new = at_once([lambda: follow(cleo, by=dina)] * 20)
    assert sorted(new) == [False] * 19 + [True]


def test_everything_stays_right_when_many_come_at_once(tmp_path):
    play(
        tmp_path,
        fifty_people_react_and_each_is_counted_once,
        one_person_clicking_in_fifty_windows_counts_once,
        counts_stay_right_while_workers_fold,
        following_in_twenty_windows_never_fails,
    )
