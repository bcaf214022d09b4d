"""What the screens of moderation read: the queue, a report with its history, how long things wait."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db.models import Count, F, Model, Q
from django.utils import timezone

from access.kinds import get_kind, kinds
from access.subjects import Shown
from activity.keys import by_model, key_of
from moderation.actions import choices_for
from moderation.cases import subject_for, thing_of
from moderation.models import Level, Origin, Report, Stand, Step, Verdict
from moderation.permissions import is_site_moderator
from moderation.registry import places_of

BACK = timedelta(days=365)
HELD_LATELY = 20
TABS = {"open": Stand.OPEN, "waiting": Stand.WAITING, "done": Stand.DONE}


@dataclass(frozen=True)
class Chosen:
    """Which part of the queue is asked for."""

    tab: str = "open"
    whose: str = ""
    place: int = 0

    @classmethod
    def of(cls, query) -> "Chosen":
        """From an address; anything odd in it is left out."""
        tab, whose, place = query.get("tab"), query.get("whose"), query.get("place", "")
        return cls(
            tab if tab in TABS else "open",
            whose if whose in ("site", "local") else "",
            int(place) if place.isascii() and place.isdigit() and len(place) < 19 else 0,
        )


def queue_of(user, chosen: Chosen):
    """The reports of this part, with what a line shows of each, in the order in which to take them."""
    found = Report.objects.visible_to(user).filter(stand=TABS[chosen.tab])
    if chosen.place:
        found = found.filter(place=chosen.place)
    local = Q(level=Level.LOCAL, escalated_at=None)
    if chosen.whose == "site":
        found = found.exclude(local)
    elif chosen.whose == "local":
        found = found.filter(local)
    found = found.select_related("author__profile__portrait").prefetch_related("complaints")
    return found.order_by("-closed_at", "-pk") if chosen.tab == "done" else found.most_urgent_first()


def counts_of(user, chosen: Chosen) -> dict[str, int]:
    """How many reports each tab has, and how many of the open ones are for whom."""
    mine = Report.objects.visible_to(user)
    if chosen.place:
        mine = mine.filter(place=chosen.place)
    local = Q(level=Level.LOCAL, escalated_at=None, stand=Stand.OPEN)
    return mine.aggregate(
        open=Count("pk", filter=Q(stand=Stand.OPEN)),
        waiting=Count("pk", filter=Q(stand=Stand.WAITING)),
        local=Count("pk", filter=local),
    )


def places_for(reports: Iterable[Report], user) -> dict[int, Model]:
    """The communities (and the like) these reports are in, by their number, as far as this person may know of them: one
    query per kind of place."""
    keys = {report.place for report in reports if report.place}
    found, own = {}, places_of(user)
    for model, pks in by_model(keys).items():
        kind = next((kind for kind in kinds() if issubclass(model, kind.model)), None)
        seen = set(kind.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True)) if kind else set()
        places = model._base_manager.filter(pk__in=pks)
        found |= {key_of(place): place for place in places if place.pk in seen or key_of(place) in own}
    return found


@dataclass
class Case:
    """A report as a moderator reads it."""

    report: Report
    thing: Model | None
    shown: Shown | None
    choices: list[Verdict]
    steps: list[Step]
    complaints: list
    earlier: int
    is_gone: bool = False
    changed: bool = False
    address: str = ""
    place: Model | None = None
    notes: list = field(default_factory=list)


def case_of(report: Report, user) -> Case:
    """The reported thing, and only that, whoever may see it; the way to it only for who may."""
    thing, subject = thing_of(report), subject_for(report)
    case = Case(
        report=report,
        thing=thing,
        shown=subject.shown(thing) if thing is not None else None,
        choices=choices_for(report),
        steps=list(report.steps.select_related("by__profile__portrait")),
        complaints=list(report.complaints.select_related("by__profile__portrait")),
        earlier=earlier_decisions(report),
    )
    if thing is not None:
        case.is_gone = subject.is_gone(thing)
        case.changed = subject.words(thing) != report.words
        if get_kind(report.kind).visible_to(user).filter(pk=thing.pk).exists():
            case.address = subject.address(thing)
    case.place = places_for([report], user).get(report.place)
    return case


def earlier_decisions(report: Report) -> int:
    """How often, in the last year, a moderator had to do something about this person."""
    if report.author_id is None:
        return 0
    serious = (Verdict.ASK_EDIT, Verdict.HIDE, Verdict.REMOVE, Verdict.WARN)
    steps = Step.objects.filter(report__author_id=report.author_id, verdict__in=serious, at__gt=timezone.now() - BACK)
    return steps.exclude(report=report).values("report").distinct().count()


def usual_wait(place: int) -> timedelta | None:
    """How long it took lately until somebody decided about what was held back here; None when there is nothing to go
    by."""
    held = Report.objects.filter(place=place, origin=Origin.HELD, stand=Stand.DONE, closed_at__isnull=False)
    rows = held.order_by("-closed_at").values_list(F("closed_at") - F("created_at"), flat=True)[:HELD_LATELY]
    waits = list(rows)
    return timedelta(seconds=median(wait.total_seconds() for wait in waits)) if waits else None


def is_for_site(user) -> bool:
    """Whether the queue of this person has two parts."""
    return is_site_moderator(user)
