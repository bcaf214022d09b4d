"""What is the same for every reader, asked once a minute and not once a visit."""

from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone

from access.models import Audience
from news.models import Topic
from people.models import Profile
from people.models.profile import NEW_FOR

A_MINUTE = 60
A_MONTH = timedelta(days=30)
NEW_SHOWN = 5


def topics() -> dict[int, Topic]:
    """Every topic, most news for everyone in the last month first. Topics may be seen by all who can sign in."""
    found = cache.get("home:topics")
    if found is None:
        recent = Q(
            news_pages__live=True,
            news_pages__first_published_at__gt=timezone.now() - A_MONTH,
            news_pages__page_audience__audience_id=Audience.EVERYONE_ID,
        )
        counted = Topic.objects.annotate(recent=Count("news_pages", filter=recent)).order_by("-recent", "pk")
        found = {topic.pk: topic for topic in counted}
        cache.set("home:topics", found, A_MINUTE)
    return found


def new_colleagues(user) -> list[Profile]:
    """Who started lately, newest first, without the reader. Everybody who can sign in may see them."""
    found = cache.get("home:new_colleagues")
    if found is None:
        today = timezone.localdate()
        recent = Profile.objects.visible_to(user).filter(started_on__gt=today - NEW_FOR, started_on__lte=today)
        found = list(recent.with_cards().order_by("-started_on", "-user_id")[: NEW_SHOWN + 1])
        cache.set("home:new_colleagues", found, A_MINUTE)
    return [profile for profile in found if profile.user_id != user.pk and profile.is_new][:NEW_SHOWN]
