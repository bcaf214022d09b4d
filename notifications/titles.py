"""What things are called, read anew through the visibility rule: one statement for any mix of kinds."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import BigIntegerField, CharField, F, TextField, Value
from django.db.models.functions import Cast
from wagtail.models import Page

from access.kinds import kinds
from activity.keys import join, split
from activity.keys import model_of as model_of_key
from notifications.registry import Label, Named, labels

COLUMNS = 5


def names_of(user, keys: Iterable[int]) -> dict[int, Named]:
    """By number of the thing; what this person may not see, what is gone, and what has no label, is left out."""
    wanted: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    known = labels()
    for key in dict.fromkeys(keys):
        model = model_of_key(key) if key else None
        kind = model and next((kind for kind in kinds() if issubclass(model, kind.model)), None)
        if kind and kind.name in known:
            content_type_id, pk = split(key)
            wanted[kind.name][content_type_id].append(pk)
    rows = None
    for name in sorted(wanted):
        pks = [pk for of_type in wanted[name].values() for pk in of_type]
        query = _rows(user, known[name], pks)
        rows = query if rows is None else rows.union(query, all=True)
    found: dict[int, Named] = {}
    for name, pk, *texts in rows or ():
        named = known[name].build(pk, *texts[: len(known[name].columns)])
        # A page is asked for by its number; its class stands in the key that it was asked by.
        for content_type_id, pks in wanted[name].items():
            if pk in pks:
                found[join(content_type_id, pk)] = named
    return found


def _rows(user, label: Label, pks: list[int]):
    kind = next(kind for kind in kinds() if kind.name == label.kind)
    columns = {
        f"label_{number}": Cast(F(label.columns[number]), TextField())
        if number < len(label.columns)
        else Value(None, output_field=TextField())
        for number in range(COLUMNS)
    }
    query = kind.visible_to(user).filter(pk__in=pks).order_by()
    named = query.annotate(
        label_kind=Value(kind.name, output_field=CharField()), label_pk=Cast("pk", BigIntegerField()), **columns
    )
    return named.values_list("label_kind", "label_pk", *columns)


def name_page(pk: int, title: str, url_path: str, depth: str) -> Named:
    """A page of any class; its address is found without asking for the page."""
    return Named(title, Page(pk=pk, title=title, url_path=url_path, depth=int(depth)).url or "")
