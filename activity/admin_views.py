"""The weights of "For you" in the CMS: change them, see how one's own timeline would change, and who changed what."""

from dataclasses import asdict, dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from activity.entry import Entry
from activity.forms import LABELS, WeightsForm
from activity.models import Weighing
from activity.ranking import name_of
from activity.timeline import preview
from activity.weights import PERMISSION, Weights, choose, current

CHANGES_SHOWN = 20


@dataclass
class Move:
    """One entry of one's own timeline: where it stands now and where it would. 0 for not on the first page."""

    title: str
    score: int
    place: int
    before: int

    @property
    def rise(self) -> int:
        return self.before - self.place if self.before and self.place else 0


def weights(request: HttpRequest) -> HttpResponse:
    """Fill in and save (POST), or only look how one's own timeline would change (POST with `preview`)."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = WeightsForm(request.POST if request.method == "POST" else None, initial=asdict(current()))
    moves = None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            moves = _moves(request.user, form.weights())
        else:
            made = choose(form.weights(), by=request.user)
            messages.success(request, _("The new weights count.") if made else _("Nothing changed."))
            return redirect("activity_weights")
    context = {"form": form, "moves": moves, "changes": _changes(), "usual": asdict(Weights())}
    return render(request, "activity/admin/weights.html", context, status=422 if form.errors else 200)


def _moves(user, wished: Weights) -> list[Move]:
    """The first page with these weights, and what would leave it."""
    now, then = preview(user, current()), preview(user, wished)
    places = {entry.id: number for number, entry in enumerate(now, start=1)}
    found = [Move(_title(entry), entry.score, number, places.pop(entry.id, 0)) for number, entry in enumerate(then, 1)]
    gone = [entry for entry in now if entry.id in places]
    return found + [Move(_title(entry), entry.score, 0, places[entry.id]) for entry in gone]


def _title(entry: Entry) -> str:
    if entry.thing == entry.place:
        return name_of(entry.thing)
    return _("Conversation about “%(title)s”") % {"title": name_of(entry.place)}


def _changes() -> list[dict]:
    """The last changes from the log, the newest first."""
    entries = ModelLogEntry.objects.filter(
        action="activity.weights", content_type__app_label="activity", content_type__model=Weighing._meta.model_name
    )
    shown = entries.select_related("user").order_by("-timestamp", "-pk")[:CHANGES_SHOWN]
    return [
        {
            "at": entry.timestamp,
            "by": entry.user,
            "lines": [
                (LABELS.get(name, name), old, new) for name, (old, new) in (entry.data or {}).get("changed", {}).items()
            ],
        }
        for entry in shown
    ]
