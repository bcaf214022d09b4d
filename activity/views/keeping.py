"""What I saved: one thing, its reminder, and the list."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.kinds import get_kind
from activity import actions
from activity.answers import back, wants_it
from activity.jinja import saved_values
from activity.keys import key_of
from activity.models import Saved
from activity.reminders import ReminderForm, presets
from activity.saved import lines_of, with_things
from core.htmx import is_fragment, render


@require_http_methods(["GET", "HEAD", "PUT", "DELETE", "POST"])
def saved(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """GET: the form for a reminder. PUT, DELETE or a form: on my list, or off it; answers with the control."""
    thing = _savable_or_404(request.user, kind, pk)
    if request.method in ("GET", "HEAD"):
        return _form(request, thing, ReminderForm(initial={"at": _kept(request.user, thing).remind_at}))
    if not wants_it(request, "saved"):
        actions.unsave(thing, by=request.user)
        return _answer(request, thing)
    try:
        actions.save(thing, by=request.user)
        if at := _put_back(request.POST):
            actions.remind(thing, at, by=request.user)
    except ValidationError as full:
        return _refuse(request, thing, full)
    return _answer(request, thing)


@require_http_methods(["POST", "DELETE"])
def reminder(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Be reminded at a moment (`when` or `at`), or no more (DELETE, or `remind=0`)."""
    thing = _savable_or_404(request.user, kind, pk)
    at, form = None, ReminderForm(request.POST)
    if wants_it(request, "remind"):
        if not form.is_valid():
            return _form(request, thing, form, status=422)
        at = form.cleaned_data["at"]
    try:
        actions.remind(thing, at, by=request.user)
    except ValidationError as full:
        return _refuse(request, thing, full)
    said = _("We will remind you %(moment)s.") % {"moment": _in_words(at)} if at else _("No reminder any more.")
    return _answer(request, thing, said)


@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    """Everything I saved, newest first, a page at a time (`before`)."""
    lines, older = lines_of(request.user, before=request.GET.get("before", ""))
    context = {"lines": lines, "older": older, "presets": presets(), "is_first": "before" not in request.GET}
    return render(request, "activity/saved.html", context, block="items")


@require_http_methods(["POST", "DELETE"])
def saved_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one line off my list, whatever became of the thing. What I may still see can be put back."""
    try:
        line = Saved.objects.of(request.user).get(pk=pk)
    except (Saved.DoesNotExist, OverflowError) as missing:
        raise Http404("Not on this list.") from missing
    thing = with_things(request.user, [line])[0].thing
    actions.remove_saved(line, by=request.user)
    if is_fragment(request):
        return render(request, "activity/_saved_removed.html", {"thing": thing, "remind_at": line.remind_at})
    messages.success(request, _("The item is off your list."))
    return back(request)


def _savable_or_404(user, kind: str, pk: int) -> Model:
    found = get_kind(kind)
    if not found.savable:
        raise Http404("Nobody saves this.")
    return found.get_visible_or_404(user, pk)


def _kept(user, thing: Model) -> Saved:
    return Saved.objects.of(user).filter(thing=key_of(thing)).first() or Saved()


def _put_back(posted: QueryDict):
    """The reminder of a line that is put back, unless its moment has passed."""
    form = ReminderForm({"at": posted.get("at", "")})
    return form.cleaned_data["at"] if form.is_valid() else None


def _in_words(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "l j F H:i")


def _form(request: HttpRequest, thing: Model, form: ReminderForm, status: int = 200) -> HttpResponse:
    values = {"thing": thing, "form": form, "kept": _kept(request.user, thing), "presets": presets()}
    if is_fragment(request) and status != 200:
        return _refuse(request, thing, form.errors.as_data()["at"][0])
    return render(request, "activity/reminder.html", values, status=status)


def _answer(request: HttpRequest, thing: Model, said: str = "") -> HttpResponse:
    """The line of the list or the control under the thing, whichever asked; without htmx the way back."""
    kept = _kept(request.user, thing)
    if request.method == "POST" and not is_fragment(request):
        if said:
            messages.success(request, said)
            return redirect(reverse("activity:saved_list") + f"#saved-{kept.pk}")
        return back(request)
    if request.POST.get("row"):
        values = {"line": with_things(request.user, [kept])[0], "presets": presets(), "said": said}
        return render(request, "activity/_saved_line.html", values)
    return render(request, "activity/_saved.html", saved_values(thing, kept.pk is not None) | {"said": said})


def _refuse(request: HttpRequest, thing: Model, refused: ValidationError) -> HttpResponse:
    if is_fragment(request):
        is_saved = _kept(request.user, thing).pk is not None
        values = saved_values(thing, is_saved) | {"refused": " ".join(refused.messages)}
        return render(request, "activity/_saved.html", values, status=422)
    messages.error(request, " ".join(refused.messages))
    return back(request)
