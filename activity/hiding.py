"""Hiding and showing activities, and keeping their audience that of the thing; inside the changing transaction."""

from actstream.models import Follow
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, CharField, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from wagtail.models import get_page_models

from access.contents import Contents, contents_of
from access.models import Audience, PageAudience, Reader
from activity.keys import SHIFT, key_of, keys_in, split
from activity.models import NOBODY, Activity, ActivitySource, Hidden, Verb
from activity.records import audience_for, source_rows
from core.events import Left


def hide(key: int) -> None:
    """Take every activity that shows this thing, or that happened on it, out of all timelines."""
    Activity.objects.filter(thing=key).update(hidden=F("hidden").bitor(Hidden.THING_GONE))
    Activity.objects.filter(place=key).exclude(thing=key).update(hidden=F("hidden").bitor(Hidden.PLACE_GONE))
    ActivitySource.objects.filter(activity__in=Activity.objects.about([key])).update(audience_id=NOBODY)


def show(key: int) -> None:
    """Let them show again, except what is hidden for a reason of its own."""
    Activity.objects.filter(thing=key).update(hidden=F("hidden").bitand(Hidden.PLACE_GONE))
    Activity.objects.filter(place=key).exclude(thing=key).update(hidden=F("hidden").bitand(Hidden.THING_GONE))
    _copy_audience(Activity.objects.about([key]))


def replace_earlier(activity: Activity) -> None:
    """Something is announced anew: only this announcement stays in timelines."""
    earlier = Activity.objects.filter(thing=activity.thing, verb=Verb.PUBLISHED).exclude(pk=activity.pk)
    ActivitySource.objects.filter(activity__in=earlier).delete()


@transaction.atomic
def refresh(thing: Model) -> None:
    """The author, topics or section of a thing changed: its newest announcement belongs to them from now on."""
    activity = Activity.objects.filter(thing=key_of(thing), verb=Verb.PUBLISHED).order_by("-pk").first()
    if activity is None:
        return
    rows = source_rows(activity, thing, thing)
    ActivitySource.objects.filter(activity=activity).exclude(source__in=[row.source for row in rows]).delete()
    ActivitySource.objects.bulk_create(rows, ignore_conflicts=True)


def readdress(thing: Model) -> None:
    """Copy the audience of a thing to its activities."""
    _readdress(Activity.objects.about([key_of(thing)]), audience_for(thing))


def readdress_contents(contents: Contents) -> None:
    """Give what happened with these things, and on them, the audience that they have now."""
    _readdress(Activity.objects.filter(place__in=keys_in(contents)), contents.audience_id)


def _readdress(activities: QuerySet[Activity], audience_id: int) -> None:
    activities.update(audience_id=audience_id)
    _copy_audience(activities)


def _copy_audience(activities: QuerySet[Activity]) -> None:
    own = Activity.objects.filter(pk=OuterRef("activity_id")).values("audience_id")[:1]
    ActivitySource.objects.filter(activity__in=activities.filter(hidden=Hidden.NO)).update(audience_id=Subquery(own))


def forget_follows(event: Left) -> None:
    """End what somebody who left a thing followed of it: the thing itself, and what is not for everyone in it."""
    thing = event.thing()
    follows = Follow.objects.filter(user_id=event.by)
    if thing is not None:
        content_type_id, pk = split(key_of(thing))
        follows.filter(content_type_id=content_type_id, object_id=str(pk)).delete()
    for contents in contents_of(event):
        if contents.audience_id != Audience.EVERYONE_ID:
            content_type, number = Cast("content_type_id", BigIntegerField()), Cast("object_id", BigIntegerField())
            followed = follows.annotate(key=content_type * Value(1 << SHIFT) + number)
            followed.filter(key__in=keys_in(contents)).delete()


def forget_lost_follows() -> int:
    """Who can no longer read a page no longer follows it. Returns how many follows ended.

    A nightly sweep and not part of the change: the privacy dialog first closes a page to all and then names its groups,
    and its rightful readers keep their follows. Until the night such a follow is neither listed nor of any effect.
    """
    closed = PageAudience.objects.exclude(audience_id=Audience.EVERYONE_ID)
    page_types = ContentType.objects.get_for_models(*get_page_models()).values()
    audiences = PageAudience.objects.filter(page_id=Cast(OuterRef(OuterRef("object_id")), BigIntegerField()))
    still = Reader.objects.filter(user_id=OuterRef("user_id"), audience_id__in=audiences.values("audience_id"))
    lost = Follow.objects.filter(
        Q(content_type__in=[page_type.pk for page_type in page_types]),
        Q(object_id__in=closed.annotate(text=Cast("page_id", CharField())).values("text")),
        ~Exists(still),
    )
    return lost.delete()[0]
