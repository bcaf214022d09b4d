from notifications.views.listing import notifications, poll
from notifications.views.marks import all_read, opened, read, seen, undo
from notifications.views.settings import settings

__all__ = ["all_read", "notifications", "opened", "poll", "read", "seen", "settings", "undo"]
