"""Audiences that are not made of groups but kept by an app of their own, such as the members of something.

The app makes one with `access.actions.own_audience`, and writes its readers with `let_in` and `put_out` in the
transaction of the membership they follow from. Here it says from which rows they follow, so that `check_readers` can
prove it and `--repair` can restore it.
"""

from collections.abc import Callable, Iterable

Readers = Callable[[], Iterable[tuple[int, int]]]
"""(audience id, user id) of everybody who should be in, for all audiences of the app."""

_owners: dict[str, Readers] = {}


def register_readers(prefix: str, readers: Readers) -> None:
    """Say who should be in the audiences whose key begins with this prefix ("community:"). Called from
    `AppConfig.ready()`; it must ask the truth (the memberships), never `Reader`."""
    _owners[prefix] = readers


def owners() -> dict[str, Readers]:
    """Everything that is registered."""
    return dict(_owners)
