"""Following and muting, and the list of both."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.views.decorators.http import require_http_methods, require_safe

from access.kinds import get_kind, kinds
from activity import actions
from activity.answers import back, wants_it
from activity.context import is_muting, level_of
from activity.jinja import address, level_values
from activity.keys import by_model, key_of
from activity.levels import Level
from activity.ranking import name_of
from activity.stand import stand_of
from core.htmx import is_fragment, render


@require_http_methods(["PUT", "DELETE", "POST"])
def follow(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Follow or unfollow; answers with the level control, or leads back."""
    thing = get_kind(kind).get_visible_or_404(request.user, pk)
    (actions.follow if wants_it(request, "follow") else actions.unfollow)(thing, by=request.user)
    return _level_control(request, kind, thing)


@require_http_methods(["PUT", "POST"])
def level(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Hold a thing at the level named by `level`; answers with the level control, or leads back."""
    thing = get_kind(kind).get_visible_or_404(request.user, pk)
    values = request.POST if request.method == "POST" else QueryDict(request.body)
    chosen = next((level for level in Level if level.name.lower() == values.get("level")), None)
    if chosen is None:
        return HttpResponseBadRequest("level must be one of the four levels.", content_type="text/plain")
    actions.set_level(thing, chosen, by=request.user)
    return _level_control(request, kind, thing)


def _level_control(request: HttpRequest, kind: str, thing) -> HttpResponse:
    if request.method == "POST" and not is_fragment(request):
        return back(request)
    values = level_values(kind, thing.pk, level_of(request.user, key_of(thing)), name_of(thing))
    return render(request, "activity/_level.html", values | {"size": "s"})


@require_http_methods(["PUT", "DELETE", "POST"])
def mute(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Mute or unmute; answers with the button, or leads back."""
    thing = get_kind(kind).get_visible_or_404(request.user, pk)
    (actions.mute if wants_it(request, "mute") else actions.unmute)(thing, by=request.user)
    if request.method == "POST" and not is_fragment(request):
        return back(request)
    values = {"action": address(thing, "mute"), "name": name_of(thing), "muted": is_muting(request.user, thing)}
    return render(request, "activity/_mute.html", values)


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Everything I follow and everything I muted, each with a way back. What I may no longer see is left out."""
    stand = stand_of(request.user)
    context = {
        "followed": _by_kind(request.user, stand.follows),
        "muted": _by_kind(request.user, stand.mutes),
    }
    return render(request, "activity/following.html", context)


def _by_kind(user, keys) -> list[tuple]:
    """(kind, things sorted by name) for each kind that occurs: one query per kind."""
    pks_by_kind: dict[str, list[int]] = {}
    for model, pks in by_model(keys).items():
        for kind in kinds():
            if issubclass(model, kind.model):
                pks_by_kind.setdefault(kind.name, []).extend(pks)
    found = []
    for kind in kinds():
        if kind.name in pks_by_kind:
            things = kind.visible_to(user).filter(pk__in=pks_by_kind[kind.name])
            if things:
                found.append((kind, sorted(things, key=lambda thing: name_of(thing).casefold())))
    return found
