from activity.models.activity import Activity, Hidden, Verb
from activity.models.activity_source import NOBODY, ActivitySource
from activity.models.feed_settings import FeedSettings
from activity.models.mute import Mute
from activity.models.reaction import Reaction, ReactionChange, ReactionCount
from activity.models.saved import Saved
from activity.models.visit import Visit
from activity.models.weighing import Weighing
from activity.models.wish import Wish

__all__ = [
    "NOBODY",
    "Activity",
    "ActivitySource",
    "FeedSettings",
    "Hidden",
    "Mute",
    "Reaction",
    "ReactionChange",
    "ReactionCount",
    "Saved",
    "Verb",
    "Visit",
    "Weighing",
    "Wish",
]
