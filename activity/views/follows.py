"""Following and muting, and the list of both."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.kinds import get_kind, kinds
from activity import actions
from activity.answers import back, wants_it
from activity.context import is_muting, level_of
from activity.jinja import address, level_values
from activity.keys import by_model, key_of, type_key
from activity.levels import Level
from activity.ranking import name_of
from activity.registry import mutable_types
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
    if wants_it(request, "mute"):
        actions.mute(thing, by=request.user)
        _say(request, _("%(name)s stays out of your timeline."), name=name_of(thing))
    else:
        actions.unmute(thing, by=request.user)
    if request.method == "POST" and not is_fragment(request):
        return back(request)
    values = {"action": address(thing, "mute"), "name": name_of(thing), "muted": is_muting(request.user, thing)}
    return render(request, "activity/_mute.html", values)


@require_http_methods(["PUT", "DELETE", "POST"])
def less(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask less of a thing, or have it as usual again; answers with the button, or leads back."""
    thing = get_kind(kind).get_visible_or_404(request.user, pk)
    if wants_it(request, "less"):
        actions.ask_less(thing, by=request.user)
        _say(request, _("You will see less of %(name)s in the order “For you”."), name=name_of(thing))
    else:
        actions.ask_as_usual(thing, by=request.user)
    return _answer(request)


@require_http_methods(["PUT", "DELETE", "POST"])
def proposal(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Turn the proposal to follow a thing down, or let it be proposed again."""
    thing = get_kind(kind).get_visible_or_404(request.user, pk)
    (actions.propose_again if wants_it(request, "propose") else actions.turn_down)(thing, by=request.user)
    return _answer(request)


@require_POST
def type_mute(request: HttpRequest, kind: str) -> HttpResponse:
    """Mute a whole type of what colleagues make, or let it in again."""
    found = get_kind(kind)
    try:
        if wants_it(request, "mute"):
            actions.mute_type(found.model, by=request.user)
            _say(
                request,
                _("%(name)s stay out of your timeline."),
                name=str(capfirst(found.model._meta.verbose_name_plural)),
            )
        else:
            actions.unmute_type(found.model, by=request.user)
    except LookupError as wrong:
        raise Http404("This cannot be muted as a type.") from wrong
    return _answer(request)


def _answer(request: HttpRequest) -> HttpResponse:
    """A form leads back to its page, anything else hears that it is done."""
    return back(request) if request.method == "POST" else HttpResponse(status=204)


def _say(request: HttpRequest, words: str, **values: str) -> None:
    """What changed, with the way to undo it."""
    if request.method == "POST" and not is_fragment(request):
        text = words % values
        undo = format_html(' <a href="{}">{}</a>', reverse("activity:following"), _("Undo"))
        messages.success(request, format_html("{}{}", text, undo))


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Everything I follow, what I want less of and everything I muted, each with a way back. What I may no longer see
    is left out."""
    stand = stand_of(request.user)
    context = {
        "followed": _by_kind(request.user, stand.follows),
        "less": _by_kind(request.user, stand.less),
        "muted": _by_kind(request.user, stand.mutes),
        "muted_types": [
            (kind_of_model(model), capfirst(model._meta.verbose_name_plural))
            for model in mutable_types()
            if type_key(model) in stand.mutes
        ],
    }
    return render(request, "activity/following.html", context)


def kind_of_model(model) -> str:
    """The short name of the kind that things of this model are."""
    return next(kind.name for kind in kinds() if issubclass(model, kind.model))


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
