"""Reactions, follow, mute and save controls, and "Why do I see this?", for every template."""

from django.db.models import Model
from django.template import engines
from django.urls import reverse
from django.utils.translation import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from access.kinds import allows, kind_of
from activity.context import is_muting, level_of, reactions_to
from activity.keys import key_of
from activity.levels import HELP, Level
from activity.ranking import name_of
from activity.reminders import presets
from activity.timeline import Entry
from core.text import excerpt


def _fragment(template: str, context: Context, /, **values) -> Markup:
    env = next(engine for engine in engines.all() if engine.name == "jinja2").env
    request = context["request"]
    values |= {"request": request, "user": request.user, "csrf_input": context["csrf_input"]}
    return Markup(env.get_template(f"activity/{template}.html").render(values))  # noqa: S704  autoescaped by the template


def _user(context: Context):
    return context["request"].user


@pass_context
def reactions_for(
    context: Context, thing: Model, comments_href: str = "", comments_count: int | None = None, keep: bool = False
) -> Markup:
    """The row of reactions of a thing, with a link to its comments at the end when an address is given, and with the
    bookmark when it is asked for."""
    kind, reactions = kind_of(thing), reactions_to(_user(context), thing)
    return _fragment(
        "_reactions",
        context,
        thing=thing,
        kind=kind,
        reactions=reactions,
        comments_href=comments_href,
        comments_count=comments_count,
        keep=saved_values(thing, reactions.is_saved) if keep and kind.savable else None,
    )


@pass_context
def follow_button(context: Context, thing: Model, size: str = "s") -> Markup:
    """The control that follows a thing in one press and offers all four levels; nothing for oneself."""
    user = _user(context)
    if thing == user:
        return Markup("")
    level = level_of(user, key_of(thing))
    return _fragment("_level", context, **level_values(kind_of(thing).name, thing.pk, level, name_of(thing)), size=size)


@pass_context
def level_control_for(context: Context, kind: str, pk: int, level: Level, name: str) -> Markup:
    """The same for a thing of which only this is known."""
    return _fragment("_level", context, **level_values(kind, pk, level, name), size="s")


def level_values(kind: str, pk: int, level: Level, name: str) -> dict:
    """What the template of the level control takes."""
    return {
        "level": level,
        "levels": [(each.name.lower(), each, HELP[each]) for each in reversed(Level)],
        "follow_action": reverse("activity:follow", args=[kind, pk]),
        "level_action": reverse("activity:level", args=[kind, pk]),
        "name": name,
    }


@pass_context
def mute_button(context: Context, thing: Model) -> Markup:
    """The button that keeps a person, topic or page out of the timeline, or lets it in again."""
    user = _user(context)
    if thing == user:
        return Markup("")
    return _fragment("_mute", context, action=address(thing, "mute"), muted=is_muting(user, thing), name=name_of(thing))


@pass_context
def keep_button(context: Context, thing: Model) -> Markup:
    """The bookmark of a thing, in the corner of its card. Its state comes with the reactions."""
    is_saved = reactions_to(_user(context), thing).is_saved
    return _fragment("_saved", context, is_corner=True, **saved_values(thing, is_saved))


def saved_values(thing: Model, is_saved: bool) -> dict:
    """What the template of the save control takes."""
    return {
        "is_saved": is_saved,
        "action": address(thing, "saved"),
        "keep_id": f"keep-{kind_of(thing).name}-{thing.pk}",
        "name": name_of(thing),
        "presets": presets(),
    }


@pass_context
def why(context: Context, entry: Entry) -> Markup:
    """Why an entry is in the timeline, with what to do about each reason."""
    return _fragment("_why", context, entry=entry, sentence=" ".join(term.sentence for term in entry.terms))


def address(thing: Model, what: str) -> str:
    """Where to follow or mute a thing."""
    return reverse(f"activity:{what}", args=[kind_of(thing).name, thing.pk])


def reactions_address(thing: Model) -> str:
    """Where the reactions of a thing live; ends in a slash."""
    return reverse("activity:reactions", args=[kind_of(thing).name, thing.pk])


GLOBALS = {
    "allows_reactions": lambda thing: allows(thing, "reactions"),
    "reactions_for": reactions_for,
    "follow_button": follow_button,
    "level_control_for": level_control_for,
    "mute_button": mute_button,
    "why": why,
    "activity_address": address,
    "keep_button": keep_button,
    "reactions_address": reactions_address,
    "name_of": name_of,
    "mute_label": lambda thing: _("Mute %(name)s") % {"name": name_of(thing)},
}
FILTERS = {"excerpt": excerpt}
