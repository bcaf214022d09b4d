"""Tasks that failed five times: an administrator sees why, and runs them again or lets them go."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from django_tasks_db.models import DBTaskResult

from core.worker import ATTEMPTS, replay

SHOWN = 100


@require_http_methods(["GET", "POST"])
def parked(request: HttpRequest) -> HttpResponse:
    """List parked tasks; POST with `replay` or `discard` and the ids of tasks acts on them. Superusers only."""
    if not request.user.is_superuser:
        raise PermissionDenied
    failed = DBTaskResult.objects.failed().order_by("-finished_at")
    if request.method == "POST":
        act(request, failed)
        return redirect(reverse("core_parked"))
    tasks = [task for task in failed[: SHOWN * 2] if len(task.worker_ids) >= ATTEMPTS][:SHOWN]
    return render(request, "core/parked.html", {"tasks": tasks, "attempts": ATTEMPTS})


def act(request: HttpRequest, failed) -> None:
    chosen = list(failed.filter(pk__in=[pk for pk in request.POST.getlist("task") if is_uuid(pk)]))
    if "discard" in request.POST:
        for task in chosen:
            task.delete()
        text = ngettext("%(n)d task discarded.", "%(n)d tasks discarded.", len(chosen)) % {"n": len(chosen)}
    else:
        for task in chosen:
            replay(task)
        text = ngettext("%(n)d task runs again.", "%(n)d tasks run again.", len(chosen)) % {"n": len(chosen)}
    if chosen:
        messages.success(request, text)
    else:
        messages.warning(request, _("Choose at least one task."))


def is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
