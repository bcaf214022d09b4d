"""Whom and what this person could follow, each with the reason: same department, same location, talking about the same
things. What was turned down is not proposed again."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Count, Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.reach import reach
from activity.keys import MASK, key_for, key_of
from activity.models import Activity, ActivitySource, Verb, Wish
from activity.stand import stand_of
from home.shared import topics
from news.models import Topic
from people.models import Profile

MOST = 6
MOST_LOOKED_AT = 40


@dataclass
class Proposal:
    """Something to follow, and why."""

    thing: Model
    reason: str
    profile: Profile | None = None


def proposals(user) -> dict[str, list[Proposal]]:
    """People and topics. A fixed number of queries."""
    stand = stand_of(user)
    turned_down = set(Wish.objects.filter(user=user, kind=Wish.Kind.NOT_PROPOSED).values_list("thing", flat=True))
    not_these = stand.follows | stand.mutes | turned_down
    return {"people": _people(user, stand, not_these), "topics": _topics(stand, not_these)}


def _people(user, stand, not_these: frozenset[int]) -> list[Proposal]:
    """Who talks where this person talks, then who sits near and has something to say."""
    user_type = get_user_model()
    talking = _talking_along(user, stand)
    own = Profile.objects.filter(user=user).first()
    near = Q(user__in=list(talking))
    if own and own.department_id:
        near |= Q(department_id=own.department_id)
    if own and own.location_id:
        near |= Q(location_id=own.location_id)
    skipped = [key & MASK for key in not_these if key_for(user_type, 0) <= key <= key_for(user_type, MASK)]
    found = Profile.objects.visible_to(user).filter(near).exclude(user=user).exclude(user__in=skipped)
    said = Activity.objects.filter(verb=Verb.COMMENTED, hidden=0, audience_id__in=reach(user))
    vocal = Counter(said.order_by("-pk").values_list("actor_id", flat=True)[:500])
    profiles = list(found.with_cards().order_by("pk")[:500])
    profiles.sort(key=lambda profile: (-_weight(profile, own, talking), -vocal[profile.user_id], profile.user_id))
    return [Proposal(profile.user, _why(profile, own, talking), profile) for profile in profiles[:MOST]]


def _talking_along(user, stand) -> Counter:
    """How often each colleague spoke where this person did: one query, within their reach."""
    said = Activity.objects.filter(
        verb=Verb.COMMENTED, hidden=0, place__in=stand.talks, audience_id__in=reach(user)
    ).exclude(actor_id=user.pk)
    shared = said.order_by().values("actor_id").annotate(places=Count("place", distinct=True))
    top = shared.order_by("-places", "actor_id").values_list("actor_id", "places")[:MOST_LOOKED_AT]
    return Counter({actor: places for actor, places in top if actor})


def _weight(profile: Profile, own: Profile | None, talking: Counter) -> int:
    same_department = bool(own and own.department_id and profile.department_id == own.department_id)
    same_location = bool(own and own.location_id and profile.location_id == own.location_id)
    return 2 * min(talking[profile.user_id], 5) + 3 * same_department + same_location


def _why(profile: Profile, own: Profile | None, talking: Counter) -> str:
    """The strongest reason, in words that can be checked."""
    if times := talking[profile.user_id]:
        return ngettext(
            "Spoke in %(num)d conversation that you took part in.",
            "Spoke in %(num)d conversations that you took part in.",
            times,
        ) % {"num": times}
    if own and own.department_id and profile.department_id == own.department_id:
        return _("Works in your department, %(name)s.") % {"name": profile.department.name}
    return _("Works at your location, %(name)s.") % {"name": profile.location.name}


def _topics(stand, not_these: frozenset[int]) -> list[Proposal]:
    """Topics of what this person talked about, then those with the most news."""
    known = {key_of(topic): topic for topic in topics().values()}
    first, last = key_for(Topic, 0), key_for(Topic, MASK)
    about = ActivitySource.objects.filter(
        activity__thing__in=stand.talks, activity__verb=Verb.PUBLISHED, source__gt=first, source__lte=last
    )
    talked = Counter(about.values_list("source", flat=True))
    left = [key for key in known if key not in not_these and (talked[key] or known[key].recent)]
    left.sort(key=lambda key: (-talked[key], -known[key].recent, key))
    return [Proposal(known[key], _why_topic(known[key], talked[key])) for key in left[:MOST]]


def _why_topic(topic: Topic, times: int) -> str:
    if times:
        return ngettext(
            "You responded to %(num)d item about it.", "You responded to %(num)d items about it.", times
        ) % {"num": times}
    return ngettext("%(num)d news item this month", "%(num)d news items this month", topic.recent) % {
        "num": topic.recent
    }
