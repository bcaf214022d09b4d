"""What many clients do at once. Run by test_concurrency in its own process on SQLite (whose tests live in memory, where
threads would share one connection), and in the process of the test on PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor

import django

if __name__ == "__main__":
    django.setup()

from django.db import connections
from wagtail.models import Page, Site

from activity.actions import follow, react, unreact
from activity.counts import reactions_for
from activity.keys import key_of
from activity.models import Activity, Reaction, ReactionChange
from activity.tasks import fold_reactions
from tests.cast import person

CLIENTS = 50


def at_once(works) -> list:
    """Run every work in a thread of its own, all let go at the same moment."""
    gate = threading.Barrier(len(works))

    def run(work):
        try:
            gate.wait(timeout=60)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def a_page(title: str) -> Page:
    return Site.objects.get(is_default_site=True).root_page.add_child(instance=Page(title=title))


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


SCENES = [
    fifty_people_react_and_each_is_counted_once,
    one_person_clicking_in_fifty_windows_counts_once,
    counts_stay_right_while_workers_fold,
    following_in_twenty_windows_never_fails,
]

if __name__ == "__main__":
    for scene in SCENES:
        scene()
