"""Language, time zone and theme: one page, and two switches in the header."""

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.forms import SettingsForm
from accounts.models import User


def settings(request: HttpRequest) -> HttpResponse:
    """The person's own preferences."""
    form = SettingsForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        actions.set_preferences(request.user, by=request.user, **form.cleaned_data)
        with override(request.user.language):
            messages.success(request, _("Your settings are saved."))
        return redirect("settings")
    return render(request, "account/settings.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch language: kept with the person, or in a cookie before sign-in."""
    code = request.POST.get("language")
    if code not in dict(django_settings.LANGUAGES):
        return HttpResponseBadRequest(_("This language is not available."))
    if request.user.is_authenticated:
        actions.set_preferences(request.user, by=request.user, language=code)
    response = HttpResponseRedirect(_way_back(request))
    response.set_cookie(
        django_settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Switch between the theme of the device, light and dark."""
    choice = request.POST.get("theme")
    if choice not in User.Theme.values:
        return HttpResponseBadRequest(_("This theme is not available."))
    actions.set_preferences(request.user, by=request.user, theme=choice)
    return HttpResponseRedirect(_way_back(request))


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    here = {request.get_host()}
    return target if url_has_allowed_host_and_scheme(target, here, require_https=request.is_secure()) else "/"
