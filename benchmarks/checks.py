"""What must be true before anything is timed: the right rows, and nothing invisible."""

import random

from access.models import Reader
from accounts.models import User
from activity.actions import timeline
from activity.keys import LANES
from activity.models import Activity, ActivitySource
from activity.stand import stand_of
from benchmarks.dataset import Dataset
from benchmarks.suite import rows_of
from news.models import NewsPage

ROWS = 41
"""What a page of the timeline reads."""


def check(data: Dataset, pairs: int = 2000) -> None:
    """Raises AssertionError when a timeline differs from the naive reading, or shows what is out of reach."""
    for name, user in data.profiles.items():
        seen = {activity.pk for entry in timeline(user, order="newest").entries for activity in entry.activities}
        expected = naive(user, ROWS)
        assert seen, f"{name} sees nothing"
        assert [row.pk for row in rows_of(user, ROWS)] == expected, f"{name}: the rows differ from the naive reading"
        assert seen <= set(expected), f"{name}: the timeline shows what the naive reading does not have"
    dice = random.Random(1)
    people = dice.sample(list(User.objects.all()), min(data.people, max(1, pairs // 20)))
    for user in people:
        reach = {1, *Reader.objects.filter(user=user).values_list("audience_id", flat=True)}
        for entry in timeline(user, order="newest").entries:
            assert all(activity.audience_id in reach for activity in entry.activities), "an invisible row shows"
        for page in NewsPage.objects.latest(user).select_related("page_audience")[:20]:
            assert page.page_audience.audience_id in reach, "an invisible page shows"


def naive(user: User, count: int) -> list[int]:
    """The same rows as one plainly reads them: every activity of every source."""
    stand = stand_of(user)
    reach = {1, *Reader.objects.filter(user=user).values_list("audience_id", flat=True)}
    sources = stand.follows | stand.talks | {LANES["organisation"]}
    if len(stand.follows) < 3:
        sources |= {LANES["colleagues"]}
    found = ActivitySource.objects.filter(source__in=sources).values_list("activity_id", flat=True)
    mine = Activity.objects.filter(pk__in=found, hidden=0, audience_id__in=reach)
    return list(mine.order_by("-pk").values_list("pk", flat=True)[:count])
