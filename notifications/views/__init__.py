from notifications.views.levers import lever
from notifications.views.listing import notifications, poll
from notifications.views.marks import all_read, opened, read, seen, undo
from notifications.views.settings import preset, rhythm, settings

__all__ = [
    "all_read",
    "lever",
    "notifications",
    "opened",
    "poll",
    "preset",
    "read",
    "rhythm",
    "seen",
    "settings",
    "undo",
]
