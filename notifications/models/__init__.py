from notifications.models.broadcast import Broadcast, BroadcastMark, ReadCursor
from notifications.models.happening import Happening
from notifications.models.notification import Hidden, Notification
from notifications.models.preference import Channel, Preference
from notifications.models.rhythm import Every, MailDefaults, Preset, Rhythm
from notifications.models.window import Mail, Window

__all__ = [
    "Broadcast",
    "BroadcastMark",
    "Channel",
    "Every",
    "Happening",
    "Hidden",
    "Mail",
    "MailDefaults",
    "Notification",
    "Preference",
    "Preset",
    "ReadCursor",
    "Rhythm",
    "Window",
]
