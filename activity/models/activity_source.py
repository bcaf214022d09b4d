"""By which roads an activity reaches a timeline."""

from django.db import models

from activity.models.activity import Activity

NOBODY = 0


class ActivitySource(models.Model):
    """One thing somebody may follow (or a lane that all follow), and one activity that belongs to it.

    Audience and lane are copied here, so that a timeline is read from one covering index. A hidden activity has the
    audience NOBODY, which is in no person's reach.
    """

    pk = models.CompositePrimaryKey("activity_id", "source")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sources", db_index=False)
    source = models.BigIntegerField()
    audience_id = models.IntegerField()
    lane = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(models.F("source"), models.F("activity").desc(), "audience_id", "lane", name="activity_source")
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} by {self.source}"
