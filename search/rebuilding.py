"""The whole index from the truth; and whether it is what the truth says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model

from search.models import Entry, Rebuild
from search.registry import EntryClass, entry_classes
from search.writing import BATCH, entry_of, refresh

Progress = Callable[[int], object]


def total() -> int:
    """How many things there are to find."""
    return sum(entry_class.findable().count() for _model, entry_class in entry_classes())


def rebuild(progress: Progress = lambda number: None, *, anew: bool = False) -> int:
    """Write every entry again and remove those that should not be there. Searching goes on meanwhile. A rebuild that
    was stopped goes on where it was, unless it is asked to begin `anew`. Returns how many entries there are."""
    if anew:
        Rebuild.objects.all().delete()
    state = Rebuild.objects.order_by("pk").first() or Rebuild.objects.create()
    for model, entry_class in entry_classes():
        label = model._meta.label_lower
        after = state.done.get(label, 0)
        progress(entry_class.findable().filter(pk__lte=after).count() if after else 0)
        while batch := list(
            entry_class.findable().filter(pk__gt=after).order_by("pk")[:BATCH].values_list("pk", flat=True)
        ):
            with transaction.atomic():
                refresh(model, batch)
                after = state.done[label] = batch[-1]
                state.save(update_fields=["done"])
            progress(len(batch))
    for kind in {entry_class.kind for _model, entry_class in entry_classes()}:
        remove_others(kind)
    Entry.objects.exclude(kind__in={entry_class.kind for _model, entry_class in entry_classes()}).delete()
    state.delete()
    return Entry.objects.count()


def remove_others(kind: str) -> int:
    """Remove the entries of this kind that nothing findable stands behind."""
    entries = Entry.objects.filter(kind=kind)
    for _model, entry_class in entry_classes():
        if entry_class.kind == kind:
            entries = entries.exclude(object_id__in=entry_class.findable().order_by().values("pk"))
    return entries.delete()[0]


@dataclass(frozen=True)
class Difference:
    """An entry that is missing, too many, or not what the thing says."""

    model: type[Model]
    pk: int
    what: str

    def __str__(self) -> str:
        return f"{self.model._meta.label_lower} {self.pk}: {self.what}"


COMPARED = [field.attname for field in Entry._meta.concrete_fields if field.attname != "id"]


def differences(progress: Progress = lambda number: None) -> Iterator[Difference]:
    """Every way in which the index is not what the truth says."""
    claimed: dict[str, set[int]] = {}
    for model, entry_class in entry_classes():
        claimed.setdefault(entry_class.kind, set())
        after = 0
        while things := list(entry_class.findable().filter(pk__gt=after).order_by("pk")[:BATCH]):
            after = things[-1].pk
            yield from _compare(model, entry_class, things, claimed[entry_class.kind])
            progress(len(things))
    models = {entry_class.kind: model for model, entry_class in entry_classes()}
    for kind, pk in Entry.objects.order_by("kind", "object_id").values_list("kind", "object_id").iterator():
        if pk not in claimed.get(kind, ()):
            yield Difference(models.get(kind, Entry), pk, f"in the index as {kind}, and should not be")


def _compare(
    model: type[Model], entry_class: EntryClass, things: list[Model], claimed: set[int]
) -> Iterator[Difference]:
    entry_class.prepare(things)
    found = {entry.object_id: entry for entry in Entry.objects.about(entry_class.kind, [thing.pk for thing in things])}
    for thing in things:
        written = entry_class.write(thing)
        if written is None:
            continue
        claimed.add(thing.pk)
        should, _analysed = entry_of(entry_class, thing.pk, written)
        entry = found.get(thing.pk)
        if entry is None:
            yield Difference(model, thing.pk, "missing from the index")
            continue
        other = [name for name in COMPARED if getattr(entry, name) != getattr(should, name)]
        if other:
            yield Difference(model, thing.pk, "differs in " + ", ".join(other))


def repair(found: list[Difference]) -> None:
    """Write or remove what differs."""
    wanted: dict[type[Model], list[int]] = {}
    for difference in found:
        wanted.setdefault(difference.model, []).append(difference.pk)
    for model, pks in wanted.items():
        for start in range(0, len(pks), BATCH):
            refresh(model, pks[start : start + BATCH])
    for kind in {entry_class.kind for _model, entry_class in entry_classes()}:
        remove_others(kind)
    Entry.objects.exclude(kind__in={entry_class.kind for _model, entry_class in entry_classes()}).delete()


__all__ = ["Difference", "differences", "rebuild", "repair", "total"]
