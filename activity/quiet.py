"""Following that nobody chose one by one, such as the follow that comes with a membership: no event, no notification,
no limit."""

from collections.abc import Iterable

from actstream.models import Follow
from django.db.models import Model

from activity.keys import key_of, split
from activity.levels import FOLLOWS
from activity.models import Mute


def follow_quietly(thing: Model, users: Iterable[int]) -> None:
    """Let these people (ids) meet what happens with a thing. Who muted it keeps their peace."""
    key = key_of(thing)
    content_type_id, pk = split(key)
    people = set(users) - set(Mute.objects.filter(thing=key, user__in=set(users)).values_list("user_id", flat=True))
    rows = [
        Follow(user_id=user, content_type_id=content_type_id, object_id=str(pk), flag=FOLLOWS, actor_only=False)
        for user in sorted(people)
    ]
    Follow.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
