"""Run by test_killed_workers in a process and on a database of its own: two workers with a clock each, killed at random
moments while pages fall due and people comment and react. Prints what it did; an assertion that fails is its failure.
"""

import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from datetime import timedelta

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks.base import TaskResultStatus  # noqa: E402
from django_tasks_db.models import DBTaskResult, get_date_max  # noqa: E402
from wagtail.models import PageLogEntry, Revision  # noqa: E402

from activity.actions import react  # noqa: E402
from activity.keys import key_of  # noqa: E402
from activity.models import Activity, Verb  # noqa: E402
from comments.actions import post_comment  # noqa: E402
from comments.models import Comment  # noqa: E402
from core import events  # noqa: E402
from core.clock import enqueue_once, start_clock  # noqa: E402
from core.worker import KringWorker  # noqa: E402
from news.models import Announcement, NewsPage  # noqa: E402
from news.tasks import publish_due  # noqa: E402
from search.models import Entry  # noqa: E402
from tests.cast import person  # noqa: E402
from tests.factories.news import NewsPageFactory  # noqa: E402

KILLS, PAGES, WORDS = int(sys.argv[1]), 24, 60
LONGEST = float(sys.argv[2])
POISON = 666


@events.on(events.Joined)
def swallow(event: events.Event) -> None:
    """Kills whoever runs it, always."""
    if event.pk == POISON:
        os.kill(os.getpid(), signal.SIGKILL)


def fork(work) -> int:
    """A process that does this and ends. Nobody shares a connection with it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def work() -> None:
    """A worker as `kring_worker` runs it, with a clock that comes by more often than each minute."""
    worker = KringWorker(interval=0.05)
    worker.reclaim()
    start_clock()

    def tick() -> None:
        while True:
            enqueue_once(publish_due)
            time.sleep(0.2)

    threading.Thread(target=tick, daemon=True).start()
    worker.run()


def talk() -> None:
    """What people do meanwhile: each word once, each reaction once."""
    people = list(get_user_model().objects.filter(email__startswith="talker").order_by("pk"))
    page = NewsPage.objects.get(slug="agora")
    for number in range(WORDS):
        by = people[number % len(people)]
        comment = post_comment(page, f"Word {number}", by=by)
        react(comment, "like", by=people[(number + 1) % len(people)])
        time.sleep(random.uniform(0, 0.1))


def prepare() -> None:
    ada = person("Ada", "Vermeer")
    for number in range(4):
        person(f"Talker{number}", "Test")
    NewsPageFactory(slug="agora", title="Agora", author=ada)
    now = timezone.now() + timedelta(seconds=5)
    for number in range(PAGES):
        page = NewsPageFactory(live=False, first_published_at=None, slug=f"due-{number}", author=ada)
        page.go_live_at = now + timedelta(hours=1)
        page.save_revision(user=ada).publish()
        due = now + timedelta(seconds=number * 0.6)
        revision = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("-pk").first()
        revision.content["go_live_at"] = due.isoformat()
        revision.approved_go_live_at = due
        revision.save()


def warm_up() -> float:
    """Deliver what is waiting, so that no worker dies of only loading word lists. Returns what one task takes."""
    waiting = DBTaskResult.objects.count()
    began = time.monotonic()
    KringWorker(interval=0, batch=True).run()
    took = (time.monotonic() - began) / waiting
    with transaction.atomic():
        events.emit(events.Joined(model="accounts.user", pk=POISON))
    return took


def kill_at_random(pace: float) -> int:
    """Two workers; one of them dies, and another one takes its place. Returns how often."""
    workers = [fork(work) for _ in range(2)]
    began, killed = time.monotonic(), 0
    while killed < KILLS and time.monotonic() - began < LONGEST:
        time.sleep(random.uniform(0, 2 * pace))
        victim = random.randrange(2)
        os.kill(workers[victim], signal.SIGKILL)
        os.waitpid(workers[victim], 0)
        killed += 1
        workers[victim] = fork(work)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    return killed


def finish() -> None:
    """Whatever still waits, also for its next try; the poison takes a worker with it each time."""

    def rest() -> None:
        worker = KringWorker(interval=0, batch=True)
        worker.reclaim()
        DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=get_date_max())
        enqueue_once(publish_due)
        worker.run()

    for _ in range(12):
        _pid, status = os.waitpid(fork(rest), 0)
        if status == 0 and not DBTaskResult.objects.exclude(status__in=["SUCCESSFUL", "FAILED"]).exists():
            return
    raise AssertionError("the queue never got empty")


def look_back() -> None:
    pages = NewsPage.objects.filter(slug__startswith="due-")
    live = list(pages.filter(live=True).values_list("slug", flat=True))
    assert len(live) == PAGES, f"only {len(live)} of {PAGES} pages went live"
    order = [
        entry.page.slug for entry in PageLogEntry.objects.filter(action="wagtail.publish.scheduled").order_by("pk")
    ]
    assert order == [f"due-{number}" for number in range(PAGES)], f"published out of order, or twice: {order}"
    assert Announcement.objects.filter(page__in=pages).count() == PAGES
    told = Counter(Activity.objects.filter(verb=Verb.PUBLISHED).values_list("thing", flat=True))
    assert told == {key_of(page): 1 for page in pages}, f"announced: {sorted(told.values())}"
    said = Counter(Activity.objects.filter(verb=Verb.COMMENTED).values_list("thing", flat=True))
    assert said == {key_of(comment): 1 for comment in Comment.objects.all()}, f"said: {sorted(said.values())}"
    assert len(said) == WORDS
    liked = Counter(Activity.objects.filter(verb=Verb.REACTED).values_list("thing", flat=True))
    assert liked == dict.fromkeys(said, 1), f"liked: {sorted(liked.values())}"
    lost = {page.pk for page in pages} - set(Entry.objects.values_list("object_id", flat=True))
    assert not lost, f"cannot be found: {lost}"
    # What the clock enqueues comes again at its next tick; a delivery would be lost.
    failed = DBTaskResult.objects.failed().filter(task_path=events.deliver.module_path)
    parked = {task.args_kwargs["args"][0]: task.traceback for task in failed}
    assert list(parked) == [f"{__name__}.swallow"], f"parked: {parked}"


def main() -> None:
    seed = random.randrange(10**6)
    random.seed(seed)
    prepare()
    # A task that is killed five times counts as poison; on a busy machine workers must live longer to finish one.
    pace = max(0.5, 12 * warm_up())
    crowd = fork(talk)
    killed = kill_at_random(pace)
    _pid, status = os.waitpid(crowd, 0)
    assert status == 0, "people could not say what they wanted to say"
    finish()
    tries = Counter(len(task.worker_ids) for task in DBTaskResult.objects.all())
    sys.stdout.write(json.dumps({"seed": seed, "pace": pace, "killed": killed, "tries": tries}) + "\n")
    sys.stdout.flush()
    look_back()


if __name__ == "__main__":
    main()
