"""Visits: what "since your last visit" means. Looking changes nothing; the page that was on screen tells so by POST."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import time

from django.db import transaction

from activity.models import Activity, Visit
from activity.stand import forget_stand

PAUSE = timedelta(hours=4)
"""Who comes back sooner is still on the same visit: half a working day, so that a glance does not use up the list."""
NOTED = timedelta(minutes=20)


@dataclass(frozen=True)
class Baseline:
    """Up to which activity everything had its chance to be seen, and when that was; None for who never visited."""

    number: int
    at: datetime | None


def baseline_of(visit: tuple[int, int, int, int], now: float | None = None) -> Baseline:
    """From the four numbers of a `Visit` (of `Stand.visit`). During a visit that is where the visit before it ended, so
    that it stays the same however often the page is loaded."""
    seen_to, seen_at, visited_to, visited_at = visit
    if (now or time()) - visited_at > PAUSE.total_seconds():
        seen_to, seen_at = visited_to, visited_at
    return Baseline(seen_to, datetime.fromtimestamp(seen_at, UTC) if seen_at else None)


def is_worth_noting(visit: tuple[int, int, int, int], newest: int) -> bool:
    """Whether a page that shows up to this activity tells anything that is not known: so that not every load of the
    home page writes a row."""
    return newest > visit[2] or time() - visit[3] > NOTED.total_seconds()


@transaction.atomic
def note_visit(upto: int, *, by) -> None:
    """This person has the timeline before the eyes, up to this activity. After a pause a new visit begins."""
    visit, now = _locked(by), int(time())
    if visit.visited_at and now - visit.visited_at > PAUSE.total_seconds():
        visit.seen_to, visit.seen_at, visit.done = visit.visited_to, visit.visited_at, []
    visit.visited_to, visit.visited_at = max(visit.visited_to, _known(upto)), now
    visit.save()
    forget_stand(by)


@transaction.atomic
def finish(upto: int, *, by) -> tuple[int, int]:
    """Everything up to this activity is behind them. Returns what `reopen` takes to undo it."""
    visit, now = _locked(by), int(time())
    number, at = _known(upto), int(time())
    base = baseline_of((visit.seen_to, visit.seen_at, visit.visited_to, visit.visited_at), now)
    earlier = base.number, int(base.at.timestamp()) if base.at else 0
    visit.seen_to, visit.seen_at = max(base.number, number), at
    visit.visited_to, visit.visited_at = max(visit.visited_to, visit.seen_to), now
    visit.save()
    forget_stand(by)
    return earlier


@transaction.atomic
def reopen(number: int, at: int, *, by) -> None:
    """Undo `finish`: it is as if the last visit ended there."""
    visit, now = _locked(by), int(time())
    visit.seen_to, visit.seen_at = _known(number), min(at, now)
    visit.visited_to, visit.visited_at = max(visit.visited_to, visit.seen_to), now
    visit.save()
    forget_stand(by)


@transaction.atomic
def tick(number: int, is_done: bool, *, by) -> None:
    """Tick one entry of the catch-up off, or put it back."""
    visit = _locked(by)
    left = [each for each in visit.done if each != number]
    visit.done = [*left, number][-MOST_DONE:] if is_done else left
    visit.save()


MOST_DONE = 200


def done_of(user) -> set[int]:
    """What this person ticked off in the catch-up that is open."""
    return set(Visit.objects.filter(user=user).values_list("done", flat=True).first() or [])


def _locked(by) -> Visit:
    Visit.objects.get_or_create(user=by)
    return Visit.objects.select_for_update().get(user=by)


def _known(number: int) -> int:
    """Not beyond what has happened: what is still to come must not count as seen."""
    newest = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return max(0, min(number, newest))
