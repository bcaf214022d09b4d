"""From rows to entries: what colleagues did on one thing goes together, at the place of what lifted it."""

from activity.models import Activity, Verb
from activity.stand import Stand


def group(rows: list[Activity], user=None, stand: Stand | None = None) -> list[list[Activity]]:
    """What colleagues did on one thing goes together; an announcement stands alone. In the order of their places: for
    a reader (`user` and `stand`) that of what lifted it, on the page of a source that of the newest."""
    groups: dict[tuple, list[Activity]] = {}
    for row in rows:
        key = (row.verb, row.place) if row.verb == Verb.COMMENTED else (row.verb, row.thing, row.pk)
        groups.setdefault(key, []).append(row)
    found = list(groups.values())
    if stand is None:
        return found
    # One's own words are news to nobody; they show where one follows what they are about.
    found = [group for group in found if not all(_only_mine(row, user, stand) for row in group)]
    return sorted(found, key=lambda group: -place_in_list(group, user, stand))


def place_in_list(group: list[Activity], user=None, stand: Stand | None = None) -> int:
    """The id of the activity at whose place the group stands. A new comment lifts a conversation for who follows it,
    its page or somebody in it, or takes part, and only once in a while; for others it stays where it began."""
    if stand is None or group[0].verb != Verb.COMMENTED:
        return group[0].pk
    concerned = stand.follows | stand.talks
    lifting = (row.pk for row in group if row.lifts and row.matched & concerned)
    return next(lifting, group[-1].pk)


def rises(group: list[Activity]) -> bool:
    """Whether something new came to the top with it, and not only into a conversation that stays where it is."""
    return group[0].verb != Verb.COMMENTED or any(row.lifts for row in group)


def first(groups, rows, size, complete, user=None, stand=None) -> tuple[list[list[Activity]], str | None]:
    """The first `size` groups, and where the next page begins. Rows below the last of them are left to that page."""
    if len(groups) <= size:
        return groups, None if complete else str(rows[-1].pk)
    end = place_in_list(groups[size], user, stand)
    return [[row for row in group if row.pk > end] for group in groups[:size]], str(end + 1)


def _only_mine(row: Activity, user, stand: Stand) -> bool:
    return row.actor_id == user.pk and row.verb == Verb.COMMENTED and not row.matched & stand.follows
