"""The discussion of a thing, for the template of any thing that has a page."""

from functools import partial

from django.db.models import Model
from django.template import engines
from django.utils.translation import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from access.kinds import kind_of
from comments.models import Comment
from comments.showing import thread_values
from core.text import excerpt, render_markdown


@pass_context
def comments_for(context: Context, thing: Model) -> Markup:
    """Heading, composer and threads. The view has looked the thing up as something the reader may see."""
    request = context["request"]
    env = next(engine for engine in engines.all() if engine.name == "jinja2").env
    values = {"request": request, "user": request.user, "csrf_input": context["csrf_input"]}
    html = env.get_template("comments/thread.html").render(values | thread_values(request, thing))
    return Markup(html)  # noqa: S704  autoescaped by the template


def author_of(comment: Comment) -> dict:
    """Whose name stands at a comment: also that of somebody who left, without the page that is no longer there."""
    env = next(engine for engine in engines.all() if engine.name == "jinja2").env
    if comment.user is None:
        return {"name": _("Former colleague"), "initials": "–", "url": ""}
    face = env.globals["face"](comment.user)
    return {"name": face.name, "initials": face.initials, "url": face.url}


GLOBALS = {
    "comments_for": comments_for,
    "comments_author": author_of,
    "thing_kind": lambda thing: kind_of(thing).name,
}
FILTERS = {"comment_text": render_markdown, "comment_excerpt": partial(excerpt, length=400)}
