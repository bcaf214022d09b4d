"""Things by primary key, as far as somebody may see them, by a query that is put together once."""

from collections.abc import Callable, Iterable

from django.db.models import Model, QuerySet

from access.reach import ANY_READER, read_by
from core.among import late
from core.prepared import Prepared


def loader(visible_to: Callable[..., QuerySet]) -> Callable[..., dict[int, Model]]:
    """From "what this person may see" a function `load(user, pks)`: which of these they may see, by primary key. One
    query. `visible_to` may ask its user for `pk` and `reach`."""
    prepared = Prepared(lambda: visible_to(ANY_READER).filter(pk__among=late("pks")))

    def load(user, pks: Iterable[int]) -> dict[int, Model]:
        if not user.is_active or user.is_superuser:  # of whom something else may be asked
            return visible_to(user).in_bulk(list(pks))
        return {row.pk: row for row in prepared.rows(pks=list(pks), **read_by(user))}

    return load
