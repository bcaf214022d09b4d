"""The page of results and what the search field offers while one types."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.htmx import is_fragment, render
from search import pace
from search.asking import SINGLE, Addresses, asked_in, words_in
from search.finding import search, suggest
from search.results import Asked, Facet, Results

MOST_SHOWN = 6
"""Choices of a facet in sight; the others are behind "show all"."""


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What was found, with what it can be narrowed by; without words the start of a search."""
    asked = asked_in(request.GET)
    values = {"asked": asked, "to": Addresses(asked), "search_text": asked.text}
    if not asked.text:
        return render(request, "search/results.html", values, block="results")
    if pace.is_too_fast(request.user, "results", pace.SEARCHES):
        response = render(request, "search/results.html", values | {"is_too_fast": True}, block="results", status=429)
        response.headers["Retry-After"] = str(pace.MINUTE)
        return response
    found = search(request.user, asked)
    values |= {"found": found, "single": SINGLE, "most_shown": MOST_SHOWN, "facets": _facets(found)}
    values["chosen"] = [(facet, choice) for facet in found.facets for choice in facet.choices if choice.chosen]
    if asked.after and is_fragment(request):
        return render(request, "search/_more.html", values)
    if not found.hits and not found.people:
        values["wider"] = _wider(request, asked)
    return render(request, "search/results.html", values, block="results")


def _facets(found: Results) -> list[Facet]:
    """Those that can narrow something: with a choice between values, or with one chosen."""
    return [
        facet
        for facet in found.facets
        if (len(facet.choices) > 1 or any(choice.chosen for choice in facet.choices))
        and not (facet.name == "kind" and found.asked.kind)
    ]


def _wider(request: HttpRequest, asked: Asked) -> Results | None:
    """Nothing was found with these choices: what the same words give without them."""
    if not asked.filters and not asked.kind:
        return None
    wider = search(request.user, replace(asked, kind="", filters={}, after="", size=1))
    return wider if wider.total else None


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """The listbox under the field, people first: a fragment without a page."""
    text = words_in(request.GET.get("q", ""))
    if pace.is_too_fast(request.user, "suggest", pace.SUGGESTIONS):
        return HttpResponse(status=429, headers={"Retry-After": str(pace.MINUTE)})
    found = suggest(request.user, text) if text else []
    groups: dict[str, list] = {}
    for line in found:
        groups.setdefault(line.kind, []).append(line)
    context = {"text": text, "groups": groups, "total": len(found), "to": Addresses(Asked(text=text))}
    response = render(request, "search/_suggestions.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
