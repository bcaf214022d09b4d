"""How closely a person follows a thing: one of four levels, for a page, a topic, a section or a colleague.

*Following* is a row of django-activity-stream's `Follow`; *watching* is a second row beside it, with a flag, so that
everything that asks for follows also finds what is watched. *Muted* is a `Mute`, which wins from both.
"""

from collections.abc import Collection

from actstream.models import Follow
from django.db import models
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from activity.keys import split

FOLLOWS, WATCHES = "", "watching"


class Level(models.IntegerChoices):
    """From silence to everything."""

    MUTED = 0, _("Muted")
    NORMAL = 1, _("Normal")
    FOLLOWING = 2, _("Following")
    WATCHING = 3, _("Watching")


HELP = {
    Level.WATCHING: _("In your timeline, and a notification of everything: each news item, comment and answer."),
    Level.FOLLOWING: _("In your timeline, and a notification of news, new comments and official answers."),
    Level.NORMAL: _("A notification only of answers, reactions and comments that are meant for you."),
    Level.MUTED: _("Not in your timeline, and no notifications, except when somebody mentions you."),
}


def followers(keys: Collection[int], *, at_least: Level = Level.FOLLOWING) -> QuerySet:
    """(user id, content type id, object id) of everybody who follows, or at least watches, one of these things."""
    wanted = Q()
    for content_type_id, pk in map(split, keys):
        wanted |= Q(content_type_id=content_type_id, object_id=str(pk))
    if not keys:
        return Follow.objects.none().values_list("user_id", "content_type_id", "object_id")
    flags = [WATCHES] if at_least == Level.WATCHING else [FOLLOWS, WATCHES]
    rows = Follow.objects.filter(wanted, flag__in=flags).order_by("user_id", "pk")
    return rows.values_list("user_id", "content_type_id", Cast("object_id", BigIntegerField()))
