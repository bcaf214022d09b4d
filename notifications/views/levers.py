"""The links in a mail with which its reader stops it: a page with one button, and the one click of mail programs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.htmx import render
from notifications.mail import levers


@csrf_exempt  # the address itself is the proof: mail programs post to it (RFC 8058), and it can only take mail away
@require_http_methods(["GET", "HEAD", "POST"])
def lever(request: HttpRequest, token: str) -> HttpResponse:
    """What this link stops, and whether to. It is open to who is not signed in, and tells nothing but the kind of mail.
    Looking changes nothing: mail programs and scanners follow every link."""
    found = levers.read(token)
    if found is None:
        return render(request, "notifications/lever.html", {"lever": None}, status=404)
    language = None
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:  # who chose a language on this page gets that
        language = User.objects.filter(pk=found.user_id).values_list("language", flat=True).first()
    with translation.override(language or translation.get_language()):
        done = ""
        if request.method == "POST":
            done = "back" if request.POST.get("stop") == "0" else "stopped"
            levers.pull(found, stop=done == "stopped")
        return render(request, "notifications/lever.html", {"lever": found, "label": found.label(), "done": done})
