"""Counting a reader, and the figure for who may see it, in the template of any thing that has a page."""

from django.db.models import Model
from django.template import engines
from django.urls import reverse
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from access.kinds import kind_of
from analytics.figures import figure_of
from analytics.permissions import can_see_reach


@pass_context
def reach_of(context: Context, thing: Model) -> Markup:
    """The element that counts this reader once, and for the author and editors how far the thing reached."""
    request = context["request"]
    env = next(engine for engine in engines.all() if engine.name == "jinja2").env
    values = {
        "address": reverse("analytics:seen", args=[kind_of(thing).name, thing.pk]),
        "figure": figure_of(thing) if can_see_reach(request.user, thing) else None,
        "request": request,
    }
    return Markup(env.get_template("analytics/_reach.html").render(values))  # noqa: S704  autoescaped by the template


GLOBALS = {"reach_of": reach_of}
