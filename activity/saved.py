"""The list of what a person saved, each line with its thing as long as that person may see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from wagtail.models import Page

from access.kinds import Kind, kinds
from activity.keys import model_of, split
from activity.models import Saved

PAGE = 20


@dataclass(frozen=True)
class Line:
    """One line. `thing` is None when it is gone or out of reach; then nothing of it is named."""

    saved: Saved
    thing: Model | None
    label: str = ""

    @property
    def url(self) -> str:
        """Where the thing is read."""
        find = getattr(self.thing, "get_absolute_url", None)
        return find() if find else getattr(self.thing, "url", None) or ""


def lines_of(user, before: str = "") -> tuple[list[Line], int | None]:
    """A page of lines, newest first, below the number `before`; and the number that the next page starts below.
    One query, and one per kind of thing."""
    rows = Saved.objects.of(user)
    if before.isascii() and before.isdigit() and len(before) <= 18:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return with_things(user, found[:PAGE]), older


def with_things(user, rows: Iterable[Saved]) -> list[Line]:
    """The lines of these rows, each thing only for a person who may see it."""
    rows = list(rows)
    keys_by_kind: dict[Kind, dict[int, int]] = {}
    for number in {row.thing for row in rows}:
        model = model_of(number)
        kind = next((kind for kind in kinds() if model and issubclass(model, kind.model)), None)
        if kind is not None:
            keys_by_kind.setdefault(kind, {})[split(number)[1]] = number
    things: dict[int, Model] = {}
    for kind, numbers in keys_by_kind.items():
        things |= {numbers[thing.pk]: thing for thing in kind.visible_to(user).filter(pk__in=numbers)}
    return [Line(row, things.get(row.thing), _label(things.get(row.thing))) for row in rows]


def _label(thing: Model | None) -> str:
    """What kind of thing it is, in words; a page by its own type."""
    if thing is None:
        return ""
    model = thing.specific_class if isinstance(thing, Page) else type(thing)
    return str((model or type(thing))._meta.verbose_name)
