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
from activity.counts import Reactions
from activity.entry import Entry
from activity.keys import key_of
from activity.levels import HELP, Level
from activity.levers import general_levers, lever_of
from activity.ranking import name_of
from activity.reactions import offered
from activity.reminders import presets
from core.addresses import address as address_of
from core.stencils import Stencil, mark
from core.text import excerpt


def _environment():
    return next(engine for engine in engines.all() if engine.name == "jinja2").env


def _fragment(template: str, context: Context, /, **values) -> Markup:
    env = _environment()
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
    if not keep:
        row = reactions_row(thing, reactions, context["csrf_input"])
        return _with_link(comments_count or 0, row=row, href=comments_href) if comments_href else row
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


def reactions_row(thing: Model, reactions: Reactions, csrf_input: str) -> Markup:
    """The buttons that react to a thing."""
    shape = (tuple(reactions.counts.items()), frozenset(reactions.mine), allows(thing, "reactions"), _offered())
    row_id = f"reactions-{kind_of(thing).name}-{thing.pk}"
    return _row(*shape, id=row_id, base=reactions_address(thing), csrf=csrf_input)


def _offered() -> tuple[str, ...]:
    return tuple(kind.key for kind in offered())


def _draw_row(counts: tuple, mine: frozenset, can_react: bool, _offered_keys: tuple) -> str:
    options = Reactions(dict(counts), set(mine)).options()
    base = mark("base")
    row = _environment().globals["ui"].reactions_row
    return row(mark("id"), base, options, mark("csrf"), who_href=base, can_react=can_react)


def _draw_with_link(comments_count: int) -> str:
    values = {"row": mark("row"), "comments_href": mark("href"), "comments_count": comments_count}
    return _environment().get_template("activity/_reactions_with_link.html").render(values)


def _draw_lever(field: str, value: str) -> str:
    button = _environment().globals["ui"].post_button
    return button(mark("label"), mark("action"), mark("csrf"), size="s", fields={field: value})


_row, _with_link, _lever = Stencil(_draw_row), Stencil(_draw_with_link), Stencil(_draw_lever)


def lever(label: str, action: str, csrf_input: str, field: str, value: str) -> Markup:
    """A small button that posts one value."""
    return _lever(field, value, label=label, action=action, csrf=csrf_input)


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
    return address_of(f"activity:{what}", kind_of(thing).name, thing.pk)


def reactions_address(thing: Model) -> str:
    """Where the reactions of a thing live; ends in a slash."""
    return address_of("activity:reactions", kind_of(thing).name, thing.pk)


GLOBALS = {
    "allows_reactions": lambda thing: allows(thing, "reactions"),
    "reactions_for": reactions_for,
    "reactions_row": reactions_row,
    "lever": lever,
    "lever_of": lever_of,
    "general_levers": general_levers,
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
