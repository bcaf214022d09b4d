from notifications.models.broadcast import Broadcast, BroadcastMark, ReadCursor
from notifications.models.happening import Happening
from notifications.models.notification import Hidden, Notification
from notifications.models.preference import Channel, Preference

__all__ = [
    "Broadcast",
    "BroadcastMark",
    "Channel",
    "Happening",
    "Hidden",
    "Notification",
    "Preference",
    "ReadCursor",
]
