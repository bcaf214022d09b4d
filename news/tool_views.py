"""The list of tools."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.htmx import render
from news.models import Tool

LONGEST = 100


@require_safe
def tools(request: HttpRequest) -> HttpResponse:
    """Every tool within reach from A to Z, or those that a word in `q` finds."""
    wanted = " ".join(request.GET.get("q", "")[:LONGEST].split())
    everything = sorted(Tool.objects.visible_to(request.user), key=lambda tool: (tool.name.casefold(), tool.pk))
    found = [tool for tool in everything if says(tool, wanted)]
    letters = [(letter, list(group)) for letter, group in groupby(found, key=lambda tool: letter_of(tool.name))]
    context = {"letters": letters, "number": len(found), "q": wanted, "total": len(everything)}
    return render(request, "news/tools.html", context, block="tools")


def says(tool: Tool, words: str) -> bool:
    """Whether each word is in something the tool says about itself, in either language."""
    texts = (tool.name_nl, tool.name_en, tool.purpose_nl, tool.purpose_en, tool.also_called)
    everything = " ".join(texts).casefold()
    return all(word in everything for word in words.casefold().split())


def letter_of(name: str) -> str:
    """The heading that a name stands under."""
    first = name[:1].upper()
    return first if first.isalpha() else "#"
