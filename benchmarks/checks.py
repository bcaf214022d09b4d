"""What must be true before anything is timed: the right rows, and nothing invisible."""

import random

from access.models import Reader
from accounts.models import User
from activity.actions import timeline
from activity.keys import LANES
from activity.models import Activity, ActivitySource
from activity.stand import stand_of
from benchmarks.dataset import Dataset
from news.models import NewsPage


def check(data: Dataset, pairs: int = 2000) -> None:
    """Raises AssertionError when a timeline differs from the naive reading, or shows what is out of reach."""
    for name, user in data.profiles.items():
        seen = [activity.pk for entry in timeline(user, order="newest").entries for activity in entry.activities]
        expected = naive(user, len(seen))
        assert seen, f"{name} sees nothing"
        assert sorted(seen, reverse=True) == expected, f"{name}: the timeline differs from the naive reading"
    dice = random.Random(1)
    people = dice.sample(list(User.objects.all()), min(data.people, max(1, pairs // 20)))
    for user in people:
        reach = {1, *Reader.objects.filter(user=user).values_list("audience_id", flat=True)}
        for entry in timeline(user, order="newest").entries:
            assert all(activity.audience_id in reach for activity in entry.activities), "an invisible row shows"
        for page in NewsPage.objects.latest(user).select_related("page_audience")[:20]:
            assert page.page_audience.audience_id in reach, "an invisible page shows"


def naive(user: User, count: int) -> list[int]:
    """The same timeline as one plain reads it: every activity of every source, filtered in Python."""
    stand = stand_of(user)
    reach = {1, *Reader.objects.filter(user=user).values_list("audience_id", flat=True)}
    sources = set(stand.follows) | {LANES["organisation"]}
    if len(stand.follows) < 3:
        sources.add(LANES["colleagues"])
    found = ActivitySource.objects.filter(source__in=sources).values_list("activity_id", flat=True)
    mine = Activity.objects.filter(pk__in=found, hidden=0, audience_id__in=reach)
    return list(mine.order_by("-pk").values_list("pk", flat=True)[:count])
