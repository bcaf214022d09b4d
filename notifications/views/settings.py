"""Which kinds of notification reach me, by which channel, and when."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core.htmx import render
from notifications import actions
from notifications.choices import choices_of, wishes_of
from notifications.forms import RhythmForm, initial_of
from notifications.models import Channel, Preset

# The intranet's own switches are called "on", as ever; mail and digest by their names.
FIELDS = {"on": Channel.APP, "mail": Channel.MAIL, "digest": Channel.DIGEST}
PRESETS = {
    Preset.CALM: gettext_lazy("One digest a week, of what is for you."),
    Preset.NORMAL: gettext_lazy("A mail of each answer to you. The rest in one digest a day."),
    Preset.EVERYTHING: gettext_lazy("A mail of every notification."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Presets, a switch per kind and channel, and the hours of mail. A POST saves the switches."""
    if request.method != "POST":
        return _page(request)
    on = {channel: _codes(request, field) for field, channel in FIELDS.items()}
    try:
        actions.choose(on, _codes(request, "shown"), by=request.user)
    except LookupError:
        return HttpResponseBadRequest("There is no such kind.", content_type="text/plain")
    return _saved(request, "#kinds")


@require_POST
def preset(request: HttpRequest) -> HttpResponse:
    """One press in the place of all switches."""
    try:
        actions.choose_preset(request.POST.get("preset", ""), by=request.user)
    except ValueError:
        return HttpResponseBadRequest("There is no such preset.", content_type="text/plain")
    return _saved(request, "")


@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest) -> HttpResponse:
    """When mail may come. The form stands on the page of all settings."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{reverse('notifications:settings')}#rhythm")
    form = RhythmForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    actions.choose_rhythm(by=request.user, **form.cleaned_data)
    return _saved(request, "#rhythm")


def _page(request: HttpRequest, form: RhythmForm | None = None) -> HttpResponse:
    wishes = wishes_of(request.user)
    values = {
        "groups": choices_of(request.user, wishes),
        "columns": [("on", Channel.APP), ("mail", Channel.MAIL), ("digest", Channel.DIGEST)],
        "presets": [(each, PRESETS[each]) for each in Preset],
        "current": "" if wishes.chosen else wishes.preset,
        "form": form or RhythmForm(initial=initial_of(wishes.rhythm, wishes.every)),
        "is_off": not wishes.rhythm.has_mail,
    }
    return render(request, "notifications/settings.html", values, status=422 if form is not None else 200)


def _codes(request: HttpRequest, field: str) -> set[str]:
    """The kinds in a field; one row of the form may stand for several, with commas between."""
    return {code for value in request.POST.getlist(field) for code in value.split(",") if code}


def _saved(request: HttpRequest, part: str) -> HttpResponse:
    messages.success(request, _("Saved. This holds from now on."))
    response = HttpResponseRedirect(f"{reverse('notifications:settings')}{part}")
    response.status_code = 303
    return response
