"""The directory, the page of a person, and editing one's own."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from access.rule import get_visible_or_404
from accounts.pace import TooOften
from activity.actions import timeline
from activity.context import preload
from core.htmx import render
from core.text import render_markdown
from people import actions
from people.directory import directory as find
from people.faces import Face
from people.forms import DirectoryForm, ProfileForm
from people.models import Profile

PAGE_SIZE = 10


def directory(request: HttpRequest) -> HttpResponse:
    """Everybody, narrowed by name or job, department and location; the choice is in the address."""
    filters = DirectoryForm(request.GET).filters()
    found = find(request.user, **filters)
    kept = {name: value for name, value in filters.items() if name != "page"}
    if not found.people and filters.get("page", 1) > 1:
        return redirect(f"{request.path}?{urlencode(kept)}")
    context = {"found": found, "filters": kept, "without": _without(kept), "query": urlencode(kept)}
    return render(request, "people/directory.html", context, block="results")


def _without(kept: dict) -> dict[str, str]:
    """For each filter the address of the list without it."""
    return {name: "?" + urlencode({other: kept[other] for other in kept if other != name}) for name in kept}


def person(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The page of one person. A name that changed leads on to the right address."""
    profile = get_visible_or_404(Profile.objects.with_cards(), request.user, user_id=pk)
    if slug != profile.slug:
        return redirect(profile, permanent=False)
    try:
        page = timeline(request.user, of=profile.user, before=request.GET.get("before"), size=PAGE_SIZE)
    except ValueError as wrong:
        raise Http404("No such page.") from wrong
    preload(request.user, [entry.thing for entry in page.entries])
    context = {
        "entries": page.entries,
        "older": f"?before={page.next_before}" if page.next_before else "",
        "is_first": not request.GET.get("before"),
        "profile": profile,
        "person": Face(profile.user),
        "about": render_markdown(profile.about),
        "is_me": profile.user_id == request.user.pk,
    }
    return render(request, "people/person.html", context, block="items")


def me(request: HttpRequest) -> HttpResponse:
    """The way to one's own page."""
    return redirect(_own(request))


def edit(request: HttpRequest) -> HttpResponse:
    """One's own profile, photo included."""
    profile = _own(request)
    form = ProfileForm(request.POST or None, request.FILES or None, instance=profile)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        photo, without_photo = values.pop("new_photo"), values.pop("remove_photo", False)
        try:
            actions.edit_profile(profile, by=request.user, photo=photo, without_photo=without_photo, **values)
        except TooOften as too_often:
            form.add_error("new_photo", too_often)
            status = 429
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect(profile)
    context = {"form": form, "profile": profile, "person": Face(request.user)}
    return render(request, "people/edit.html", context, status=status)


def _own(request: HttpRequest) -> Profile:
    return get_visible_or_404(Profile.objects.with_cards(), request.user, user_id=request.user.pk)
