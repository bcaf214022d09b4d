"""The same URL serves a page and its fragment: a fragment is a named block of the page's own template."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_page
from django.template import engines


def is_fragment(request: HttpRequest) -> bool:
    """True when htmx asks for a piece of the page (not for a whole page by history restore or boost)."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-Request-Type", "partial") != "full"


def render(
    request: HttpRequest, template: str, context: dict | None = None, *, block: str | None = None, status: int = 200
) -> HttpResponse:
    """The whole page, or only the named Jinja block of it when htmx asked and `block` is given."""
    if block is None or not is_fragment(request):
        response = render_page(request, template, context, status=status)
    else:
        engine = next(engine for engine in engines.all() if engine.name == "jinja2")
        backend_template = engine.get_template(template)
        values = {"request": request, **(context or {})}
        for processor in engine.template_context_processors:
            values = {**processor(request), **values}
        jinja_template = backend_template.template
        jinja_context = jinja_template.new_context(values)
        response = HttpResponse("".join(jinja_template.blocks[block](jinja_context)), status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response
