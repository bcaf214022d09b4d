"""Who might hear of something. Whether they may read it, and want to hear of it, is asked when they are told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Model

from activity.keys import join, key_of
from activity.levels import Level, followers


def owners_of(thing: Model) -> set[int]:
    """The people who wrote a thing or look after it; a person owns themselves."""
    if isinstance(thing, get_user_model()):
        return {thing.pk}
    named = (getattr(thing, name, None) for name in ("author_id", "owner_id", "user_id"))
    return {pk for pk in named if pk is not None}


def by_reason(things: Sequence[Model], *, at_least: Level = Level.FOLLOWING) -> Iterable[tuple[Model, set[int]]]:
    """The people who follow (or watch) one of these things, each once, with the first of the things that they do."""
    things_by_key = {key_of(thing): thing for thing in things}
    order = {key: number for number, key in enumerate(things_by_key)}
    first: dict[int, int] = {}
    for user_id, content_type_id, pk in followers(list(order), at_least=at_least):
        key = join(content_type_id, pk)
        if user_id not in first or order[key] < order[first[user_id]]:
            first[user_id] = key
    people: dict[int, set[int]] = defaultdict(set)
    for user_id, key in first.items():
        people[key].add(user_id)
    return [(things_by_key[key], people[key]) for key in order if key in people]


def who_speak(people: set[int], languages: Sequence[str] | None) -> set[int]:
    """Those of these people whose interface is in one of the languages; all of them when no language is named."""
    if not languages or set(languages) >= {code for code, _name in settings.LANGUAGES}:
        return people
    speaking = get_user_model().objects.filter(pk__in=people, language__in=languages)
    return set(speaking.values_list("pk", flat=True))
