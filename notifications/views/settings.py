"""Which kinds of notification reach me."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.htmx import render
from notifications.actions import choose
from notifications.choices import choices_of


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """A switch per kind."""
    if request.method == "POST":
        try:
            choose(set(request.POST.getlist("on")), set(request.POST.getlist("shown")), by=request.user)
        except LookupError:
            return HttpResponseBadRequest("There is no such kind.", content_type="text/plain")
        messages.success(request, _("Saved. This holds from now on."))
        response = HttpResponseRedirect(reverse("notifications:settings"))
        response.status_code = 303
        return response
    return render(request, "notifications/settings.html", {"groups": choices_of(request.user)})
